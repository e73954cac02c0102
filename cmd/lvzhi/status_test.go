package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var updateStatus = flag.Bool("update-status", false, "write what a status says to testdata/status.txt")

// on runs one command in this process at nine o'clock of a day in China.
func on(t *testing.T, day string, args ...string) (code int, stdout string) {
	t.Helper()
	clock, err := time.Parse(time.DateOnly+" 15:04 -0700", day+" 09:00 +0800")
	if err != nil {
		t.Fatal(err)
	}
	var out, log bytes.Buffer
	code = run(context.Background(), args, &out, &log, func() time.Time { return clock })
	if code == exitFault || code == exitUsage {
		t.Fatalf("%v: exit %d: %s", args, code, log.String())
	}
	return code, out.String()
}

// year makes a workspace with months of mess behind it: files in time and
// late, counties apart, corrected, refused, wrong in every row, taken back.
func year(t *testing.T) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	inbox := t.TempDir()
	send := func(day, name, content string) string {
		path := filepath.Join(inbox, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out := on(t, day, "--data", data, "ingest", path, "--json")
		return out
	}
	votes := func(name, satisfied string) string {
		return "姓名,代表层级,述职日期,发出票,收回票,有效票,满意,基本满意,不满意\n" + name + ",市级,%s-09,50,50,50," + satisfied + ",5,5\n"
	}
	random := rand.New(rand.NewPCG(7, 7))
	units := []string{"郑州市", "开封市", "洛阳市", "平顶山市", "鹤壁市", "焦作市", "许昌市", "商丘市"}
	for month := 3; month <= 9; month++ {
		period, next := fmt.Sprintf("2024-%02d", month), month+1
		for i, unit := range units {
			if random.IntN(5) == 0 {
				continue // nothing came
			}
			name := fmt.Sprintf("%s2024年%d月述职测评.csv", unit, month)
			satisfied := "40"
			if random.IntN(6) == 0 {
				satisfied = "99" // does not add up: every row is returned
			}
			send(fmt.Sprintf("2024-%02d-%02d", next, 1+random.IntN(12)), name, fmt.Sprintf(votes(fmt.Sprintf("代表%d", i), satisfied), period))
			if random.IntN(3) == 0 {
				send(fmt.Sprintf("2024-%02d-%02d", next, 13+random.IntN(5)), name, fmt.Sprintf(votes("更正", "40"), period))
			}
		}
	}
	send("2024-10-02", "濮阳县2024年9月述职测评.csv", fmt.Sprintf(votes("甲", "40"), "2024-09"))
	send("2024-10-15", "濮阳市范县2024年9月述职测评.csv", fmt.Sprintf(votes("乙", "40"), "2024-09"))
	send("2024-10-03", "安阳市2024年9月述职测评.csv", "姓名,述职日期,满意,不满意\n")
	send("2024-02-01", "开封市2023年度履职积分.csv", "姓名,代表层级,年度,基础分,总分\n甲,市级,2023,90,90\n")
	send("2024-04-05", "洛阳市代表名册（2024年3月）.csv", "姓名,代表层级,届次,选区\n乙,市级,五届,一选区\n")
	send("2024-10-05", "信阳市代表名册（2024年9月）.csv", "姓名,代表层级,届次,选区\n甲,市级,五届,一选区\n")
	send("2024-10-16", "许昌市2024年10月述职测评.csv", fmt.Sprintf(votes("早", "40"), "2024-10"))
	var taken intake
	if err := json.Unmarshal([]byte(send("2024-10-04", "驻马店市2024年9月述职测评.csv", fmt.Sprintf(votes("丙", "40"), "2024-09"))), &taken); err != nil {
		t.Fatal(err)
	}
	batch := strings.TrimSuffix(filepath.Base(taken.Files[0].Receipt), ".xlsx")
	on(t, "2024-10-04", "--data", data, "undo", strings.TrimPrefix(batch, "votes-"))
	own := "excused: [{unit: 南阳市, dataset: votes, from: 2024-03, to: 2024-06, reason: 机构改革}, {unit: 郑州市, dataset: all, from: 2024-05, reason: 另行报送}]\n" +
		"owed: {nominations: nobody}\ndue: [{dataset: votes, from: 2024-07, to: 2024-07, day: 9}]\n"
	if err := os.WriteFile(filepath.Join(data, "calendar.yaml"), []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}

// submissionsQuery is the mart as a status tells it.
const submissionsQuery = `select unit_code, dataset, period, state, editions, files_refused, rows_accepted, rows_quarantined, days_late, is_due,
	coalesce(reason, '') as reason, due_date, received_on from marts.submission_unit_month order by period, unit_code, dataset`

func TestStatus(t *testing.T) {
	data := year(t)
	t.Run("on a terminal", func(t *testing.T) { statusOnATerminal(t, data) })
	t.Run("is the mart", func(t *testing.T) { statusIsTheMart(t, data) })
	t.Run("of its day", func(t *testing.T) { statusOfItsDay(t, data) })
	t.Run("follows what comes in", func(t *testing.T) { statusFollows(t, data) })
}

// The warehouse and a status say the same of every unit, dataset and period:
// as of a day in everything; by default, when a status looks from today and a
// build from the end of its month, in all but what is past its day.
func statusIsTheMart(t *testing.T, data string) {
	for i, asOf := range []string{"2024-10-20", "2024-08-01", ""} {
		build, ask := []string{"--data", data, "transform"}, []string{"--data", data, "status", "--json"}
		if asOf != "" {
			build, ask = append(build, "--as-of", asOf), append(ask, "--as-of", asOf)
		}
		on(t, fmt.Sprintf("2024-11-%02d", i+1), build...)
		through := query(t, data, "select as_of_period from ref.run")[0]["as_of_period"].(string)
		mart, states, periods := map[string]string{}, map[string]int{}, map[string]bool{}
		for _, r := range query(t, data, submissionsQuery) {
			key := fmt.Sprint(r["period"], " ", r["unit_code"], " ", r["dataset"])
			mart[key] = fmt.Sprint(r["state"], r["editions"], r["files_refused"], r["rows_accepted"], r["rows_quarantined"], r["reason"], r["due_date"], r["received_on"])
			if asOf != "" {
				mart[key] += fmt.Sprint(r["days_late"], r["is_due"])
			}
			states[r["state"].(string)]++
			periods[r["period"].(string)] = true
		}
		status := map[string]string{}
		for _, period := range slices.Sorted(maps.Keys(periods)) {
			_, out := on(t, "2024-12-31", append(ask, "--period", period)...)
			var doc statusDocument
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatal(err)
			}
			for _, l := range doc.Lines {
				key := l.Period + " " + l.Unit + " " + l.Dataset
				if _, ok := mart[key]; !ok && period > through && l.Editions == 0 {
					continue // of a month after the build's, a status says what is due in it, too
				}
				status[key] = fmt.Sprint(l.State, l.Editions, l.FilesRefused, l.Accepted, l.Quarantined, l.Reason, orNothing(l.DueDate), orNothing(l.ReceivedOn))
				if asOf != "" {
					status[key] += fmt.Sprint(l.DaysLate, l.IsDue)
				}
			}
		}
		for key := range maps.Keys(mart) {
			if mart[key] != status[key] {
				t.Errorf("as of %q, %s: the mart says %s, the status %s", asOf, key, mart[key], status[key])
			}
		}
		if len(status) != len(mart) {
			t.Errorf("as of %q: %d lines of status, %d rows of the mart", asOf, len(status), len(mart))
		}
		if i == 0 && (len(states) != 5 || len(mart) < 7*18) {
			t.Errorf("the mess is not one: %d rows, %v", len(mart), states)
		}
	}
}

