package bulletin

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// damage is one thing that PDF extraction does to a text. They are applied in
// the order of the table, those that break lines before those that add lines.
type damage struct {
	name string
	do   func(string) string
}

var damages = []damage{
	{"full-width digits", func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, s)
	}},
	{"half-width punctuation", replacer("，", ",", "。", ".", "：", ":", "；", ";", "？", "?", "！", "!")},
	{"half-width brackets", replacer("（", "(", "）", ")")},
	{"guillemets", replacer("《", "«", "》", "»")},
	{"private-use dot", replacer("·", "\U00100170")},
	{"full-width percent", replacer("%", "％")},
	{"radicals", replacer("人大", "⼈⼤", "工", "⼯")},
	{"spaced masthead", replacer("代表工作\n\n第", "代 表 工 作\n\n第")},
	{"spaced issuer", replacer("河南省人大常委会\n代表工作委员会", "河 南 省 人 大 常 委 会\n代 表 工 作 委 员 会")},
	{"issuer on one line", replacer("河南省人大常委会\n代表工作委员会", "河南省人大常委会代表工作委员会")},
	{"other bullets", replacer("- * ", "＊")},
	{"no bullets", regexpReplacer(`(?m)^(- \* |＊)`, "")},
	{"title broken above the article", regexpReplacer(`([工⼯]作\s+濮阳市[：:]代表述职“面对面”) 亮出`, "$1\n亮出")},
	{"title broken in the contents", replacer("长垣市：常态述职 接受监督 代表与原选举单位联系更加密切\n- ", "长垣市：常态述职 接受监督 代表与\n原选举单位联系更加密切\n- ")},
	{"imprint broken", replacer("河南省人大常委会代表工作委员会印发", "河南省人大常委会代表\n工作委员会印发")},
	{"contributor broken", replacer("濮阳市人大常委会代表工委供稿", "濮阳市人大常委会\n代表工委供稿")},
	{"contributor behind the text", regexpReplacer(`\n+([（(]南阳市)`, "$1")},
	{"figures broken", regexpReplacer(`(7700|７７００|680|６８０|30|３０|98|９８|12|１２)(余|名|位|%|％)`, "$1\n$2")},
	{"date broken", regexpReplacer(`(月 ?)(9|９)`, "$1\n$2")},
	{"lines of 28", wrap(28)},
	{"lines of 35", wrap(35)},
	{"page numbers", func(s string) string { return everyNth(s, 9, "— %d —") }},
	{"other page numbers", func(s string) string { return everyNth(s, 13, "- %d -") }},
	{"bare page numbers", func(s string) string { return everyNth(s, 17, "%d") }},
	{"running head", func(s string) string {
		return strings.Replace(s, "履职意识", "履职\n代表工作　第26期\n意识", 1)
	}},
	{"indented", regexpReplacer(`(?m)^([^\n])`, "　　$1")},
	{"trailing spaces", regexpReplacer(`(?m)$`, "  ")},
	{"blank line between all", replacer("\n", "\n\n")},
	{"no blank lines", regexpReplacer(`\n\s*\n`, "\n")},
	{"zero-width", replacer("代表", "代\u200b表")},
	{"straight quotes", replacer("“", `"`, "”", `"`)},
	{"BOM and CRLF", func(s string) string { return "\uFEFF" + strings.ReplaceAll(s, "\n", "\r\n") }},
	{"form feeds", func(s string) string { return everyNth(s, 20, "\f%.0d") }},
}

func replacer(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }

func regexpReplacer(pattern, with string) func(string) string {
	re := regexp.MustCompile(pattern)
	return func(s string) string { return re.ReplaceAllString(s, with) }
}

// wrap breaks long lines after n characters, wherever that falls.
func wrap(n int) func(string) string {
	return func(s string) string {
		var out []string
		for line := range strings.SplitSeq(s, "\n") {
			rs := []rune(line)
			for len(rs) > n+6 { // contents and contributors stay whole
				out = append(out, string(rs[:n]))
				rs = rs[n:]
			}
			out = append(out, string(rs))
		}
		return strings.Join(out, "\n")
	}
}

// everyNth puts a page number after every n lines that hold text.
func everyNth(s string, n int, format string) string {
	var out []string
	count, page := 0, 1
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, line)
		if strings.TrimSpace(line) == "" {
			continue
		}
		if count++; count%n == 0 {
			out = append(out, fmt.Sprintf(format, page))
			page++
		}
	}
	return strings.Join(out, "\n")
}

