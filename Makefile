# Two commands do everything: make demo, make test. Both install what they
# need on Debian (and say so), and can be run again.

GO      ?= go
DATA    ?= data/demo
SEED    ?= 1
BIN     := bin/lvzhi

.PHONY: build selfcheck demo demo-province test lint bench fuzz kill campaign nation screenshots clean

build: $(BIN)

# The self-check for cities is compiled first, for a browser; the program
# carries it packed. The go command knows what changed better than make does.
CARRIED := ingest/selfcheck/page/built
.PHONY: $(BIN)
$(BIN):
	@scripts/need go gcc
	@mkdir -p bin $(CARRIED)
	GOOS=js GOARCH=wasm $(GO) build -trimpath -buildvcs=false -ldflags '-s -w' -o bin/selfcheck.wasm ./ingest/selfcheck/wasm
	gzip -9nc bin/selfcheck.wasm > $(CARRIED)/selfcheck.wasm.gz
	cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" $(CARRIED)/
	$(GO) build -tags selfcheck -o $(BIN) ./cmd/lvzhi

# The page a city opens from a USB stick, and its size.
PAGE := bin/selfcheck.html
selfcheck: $(BIN)
	$(BIN) selfcheck -o $(PAGE)
	@n=$$(wc -c < $(PAGE)); echo "$(PAGE): $$n bytes"; test $$n -lt 12000000 || { echo 'over 12 MB'; exit 1; }

# A made-up province and the real sample issue through the whole job.
demo: $(BIN)
	$(BIN) --data $(DATA) demo --seed $(SEED)

# The same at the size of the real province; takes minutes.
demo-province: $(BIN)
	$(BIN) --data data/demo-province demo --scale province --seed $(SEED)

test:
	@scripts/need go gcc chromium fonts poppler
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo 'run gofmt'; exit 1; }
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./ingest/selfcheck/wasm
	$(GO) test -timeout 30m ./...

lint:
	golangci-lint run ./...

# Speed, as ratios to a baseline in the same run.
bench:
	$(GO) test -run '^$$' -bench . -benchtime 3x ./...

# Long campaigns, not part of the tests.
FUZZTIME ?= 60s
fuzz:
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p 2>/dev/null | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p || exit 1; done; done

kill:
	KILLS=500 $(GO) test -count 1 -timeout 60m -run 'TestKilled' ./cmd/lvzhi

# The long forms of what make test runs in short, and the speeds at full size:
# 80,000 broken files, 14,000 messy ones, hostile ones up to a line of 1 GB, ten
# million rows.
campaign:
	@scripts/need go gcc
	CAMPAIGN=full $(GO) test -count 1 -timeout 120m -v ./ingest/campaign
	SPEED_ROWS=10000000 $(GO) test -run '^$$' -bench . -benchtime 1x -timeout 60m ./ingest ./ingest/sheet

# The country: 2.8 million mandates and 140 million rows of activities, taken in
# and aggregated unit by unit; prints times, rows per second and peak memory.
# Needs some 30 GB of disk and most of an hour on two cores.
nation:
	@scripts/need go gcc
	NATION=full $(GO) test -run '^$$' -bench 'BenchmarkNation$$' -benchtime 1x -timeout 180m ./cmd/lvzhi

# The pictures of the README, from the demo's own pages.
screenshots: demo
	@scripts/need chromium fonts
	scripts/screenshots $(DATA)

clean:
	rm -rf bin data/demo data/demo-province $(CARRIED)/selfcheck.wasm.gz $(CARRIED)/wasm_exec.js
