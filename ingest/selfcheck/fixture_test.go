package selfcheck_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"lvzhi/contracts"
	"lvzhi/ingest/selfcheck"
	selfpage "lvzhi/ingest/selfcheck/page"
	"lvzhi/internal/browser"
)

const (
	header = "姓名,述职日期,发出票数,收回票数,有效票数,满意,基本满意,不满意,弃权"
	sound  = "张三,9月9日,50,50,50,45,3,2,0"
	broken = "李四,2月30日,50,50,50,45,3,2,7"
)

func votes(title string, rows ...string) string {
	return title + "\n" + header + "\n" + strings.Join(rows, "\n") + "\n"
}

const puyang9 = "濮阳市2024年9月述职满意度测评情况统计表"

// compile makes the program as `make build` does.
func compile(t *testing.T) selfpage.Program {
	t.Helper()
	plain := filepath.Join(t.TempDir(), "selfcheck.wasm")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", plain, "./wasm")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("compile: %v\n%s", err, out)
	}
	raw, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if _, err := w.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	loader, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	return selfpage.Program{Packed: packed.Bytes(), Loader: loader}
}

// assemble writes the page to a file of its own.
func assemble(t *testing.T, p selfpage.Program, adopted contracts.Aliases) string {
	t.Helper()
	names, err := selfcheck.Adopted(adopted)
	if err != nil {
		t.Fatal(err)
	}
	html, err := selfpage.Assemble(p, selfpage.Edition{Version: "测试", Date: "2024-10-08", Adopted: names})
	if err != nil {
		t.Fatal(err)
	}
	return written(t, "自检.html", string(html))
}

func written(t *testing.T, name, content string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "in", "box") // whose names say nothing of a place or a month
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipped(t *testing.T, members map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(members[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// spy runs before the page's own script: it notes what the worker replies and
// what is offered for download.
const spy = `window.replies = []; window.saved = [];
const Plain = Worker;
window.Worker = class extends Plain { constructor(a) { super(a); this.addEventListener('message', (e) => { if (e.data.reply) replies.push(e.data.reply); }); } };
const offer = URL.createObjectURL;
URL.createObjectURL = (b) => { saved.push(b); return offer.call(URL, b); };
`

// visitor is a page in a browser whose every connection would have to pass a
// door that counts.
type visitor struct {
	t        *testing.T
	ctx      context.Context
	knocks   knocks
	faults   func() []string
	position int // replies seen
}

// knocks are the requests that came to the door, by their first line.
type knocks struct {
	mu  sync.Mutex
	all []string
}

func (k *knocks) answer(c net.Conn) {
	defer c.Close()
	line, _ := bufio.NewReader(c).ReadString('\n')
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = append(k.all, strings.TrimSpace(line))
}

// browsersOwn are the hosts a fresh Chromium asks by itself for updates and
// the time, whatever page is open.
var browsersOwn = regexp.MustCompile(`^\w+ (?:https?://)?[\w.-]+\.(?:google|googleapis|gvt1)\.com[:/]`)

func (k *knocks) ofThePage() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(k.all), browsersOwn.MatchString)
}

// visit opens a page file. before are scripts that run ahead of the page's.
func visit(t *testing.T, file string, before ...string) *visitor {
	t.Helper()
	path, err := browser.Find()
	if err != nil {
		t.Fatal(err)
	}
	profile, err := os.MkdirTemp("", "profile")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(profile) }) // the browser's last processes may still write there
	v := &visitor{t: t}
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	go func() {
		for {
			c, err := door.Accept()
			if err != nil {
				return
			}
			v.knocks.answer(c)
		}
	}()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(profile), chromedp.WindowSize(1280, 900), chromedp.ProxyServer(door.Addr().String()), chromedp.Flag("proxy-bypass-list", "<-loopback>"),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(stop)
	allocator, stopBrowser := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stopBrowser)
	tab, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	v.ctx = tab
	v.faults = faultsOf(tab)
	v.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(spy + strings.Join(before, "\n")).Do(ctx)
		return err
	}), chromedp.Navigate("file://"+file))
	return v
}

func (v *visitor) run(actions ...chromedp.Action) {
	v.t.Helper()
	if err := chromedp.Run(v.ctx, actions...); err != nil {
		v.t.Fatal(err)
	}
}

func (v *visitor) state(want string) {
	v.t.Helper()
	v.run(chromedp.WaitReady(fmt.Sprintf("html[data-state=%s]", want), chromedp.ByQuery))
}

// eval reads a value out of the page.
func eval[T any](v *visitor, script string) T {
	v.t.Helper()
	var value T
	v.run(chromedp.Evaluate(script, &value, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return value
}

// faultsOf gathers what scripts throw and the console complains of.
func faultsOf(tab context.Context) func() []string {
	var mu sync.Mutex
	var all []string
	chromedp.ListenTarget(tab, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			all = append(all, e.ExceptionDetails.Error())
		case *cdplog.EventEntryAdded:
			all = append(all, e.Entry.Text)
		}
	})
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return all
	}
}