func orNothing(text *string) any {
	if text == nil {
		return nil
	}
	return *text
}

// What a status says on a terminal, as of a day, with every state in it.
func statusOnATerminal(t *testing.T, data string) {
	_, got := on(t, "2024-10-20", "--data", data, "status")
	golden := filepath.Join("testdata", "status.txt")
	if *updateStatus {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	_, table, _ := strings.Cut(got, "\n\n")
	for line := range strings.Lines(strings.SplitN(table, "\n\n", 2)[0]) {
		if places(strings.TrimRight(line, "\n")) > 80 {
			t.Errorf("wider than a terminal: %s", line)
		}
	}
}

// Without a month a status tells of the last that was over, as of its day.
func statusOfItsDay(t *testing.T, data string) {
	for asOf, want := range map[string]string{"2024-08-30": "2024-07", "2024-08-31": "2024-08", "2025-02-01": "2024-09"} {
		_, out := on(t, "2024-12-31", "--data", data, "status", "--json", "--as-of", asOf)
		var doc statusDocument
		if err := json.Unmarshal([]byte(out), &doc); err != nil || doc.Period != want || doc.AsOf != asOf {
			t.Errorf("as of %s: %s of %s, want %s; %v", asOf, doc.AsOf, doc.Period, want, err)
		}
	}
}

// A status follows what came in, without a transform.
func statusFollows(t *testing.T, data string) {
	_, before := on(t, "2024-10-20", "--data", data, "status")
	path := filepath.Join(t.TempDir(), "安阳市2024年9月述职测评.csv")
	if err := os.WriteFile(path, []byte("姓名,代表层级,述职日期,发出票,收回票,有效票,满意,基本满意,不满意\n丁,市级,2024-09-09,50,50,50,40,5,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	on(t, "2024-10-20", "--data", data, "ingest", path)
	_, after := on(t, "2024-10-20", "--data", data, "status")
	if !strings.Contains(before, "安阳市     缺   退") || !strings.Contains(after, "安阳市     缺   迟") {
		t.Errorf("the status did not follow:\n%s", after)
	}
}
