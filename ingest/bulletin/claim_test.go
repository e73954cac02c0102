package bulletin

import (
	"strings"
	"testing"
)

// Dates, ordinals, slogans, list marks and articles of speech are no figures.
func TestNotClaims(t *testing.T) {
	for sentence := range strings.SplitSeq(strings.TrimSpace(readFile(t, "testdata/not-claims.txt")), "\n") {
		for _, c := range readClaims(sentence) {
			t.Errorf("%s\n is no claim: %s %s %s", sentence, c.Printed, c.CountingUnit, c.Metric)
		}
	}
}

// Sentences as briefings write them, each with the figures it states.
func TestSentences(t *testing.T) {
	for _, r := range readTable(t, "testdata/sentences.csv") {
		var got []string
		for _, c := range readClaims(r["sentence"]) {
			got = append(got, strings.Join([]string{c.Kind, c.Metric, show(c.Low), show(c.High), c.CountingUnit, c.Comparison, c.Printed}, " "))
		}
		if s := strings.Join(got, "; "); s != r["claims"] {
			t.Errorf("%s\n got %s\nwant %s", r["sentence"], s, r["claims"])
		}
	}
}

// 余 and 多 open an interval; 近, 约, 上千, 数百 leave none.
func TestIntervals(t *testing.T) {
	for _, c := range []struct{ printed, low, high string }{
		{"680余", "680", "689"}, {"7700余", "7700", "7799"}, {"500多", "500", "599"}, {"百余", "100", "199"},
		{"十余", "10", "19"}, {"千余", "1000", "1999"}, {"万余", "10000", "19999"}, {"三百余", "300", "399"},
		{"1.2万余", "12000", "12999"}, {"18万多", "180000", "189999"}, {"18余万", "180000", "189999"}, {"1685余", "1685", "1685"},
		{"一百二十", "120", "120"}, {"二十三", "23", "23"}, {"2,586", "2586", "2586"}, {"两千", "2000", "2000"}, {"一万二千", "12000", "12000"},
		{"近300", "", ""}, {"约20", "", ""}, {"上千", "", ""}, {"数百", "", ""}, {"几十", "", ""}, {"20来", "", ""}, {"上百", "", ""}, {"十几", "", ""},
	} {
		claims := readClaims("共组织" + c.printed + "名代表参加活动。")
		if len(claims) != 1 {
			t.Errorf("%s: %d claims", c.printed, len(claims))
			continue
		}
		g := claims[0]
		if show(g.Low) != c.low || show(g.High) != c.high || g.Printed != c.printed || g.BasisUnclear != (c.low == "") {
			t.Errorf("%s -> [%s, %s] printed %q unclear %v", c.printed, show(g.Low), show(g.High), g.Printed, g.BasisUnclear)
		}
	}
}

func TestDecimals(t *testing.T) {
	for printed, want := range map[string]int{"98%": 0, "98.5%": 1, "96.35%": 2, "百分之九十八点五": 1, "三分之一": 0} {
		c := readClaims("群众满意率达" + printed + "。")
		if len(c) != 1 || c[0].Decimals != want || c[0].Printed != printed || c[0].CountingUnit != "比例" {
			t.Errorf("%s: %+v", printed, c)
		}
	}
}

func TestPopulation(t *testing.T) {
	for sentence, want := range map[string]string{
		"已有680余名县乡人大代表向选民述职。":     "县乡人大代表",
		"组织427名市、镇人大代表立足岗位作贡献。":   "市、镇人大代表",
		"百余名履职优秀的市十一届人大代表连任。":     "市十一届人大代表",
		"共举办代表履职分享会13期。":          "代表履职分享会",
		"办结率、满意率分别为99%、98%。":      "办结率 满意率",
		"依托26个人大代表联络站和4个行业点开展活动。": "人大代表联络站 行业点",
		"植树500棵。": "植树",
	} {
		var got []string
		for _, c := range readClaims(sentence) {
			got = append(got, c.Population)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", sentence, s, want)
		}
	}
}

func TestVocabulary(t *testing.T) {
	for _, m := range vocabulary {
		if m.Key == "" || m.Label == "" || m.words == "" || m.kind != "" && m.only != "" && m.kind != m.only {
			t.Errorf("incomplete or contradictory: %+v", m)
		}
		if Label(m.Key) != m.Label {
			t.Errorf("%s has two labels: %s, %s", m.Key, Label(m.Key), m.Label)
		}
	}
	if Label("no such key") != "其他" || Label(Other) != "其他" {
		t.Error("an unknown key is 其他")
	}
}

// FuzzParse: whatever comes, Parse returns, and its claims agree with themselves.
func FuzzParse(f *testing.F) {
	for _, path := range []string{samplePath, "testdata/issue-36-damaged.txt", "testdata/issue-41.txt", "testdata/issue-8.txt", "testdata/not-claims.txt"} {
		f.Add(readFile(f, path))
	}
	head := "代表工作\n第3期\n2024年7月9日\n濮阳市：述职\n"
	for _, s := range []string{"", "第一期", "（供稿）", "“《（", "\xff\xfe", "送：发：", "每年元月", "百分之零分之一", "0分之一", "1至", "9999999999999%", "三五百余", "满意率超过80%", "超过半数", "共0.7余名代表", "分别", "每年13月、3月", "共有1.%、5万万余名"} {
		f.Add(s)
		f.Add(head + s + "\n（濮阳市人大供稿）")
		f.Add(head + s)
		f.Add(head + "近年来，" + s + "名代表均优秀。\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		Recognise(text)
		issue, err := Parse(text, henan)
		if err == nil && (issue.No == 0 || issue.IssuedOn == "" || len(issue.Articles) == 0) {
			t.Error("an essential is missing without an error")
		}
		checkClaims(t, issue)
	})
}
