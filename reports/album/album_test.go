package album

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite testdata/issue26.golden.html")

func rendered(t *testing.T, o Options, articles []Article) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, o, articles); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRenderIssue26(t *testing.T) {
	const golden = "testdata/issue26.golden.html"
	got := rendered(t, sampleOptions(), sampleArticles(t))
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("line %d (rewrite with -update if meant):\n got %s\nwant %s", i+1, gotLines[i], wantLines[i])
		}
	}
	if len(gotLines) != len(wantLines) {
		t.Errorf("%d lines, want %d", len(gotLines), len(wantLines))
	}
}

func TestMarks(t *testing.T) {
	articles := sampleArticles(t)
	for name, c := range map[string]struct {
		change  func(*Options)
		has     []string
		hasNone []string
	}{
		"issued": {func(*Options) {}, []string{"主题活动专辑（二十）", "日印发", "内部资料　注意保存"}, []string{"演示数据", "征求意见稿"}},
		"demo":   {func(o *Options) { o.Demo = true }, []string{"演示数据"}, []string{"征求意见稿"}},
		"draft":  {func(o *Options) { o.Draft = true }, []string{"征求意见稿"}, []string{"印发</div>", "日印发"}},
		"outside the album": {func(o *Options) { o.AlbumNo = 0 }, []string{"＊"},
			[]string{"主题活动专辑（", "（零）"}},
		"own masthead": {func(o *Options) {
			o.AlbumNo = 0
			o.Masthead = Masthead{Name: "人大工作简讯通报", Issuer: []string{"某市人大"}, Imprint: "某市人大办公室"}
		}, []string{"人大工作简讯通报", "某市人大办公室"}, []string{"代表工作委员会", "送："}},
	} {
		o := sampleOptions()
		c.change(&o)
		page := rendered(t, o, articles)
		for _, s := range c.has {
			if !strings.Contains(strip(page), s) && !strings.Contains(page, s) {
				t.Errorf("%s: no %q", name, s)
			}
		}
		for _, s := range c.hasNone {
			if strings.Contains(strip(page), s) {
				t.Errorf("%s: has %q", name, s)
			}
		}
	}
	o := sampleOptions()
	o.Demo, o.Draft = true, true
	page := rendered(t, o, articles)
	if n := strings.Count(page, "演示数据　征求意见稿"); n != strings.Count(page, "<section") {
		t.Errorf("marked on %d pages of %d", n, strings.Count(page, "<section"))
	}
}

// strip leaves the words of a page.
func strip(html string) string {
	var b strings.Builder
	for i, part := range strings.Split(html, "<") {
		_, text, _ := strings.Cut(part, ">")
		if i > 0 {
			b.WriteString(text)
		}
	}
	return b.String()
}

func TestRenderRefuses(t *testing.T) {
	articles := sampleArticles(t)
	unfinished := []Article{{Title: "某市：做法", Paragraphs: []string{"满意率〔待补〕。"}, Contributor: "某市"}}
	for name, c := range map[string]struct {
		change   func(*Options)
		articles []Article
		want     string
	}{
		"no issue":     {func(o *Options) { o.IssueNo = 0 }, articles, "期号"},
		"no date":      {func(o *Options) { o.Date = time.Time{} }, articles, "印发日期"},
		"album":        {func(o *Options) { o.AlbumNo = -1 }, articles, "专辑序号"},
		"no articles":  {func(*Options) {}, nil, "没有稿件"},
		"placeholder":  {func(*Options) {}, unfinished, "〔待补〕"},
		"no campaign":  {func(o *Options) { o.Masthead = Masthead{Name: "甲"} }, articles, "专辑名称"},
		"long issuer":  {func(o *Options) { o.Masthead = Masthead{Name: "甲", Issuer: []string{strings.Repeat("名", 19)}} }, articles, "编发机关"},
		"three lines":  {func(o *Options) { o.Masthead = Masthead{Name: "甲", Issuer: []string{"乙", "丙", "丁"}} }, articles, "超过两行"},
		"long printer": {func(o *Options) { o.AlbumNo, o.Masthead = 0, Masthead{Name: "甲", Imprint: strings.Repeat("名", 25)} }, articles, "版记太长"},
		"long imprint": {func(o *Options) { o.AlbumNo, o.Masthead = 0, Masthead{Name: "甲", Send: strings.Repeat("名", 2000)} }, articles, "版记太长"},
	} {
		o := sampleOptions()
		c.change(&o)
		if err := Render(&bytes.Buffer{}, o, c.articles); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	o := sampleOptions()
	o.Draft = true
	if err := Render(&bytes.Buffer{}, o, unfinished); err != nil {
		t.Error("a draft may have open figures:", err)
	}
}

// hostileArticles are titles and texts meant to break the page.
func hostileArticles() []Article {
	texts := []string{
		`</script><script>document.body.dataset.broken="1"</script>`,
		`"><img src="http://192.0.2.1/x.png" onerror="document.body.dataset.broken=1">`,
		`</style></title><style>@import "http://192.0.2.1/x.css";.page{display:none}</style>`,
		`{{.Title}} __f__alert(1)__f__ javascript:alert(1) ' " & < >`,
		strings.Repeat("长", 2000),
		strings.Repeat("W", 2000),
		strings.Repeat("“", 300),
		strings.Repeat("。", 300),
		"\u202eevil\u202c\u200f\u061c שלום عربى 标题\u2067x",
		"e" + strings.Repeat("\u0301", 200) + "字" + strings.Repeat("\u0489", 60),
		"👩‍👩‍👧🇨🇳 \U00020BB7\U0003106C 䶮㐂 ﷽ ꧅ 𒐫 ⸻",
		"\ufeff\u0000\u0007标题\u2028第二行\u00adx",
	}
	var out []Article
	for _, s := range texts {
		out = append(out, Article{Title: s, Paragraphs: []string{s, "一、" + s + "。" + s, "（一）" + s}, Contributor: s})
	}
	return append(out, Article{Title: "\u200b", Paragraphs: []string{"\u200b"}, Contributor: "\u200b"}, Article{})
}

func TestHostileTextIsOnlyText(t *testing.T) {
	page := rendered(t, sampleOptions(), hostileArticles())
	for _, s := range []string{"<script", "<img", "onerror=\"", "\u202e", "\u2067", "\u0000"} {
		if strings.Contains(page, s) {
			t.Errorf("the page holds %q", s)
		}
	}
	if strings.Count(page, "<style") != 1 || strings.Count(page, "</style") != 1 {
		t.Error("a text opened or closed a style")
	}
}
