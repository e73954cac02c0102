package letter_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
)

var update = flag.Bool("update", false, "write the golden file anew")

func composed(t *testing.T, f letter.Facts) letter.Letter {
	t.Helper()
	l, err := letter.Compose(f)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The words of every letter stand in testdata/letters.golden.
func TestGoldenLetters(t *testing.T) {
	var b strings.Builder
	all := cases()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		b.WriteString("=== " + name + "\n" + text(composed(t, all[name])) + "\n")
	}
	path := filepath.Join("testdata", "letters.golden")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w, g := strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			t.Fatalf("line %d (go test -update writes it anew)\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	if len(w) != len(g) {
		t.Errorf("want %d lines, got %d", len(w), len(g))
	}
}

func text(l letter.Letter) string {
	lines := []string{l.Title, l.Salutation}
	lines = append(lines, l.Opening...)
	grid := func(g letter.Grid) {
		for _, row := range g.Rows {
			lines = append(lines, strings.Join(row, " | "))
		}
	}
	grid(l.Counts)
	lines = append(lines, l.Account)
	for _, s := range l.Sections {
		lines = append(append(lines, s.Heading), s.Text...)
		grid(s.Grid)
	}
	lines = append(append(lines, l.Sender, l.Date), l.Imprint...)
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), "\n") + "\n"
}

func TestCountsMustAddUp(t *testing.T) {
	f := cases()["partial"]
	f.Skipped++
	if _, err := letter.Compose(f); err == nil {
		t.Error("a row is missing and nothing is said")
	}
}

// Whatever a file holds, it is text in the page, and no private number.
func TestHostileWords(t *testing.T) {
	evil := "\u202e\x00 13812345678" + `<script>alert(1)</script>"'&</style><img src=x onerror=y>`
	f := cases()["partial"]
	f.FileName, f.UnitName, f.DatasetLabel, f.ScopeName, f.Scope, f.Office, f.SHA256 = evil, evil, evil, evil, "x", evil, "<script>&"
	f.Problems = []check.Problem{{Sheet: evil, Cell: evil, Row: 3, Rule: evil, Field: evil, Severity: check.Error, Value: evil, Message: evil, Remedy: evil}}
	f.Labels = map[string]string{evil: evil}
	page := composed(t, f).HTML()
	for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(page, -1) {
		if !regexp.MustCompile(`^<(!doctype html|/?(html|head|body|title|style|article|h1|h2|p|table|colgroup|tr|th|td)( (lang|class)="[a-zA-Z -]*")?|meta [^<]*|col style="width:[0-9.]+mm")>$`).MatchString(tag) {
			t.Errorf("tag %s", tag)
		}
	}
	document, err := composed(t, f).Word()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"13812345678", "\u202e", "\x00"} {
		if strings.Contains(page, bad) || strings.Contains(wordText(t, document), bad) {
			t.Errorf("%q is in the letter", bad)
		}
	}
}

// The same facts give the same bytes, and both forms the same words.
func TestBothFormsSayTheSame(t *testing.T) {
	for name, f := range cases() {
		l := composed(t, f)
		first, err := l.Word()
		if err != nil {
			t.Fatal(err)
		}
		again, err := l.Word()
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("%s: the document differs from run to run, %v", name, err)
		}
		words, page := wordText(t, first), l.HTML()
		for _, line := range strings.Split(text(l), "\n") {
			for _, part := range strings.Split(line, " | ") {
				if !strings.Contains(words, part) {
					t.Errorf("%s: %q is not in the document", name, part)
				}
				if escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(part); !strings.Contains(page, escaped) {
					t.Errorf("%s: %q is not in the page", name, part)
				}
			}
		}
	}
}

func TestHeadlinesAreOfTheKind(t *testing.T) {
	labels := map[string]string{"level": "代表层级", "rate": "满意率（上报）"}
	for want, p := range map[string]check.Problem{
		"收回票数多于发出票数":     {Rule: "returned_over_issued", Message: "收回票数多于发出票数（51＞50）"},
		"不在代表层级的选项中":     {Rule: "unknown_value", Field: "level", Message: "“市代”不在代表层级的选项中"},
		"代表层级：不是数字":      {Rule: "not_a_number", Field: "level", Message: "“x”不是数字"},
		"上报的满意率与票数不一致":   {Rule: "r", Field: "rate", Message: "上报的满意率与票数不一致（按有效票数计为96.1%）"},
		"有不认识的列":         {Rule: "unknown_column", Message: "列“备注2”不在约定里"},
		"“只有引号里的话”":      {Rule: "r", Message: "“只有引号里的话”"},
		"代表层级：日期不在报送期之内": {Rule: "date_outside_period", Field: "level", Message: "日期不在报送期2024-09之内，已按日期归入2024-10"},
	} {
		if kinds := letter.Kinds([]check.Problem{p}, labels); len(kinds) != 1 || kinds[0].Headline != want {
			t.Errorf("got %+v, want %s", kinds, want)
		}
	}
}

// What is returned comes first, then what is frequent.
func TestKindsAreInOrder(t *testing.T) {
	var got []string
	for _, k := range letter.Kinds(faults(), nil) {
		got = append(got, string(k.Severity)+" "+k.Example.Rule)
	}
	want := "error returned_over_issued,error impossible_date,error missing_key_field,warning satisfaction_rate_differs,warning unknown_value,warning unknown_column"
	if strings.Join(got, ",") != want {
		t.Errorf("got %v", got)
	}
}
