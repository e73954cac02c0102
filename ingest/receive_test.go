package ingest

import (
	"maps"
	"strings"
	"testing"

	"lvzhi/internal/lake"
)

const puyang9 = "濮阳市2024年9月述职满意度测评"

func votesKey(scope string) lake.Key {
	return lake.Key{Dataset: "votes", Unit: "410900", Scope: scope, Period: "2024-09"}
}

func TestAccepted(t *testing.T) {
	d := newDesk(t)
	content := votes(puyang9, sound, second)
	o := d.send("濮阳.csv", content, Hints{})
	if o.Status != Accepted || o.Unit != "410900" || o.Scope != "all" || o.Dataset != "votes" || o.Period != "2024-09" || o.Accepted != 2 || o.Skipped != 1 || !o.Clean() || o.Problems == nil {
		t.Fatalf("%+v", o)
	}
	b, ok := d.Lake.State.Current(votesKey("all"))
	if !ok || b.SHA256 != o.SHA256 || b.Accepted != 2 || !b.RawKept || len(d.Lake.State.Live(lake.Rows, "votes")) != 1 || len(d.Lake.State.Refusals) != 0 {
		t.Errorf("%+v", d.Lake.State)
	}
	if d.tree()["raw/"+o.SHA256] != string(content) {
		t.Error("the original is not kept")
	}
	summary := d.receipt(o)["回执"]
	for _, want := range []string{"濮阳.csv", "全部接收", "濮阳市", "述职满意度测评", "2024年9月", "2024年10月8日", o.SHA256, "不需要再做什么"} {
		if !holds(summary, want) {
			t.Errorf("the receipt lacks %q: %q", want, summary)
		}
	}
}

func holds(rows [][]string, want string) bool {
	for _, r := range rows {
		if strings.Contains(strings.Join(r, "\x1f"), want) {
			return true
		}
	}
	return false
}

func TestPartial(t *testing.T) {
	d := newDesk(t)
	o := d.send("濮阳.csv", votes(puyang9, sound, broken), Hints{})
	if o.Status != Partial || o.Accepted != 1 || o.Quarantined != 1 || o.Clean() {
		t.Fatalf("%+v", o)
	}
	if d.under("quarantine") != 1 || d.under("lake") != 1 {
		t.Errorf("%v", d.Lake.State.Files)
	}
	listed := d.receipt(o)["问题清单"]
	if len(listed) != len(o.Problems)+1 {
		t.Errorf("%d problems, listed %d", len(o.Problems), len(listed)-1)
	}
	for _, p := range o.Problems {
		if !holds(listed, p.Cell) || !holds(listed, p.Message) || !holds(listed, p.Remedy) {
			t.Errorf("not on the receipt: %+v", p)
		}
	}
}

func TestRefusedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		reason  string
	}{
		"a.pdf":  {"%PDF-1.7", "PDF"},
		"b.csv":  {"甲,乙\n1,2\n", "没有找到认识的表头"},
		"c.csv":  {string(votes("石家庄市2024年9月述职测评", sound)), "石家庄市"},
		"d.csv":  {string(votes("濮阳市述职测评", sound)), "看不出是哪个月"},
		"e.csv":  {string(votes(puyang9, "合计,,50,50,50,45,3,2,0")), "没有数据行"},
		"f.xlsx": {"", "空的"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.send(name, []byte(c.content), Hints{})
			if o.Status != Refused || o.Read != 0 || o.Clean() || len(o.Problems) == 0 || !strings.Contains(o.Problems[len(o.Problems)-1].Message, c.reason) {
				t.Fatalf("%+v", o)
			}
			again := d.send(name, []byte(c.content), Hints{})
			if again.Receipt != o.Receipt || len(d.Lake.State.Refusals) != 1 || strings.Count(d.tree()["manifests/intake.jsonl"], "\n") != 1 {
				t.Errorf("intake log: %q", d.tree()["manifests/intake.jsonl"])
			}
			if d.under("lake")+d.under("quarantine")+d.under("raw") != 0 || d.Lake.State.Number != 0 {
				t.Errorf("a refused file left %v", d.tree())
			}
			if !holds(d.receipt(o)["回执"], c.reason) || !holds(d.receipt(o)["问题清单"], c.reason) {
				t.Errorf("the receipt does not say why: %q", d.receipt(o))
			}
		})
	}
}

