package album

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func sampleOptions() Options {
	return Options{IssueNo: 26, AlbumNo: 20, Date: time.Date(2024, 7, 9, 0, 0, 0, 0, time.UTC)}
}

func sampleArticles(t *testing.T) []Article {
	t.Helper()
	articles, err := ReadArticles(os.DirFS("testdata/articles"))
	if err != nil {
		t.Fatal(err)
	}
	return articles
}

func composed(t *testing.T, o Options, articles []Article) document {
	t.Helper()
	m, err := DefaultMasthead()
	if err != nil {
		t.Fatal(err)
	}
	o.Masthead = m
	doc, err := compose(o, articles)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func pageText(p page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		for _, r := range l.Runs {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

// The printed issue 26 shows where its pages end: the text copied from it is cut there.
func TestPagesEndWhereThePrintedIssueEnds(t *testing.T) {
	doc := composed(t, sampleOptions(), sampleArticles(t))
	if len(doc.Pages) != 8 {
		t.Fatalf("%d pages, the printed issue has 8", len(doc.Pages))
	}
	for _, c := range []struct {
		page         int
		ends, begins string
	}{
		{2, "事前精心准备、事中用心组", "织、事后尽心总结"},
		{3, "充分发挥基层示范", "点辐射带动作用"},
		{6, "持续激发代表活力。", "第一步：制度设计"},
	} {
		if s := pageText(doc.Pages[c.page-1]); !strings.HasSuffix(s, c.ends) {
			t.Errorf("page %d ends %q", c.page, s[len(s)-36:])
		}
		if s := pageText(doc.Pages[c.page]); !strings.HasPrefix(s, c.begins) {
			t.Errorf("page %d begins %q", c.page+1, s[:36])
		}
	}
}

func articlesOf(n, paragraphs int) []Article {
	var out []Article
	for i := range n {
		a := Article{Title: fmt.Sprintf("某市：第%d篇稿件", i+1), Contributor: "某市人大常委会代表工委"}
		for range paragraphs {
			a.Paragraphs = append(a.Paragraphs, strings.Repeat("代表履职", 10)+"。")
		}
		out = append(out, a)
	}
	return out
}

// Whatever the length, no page is over-full, no title stands at the foot of a
// page, and the 版记 stands at the foot of the last page: an even one, or a new
// one that has text on it.
func TestPaginationAtEveryLength(t *testing.T) {
	ideal, issues := 0, 0
	for n := 1; n <= 4; n++ {
		for paragraphs := 1; paragraphs <= 45; paragraphs++ {
			doc := composed(t, sampleOptions(), articlesOf(n, paragraphs))
			last := doc.Pages[len(doc.Pages)-1]
			for _, p := range doc.Pages {
				checkPage(t, p, p.Number == last.Number)
				if len(p.Lines) == 0 && (p.Number != last.Number || p.Odd()) {
					t.Errorf("%d×%d: no text on page %d", n, paragraphs, p.Number)
				}
			}
			issues++
			if !last.Odd() && len(last.Lines) > 0 {
				ideal++
			}
		}
	}
	if ideal < issues*2/5 {
		t.Errorf("版记 under text on an even page in only %d of %d issues", ideal, issues)
	}
}

func checkPage(t *testing.T, p page, last bool) {
	t.Helper()
	lines := len(p.Lines)
	if p.Number == 1 {
		lines += headLines
	}
	if p.Imprint != nil {
		lines += p.Imprint.height()
	}
	if lines > linesPerPage {
		t.Errorf("page %d holds %d lines", p.Number, lines)
	}
	if (p.Imprint != nil) != last {
		t.Errorf("page %d: 版记 %v", p.Number, p.Imprint != nil)
	}
	for i, l := range p.Lines {
		if l.Class == "l t" && i+3 >= len(p.Lines) {
			t.Errorf("page %d: a title with less than two lines of its text", p.Number)
		}
		if l.Class == "l c" && i == 0 {
			t.Errorf("page %d begins with a contributor", p.Number)
		}
	}
	if last && p.Odd() && len(p.Lines) > carriedLines+2 { // two more when a title comes along
		t.Errorf("page %d: 版记 on an odd page under %d lines", p.Number, len(p.Lines))
	}
}

func TestHeadingFaces(t *testing.T) {
	for in, want := range map[string]string{
		"一、优化制度机制抓长效。今年": "hei:一、优化制度机制抓长效。|:今年",
		"第一步：制度设计。探索":    "hei:第一步：制度设计。|:探索",
		"（一）抓好活动。结合":     "kai:（一）抓好活动。|:结合",
		"一是抓好闭会期间。":      ":一是抓好闭会期间。",
		"二、只有标题":         "hei:二、只有标题",
	} {
		var got []string
		for _, r := range runs(paragraphCells(in)) {
			got = append(got, r.Class+":"+r.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %s", in, s)
		}
	}
}