// Each kind of damage, and all that go together, leave the frame and the
// thirteen facts as they are in the clean print.
func TestDamage(t *testing.T) {
	sample := readFile(t, samplePath)
	clean := mustParse(t, sample)
	for _, d := range damages {
		t.Run(d.name, func(t *testing.T) {
			broken := d.do(sample)
			if broken == sample {
				t.Fatal("this damage changes nothing")
			}
			compareIssues(t, broken, clean)
		})
	}
}

func TestAllDamage(t *testing.T) {
	sample := readFile(t, samplePath)
	clean := mustParse(t, sample)
	exclusive := map[string][]string{ // only one of each set at a time
		"issuer": {"spaced issuer", "issuer on one line"},
		"width":  {"lines of 28", "lines of 35"},
		"page":   {"page numbers", "other page numbers", "bare page numbers"},
		"blank":  {"blank line between all", "no blank lines"},
	}
	for choice := range 3 {
		skip := map[string]bool{"form feeds": true}
		for _, names := range exclusive {
			for i, name := range names {
				skip[name] = i != choice%len(names)
			}
		}
		text := sample
		for _, d := range damages {
			if !skip[d.name] {
				text = d.do(text)
			}
		}
		compareIssues(t, text, clean)
	}
}

func compareIssues(t *testing.T, text string, clean Issue) {
	t.Helper()
	if !Recognise(text) {
		t.Error("not recognised")
	}
	issue, err := Parse(text, henan)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := printFrame(issue), printFrame(clean); got != want {
		t.Errorf("frame\n got %s\nwant %s", got, want)
	}
	for _, c := range [][2]string{
		{issue.AlbumTitle, clean.AlbumTitle}, {issue.SentTo, clean.SentTo},
		{issue.CopiedTo, clean.CopiedTo}, {issue.Imprint, clean.Imprint},
		{strings.Join(printClaims(issue), "\n"), strings.Join(printClaims(clean), "\n")},
	} {
		if c[0] != c[1] {
			t.Errorf("got %s\nwant %s", c[0], c[1])
		}
	}
	for i := range min(len(issue.Articles), len(clean.Articles)) {
		got, want := squeeze(strings.ReplaceAll(issue.Articles[i].Body, "\n", "")), squeeze(strings.ReplaceAll(clean.Articles[i].Body, "\n", ""))
		if got != want {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			t.Errorf("article %d differs at\n got %.90q\nwant %.90q", i+1, got[max(0, at-30):], want[max(0, at-30):])
		}
	}
	checkSeedFacts(t, issue)
	checkClaims(t, issue)
}

// Decimals, thousands, times, list marks and Latin text keep their marks.
func TestRepairPunctuation(t *testing.T) {
	for _, c := range [][2]string{
		{"满意率98.5%,受到好评.", "满意率98.5%，受到好评。"},
		{"满意率98%.群众好评", "满意率98%。群众好评"},
		{"共2,586个,其中(含试点)12个;", "共2,586个，其中（含试点）12个；"},
		{"分为90,80,70三档", "分为90，80，70三档"},
		{"1.加强领导.2024年,", "1.加强领导。2024年，"},
		{"上午9:30开会:议题如下", "上午9:30开会：议题如下"},
		{"see www.example.com, ok.", "see www.example.com, ok."},
		{"使用APP.代表", "使用APP。代表"},
		{`评为"优秀"等次`, "评为“优秀”等次"},
		{"共收集13.", "共收集13。"},
		{"等等......还有", "等等......还有"},
		{"(2024年第36期)", "（2024年第36期）"},
	} {
		if got := repairPunctuation(c[0], true); got != c[1] {
			t.Errorf("%s -> %s, want %s", c[0], got, c[1])
		}
	}
}

func TestPageNumbersAndBrokenFigures(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"甲\n— 1 —\n乙\n- 2 -\n丙\n第 3 页 共 9 页\n丁", "甲乙丙丁"},
		{"甲\n1\n乙\n2\n丙", "甲乙丙"},
		{"全市\n12\n名代表", "全市12名代表"},
		{"满意率\n98\n.5%", "满意率98.5%"},
		{"第\n26\n期", "第26期"},
		{"共评选\n1\n名代表", "共评选1名代表"},
		{"第\n2\n期", "第2期"},
		{"共有\n35\n甲", "共有35甲"},
	} {
		if got := strings.Join(cleanLines(c.in), ""); got != c.want {
			t.Errorf("%q -> %q, want %q", c.in, got, c.want)
		}
	}
}