// The same bytes change nothing, not even when a correction came between.
func TestUnchanged(t *testing.T) {
	d := newDesk(t)
	first, corrected := votes(puyang9, sound, broken), votes(puyang9, sound, second)
	one := d.send("濮阳.csv", first, Hints{})
	before := d.tree()
	if o := d.send("换个名字.csv", first, Hints{}); o.Status != Unchanged || o.Receipt != one.Receipt || o.Accepted != 1 || o.Quarantined != 1 || !maps.Equal(d.tree(), before) {
		t.Errorf("again: %+v", o)
	}
	if o := d.send("濮阳.csv", corrected, Hints{}); o.Status != Replaced || o.Accepted != 2 {
		t.Errorf("correction: %+v", o)
	}
	before = d.tree()
	if o := d.send("濮阳.csv", first, Hints{}); o.Status != Unchanged || !maps.Equal(d.tree(), before) {
		t.Errorf("the old one again: %+v", o)
	}
	if b, _ := d.Lake.State.Current(votesKey("all")); b.Accepted != 2 {
		t.Errorf("the correction is not current: %+v", b)
	}
}

func TestReplacesItsOwnKeyOnly(t *testing.T) {
	d := newDesk(t)
	d.send("濮阳县.csv", votes("濮阳县2024年9月述职测评", sound), Hints{})
	d.send("范县.csv", votes("范县2024年9月述职测评", sound), Hints{})
	d.send("八月.csv", votes("濮阳县2024年8月述职测评", strings.Replace(sound, "9月", "8月", 1)), Hints{})
	o := d.send("濮阳县改.csv", votes("濮阳县2024年9月述职测评", second), Hints{})
	if o.Status != Replaced || o.Scope != "410928" || len(d.Lake.State.Live(lake.Rows, "votes")) != 3 {
		t.Errorf("%+v", o)
	}
	replaced := 0
	for _, b := range d.Lake.State.Batches {
		if b.ReplacedBy != "" {
			replaced++
		}
	}
	if replaced != 1 || d.Lake.State.Batches[0].ReplacedBy == "" {
		t.Errorf("%+v", d.Lake.State.Batches)
	}
}

// The whole unit over one of its counties, or the reverse, would count
// deputies twice: a question.
func TestScopeConflict(t *testing.T) {
	all, county := votes(puyang9, sound), votes("濮阳县2024年9月述职测评", sound)
	for _, order := range [][][]byte{{all, county}, {county, all}} {
		d := newDesk(t)
		d.send("1.csv", order[0], Hints{})
		o := d.send("2.csv", order[1], Hints{})
		if o.Status != Refused || !strings.Contains(o.Problems[0].Message, "重复计算") && !strings.Contains(o.Problems[0].Message, "又收到") || len(d.Lake.State.Batches) != 1 {
			t.Errorf("%+v", o)
		}
		if o := d.send("8.csv", votes("濮阳县2024年8月述职测评", sound), Hints{}); o.Status != Accepted {
			t.Errorf("another month: %+v", o)
		}
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	d := newDesk(t)
	before := d.tree()
	d.DryRun = true
	for name, content := range map[string][]byte{"a.csv": votes(puyang9, sound, broken), "b.pdf": []byte("%PDF"), "c.csv": votes("濮阳市述职测评", sound)} {
		if o := d.send(name, content, Hints{}); o.Status == "" || o.Receipt != "" || o.Status != Partial && len(o.Problems) == 0 {
			t.Errorf("%+v", o)
		}
	}
	if !maps.Equal(d.tree(), before) || d.Lake.State.Number != 0 || len(d.Lake.State.Refusals) != 0 {
		t.Errorf("a dry run wrote %v", d.tree())
	}
}

func TestFlagsAreNotedOnTheReceipt(t *testing.T) {
	d := newDesk(t)
	o := d.send("x.csv", votes(puyang9, sound), Hints{Unit: "410500", Period: "2024-08"})
	if o.Status != Accepted || o.Unit != "410500" || o.Period != "2024-08" || o.Warnings != 3 || o.Clean() {
		t.Fatalf("%+v", o)
	}
	if listed := d.receipt(o)["问题清单"]; !holds(listed, "--unit") || !holds(listed, "--period") {
		t.Errorf("%q", listed)
	}
}
