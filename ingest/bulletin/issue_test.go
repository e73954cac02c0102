package bulletin

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const samplePath = "../../data/samples/daibiao-gongzuo-2024-26.txt"

// placeMap answers like the reference data: the longest known suffix wins.
type placeMap map[string][2]string

func (p placeMap) Find(name string) (code, level string, ok bool) {
	rs := []rune(name)
	for i := range rs {
		if v, ok := p[string(rs[i:])]; ok {
			return v[0], v[1], true
		}
	}
	return "", "", false
}

var henan = placeMap{
	"濮阳市": {"410900", "prefecture"}, "新乡市": {"410700", "prefecture"}, "南阳市": {"411300", "prefecture"},
	"平顶山市": {"410400", "prefecture"}, "许昌市": {"411000", "prefecture"}, "信阳市": {"411500", "prefecture"},
	"鹤壁市": {"410600", "prefecture"}, "长垣市": {"410783", "county"}, "西峡县": {"411323", "county"},
	"禹州市": {"411081", "county"}, "淇滨区": {"410611", "county"}, "济源示范区": {"419001", "county"},
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func readTable(t testing.TB, path string) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(readFile(t, path))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, name := range rows[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func mustParse(t testing.TB, text string) Issue {
	t.Helper()
	issue, err := Parse(text, henan)
	if err != nil {
		t.Fatal(err)
	}
	return issue
}

func TestSampleFrame(t *testing.T) {
	issue := mustParse(t, readFile(t, samplePath))
	if got := fmt.Sprint(issue.No, " ", issue.AlbumNo, " ", issue.IssuedOn); got != "26 20 2024-07-09" {
		t.Errorf("number, album, date = %s", got)
	}
	for _, c := range []struct{ name, got, want string }{
		{"album", issue.AlbumTitle, "“为人民履职、为中原添彩·人大代表在行动”主题活动专辑"},
		{"issuer", issue.Issuer, "河南省人大常委会代表工作委员会"},
		{"送", issue.SentTo, "省人大常委会主任、副主任、秘书长"},
		{"发", issue.CopiedTo, "省人大常委会副秘书长、办公厅一级巡视员、机关党组成员、办公厅研究室主任，省人大各专门委员会、省人大常委会各工作机构和办事机构，各省辖市人大常委会、济源示范区人大工委"},
		{"imprint", issue.Imprint, "河南省人大常委会代表工作委员会印发"},
	} {
		if c.got != c.want {
			t.Errorf("%s = %q, want %q", c.name, c.got, c.want)
		}
	}
	want := []Article{
		{Title: "濮阳市：代表述职“面对面” 亮出履职“成绩单”", Place: "濮阳市", UnitCode: "410900", Level: "prefecture", Contributor: "濮阳市人大常委会代表工委"},
		{Title: "长垣市：常态述职 接受监督 代表与原选举单位联系更加密切", Place: "长垣市", UnitCode: "410783", Level: "county", Contributor: "新乡市人大常委会代表工委"},
		{Title: "西峡县：“四步法”做好代表述职评议工作", Place: "西峡县", UnitCode: "411323", Level: "county", Contributor: "南阳市人大常委会代表工委"},
	}
	if len(issue.Articles) != len(want) {
		t.Fatalf("%d articles", len(issue.Articles))
	}
	for i, a := range issue.Articles {
		got := Article{Title: a.Title, Place: a.Place, UnitCode: a.UnitCode, Level: a.Level, Contributor: a.Contributor}
		if fmt.Sprint(got) != fmt.Sprint(want[i]) || a.No != i+1 {
			t.Errorf("article %d = %+v\nwant %+v", a.No, got, want[i])
		}
	}
}

// The body is the print's text, put together over page breaks, without title,
// contributor, contents or foot.
func TestSampleBodies(t *testing.T) {
	issue := mustParse(t, readFile(t, samplePath))
	for i, c := range []struct {
		first, last, across string
		paragraphs          int
	}{
		{"近年来，濮阳市人大常委会创新", "激发代表履职热情。", "事中用心组织、事后尽心总结", 4},
		{"为进一步增强人大代表", "得到了进一步增强。", "代表在常委会上述职后，常委会组成人员", 4},
		{"近年来，南阳西峡县人大", "受到群众普遍好评。", "指导乡镇（街道）人大做好", 5},
	} {
		body := issue.Articles[i].Body
		if !strings.HasPrefix(body, c.first) || !strings.HasSuffix(body, c.last) || !strings.Contains(body, c.across) {
			t.Errorf("article %d: %q … %q", i+1, body[:60], body[len(body)-60:])
		}
		if n := strings.Count(body, "\n") + 1; n != c.paragraphs {
			t.Errorf("article %d has %d paragraphs, want %d", i+1, n, c.paragraphs)
		}
	}
}

// Every issue's claims are the list written down from reading it: none
// missing, none too many.
func TestClaims(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"issue-26", samplePath},
		{"issue-36", "testdata/issue-36-damaged.txt"},
		{"issue-41", "testdata/issue-41.txt"},
		{"issue-8", "testdata/issue-8.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			issue := mustParse(t, readFile(t, c.text))
			var want []string
			for _, r := range readTable(t, "testdata/"+c.name+"-claims.csv") {
				want = append(want, strings.Join([]string{r["article"], r["kind"], r["metric"], r["low"], r["high"], r["unit"], r["comparison"], r["printed"], r["time_base"]}, " "))
			}
			got := printClaims(issue)
			for i := range max(len(got), len(want)) {
				g, w := "nothing", "nothing"
				if i < len(got) {
					g = got[i]
				}
				if i < len(want) {
					w = want[i]
				}
				if g != w {
					t.Fatalf("claim %d\n got %s\nwant %s", i+1, g, w)
				}
			}
			checkClaims(t, issue)
		})
	}
}

func printClaims(issue Issue) []string {
	var out []string
	for _, a := range issue.Articles {
		for _, c := range a.Claims {
			out = append(out, strings.Join([]string{strconv.Itoa(a.No), c.Kind, c.Metric, show(c.Low), show(c.High), c.CountingUnit, c.Comparison, c.Printed, c.TimeBase}, " "))
		}
	}
	return out
}

func show(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

// checkClaims holds for any text: what is stored agrees with itself.
func checkClaims(t testing.TB, issue Issue) {
	t.Helper()
	for _, a := range issue.Articles {
		for i, c := range a.Claims {
			switch {
			case c.No != i+1:
				t.Errorf("claim %d is numbered %d", i+1, c.No)
			case c.Quote == "" || !strings.Contains(a.Body, c.Quote):
				t.Errorf("quote is not in the body: %q", c.Quote)
			case c.Printed == "" || c.CountingUnit == "" || c.Metric == "" || c.TimeBase == "":
				t.Errorf("incomplete: %+v", c)
			case c.BasisUnclear != (c.Low == nil && c.High == nil):
				t.Errorf("bounds and basis disagree: %+v", c)
			case c.Low != nil && c.High != nil && *c.Low > *c.High:
				t.Errorf("bounds are crossed: %+v", c)
			case c.Strict != (c.Comparison == ">"):
				t.Errorf("strictness and comparison disagree: %+v", c)
			case c.Kind != Fact && c.Kind != Rule:
				t.Errorf("kind %q", c.Kind)
			}
		}
	}
}

func TestSeedFacts(t *testing.T) {
	checkSeedFacts(t, mustParse(t, readFile(t, samplePath)))
}

// checkSeedFacts looks for the thirteen figures of issue 26.
func checkSeedFacts(t testing.TB, issue Issue) {
	t.Helper()
	facts := readTable(t, "testdata/issue-26-facts.csv")
	if len(facts) != 13 {
		t.Fatalf("%d facts", len(facts))
	}
	for _, f := range facts {
		unit, _, _ := strings.Cut(f["unit"], "(")
		quote, _, _ := strings.Cut(f["quote"], "（")
		if f["id"] == "F13" {
			quote = "每年元月份，为人大代表述职评议月" // the table leaves the printed comma out
		}
		found := slices.ContainsFunc(issue.Articles, func(a Article) bool {
			return a.UnitCode == f["code"] && slices.ContainsFunc(a.Claims, func(c Claim) bool {
				strict := strings.Contains(f["unit"], "严格大于")
				return show(c.Low) == f["low"] && show(c.High) == f["high"] && c.CountingUnit == unit &&
					c.TimeBase == f["basis"] && c.Strict == strict && strings.Contains(c.Quote, quote) &&
					(c.Kind == Rule) == (f["basis"] == ByRule || f["basis"] == PerTerm)
			})
		})
		if !found {
			t.Errorf("%s not found: %v", f["id"], f)
		}
	}
}

func TestOtherFrames(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"issue-36-damaged.txt", "36 29 2024-09-09 河南省人大常委会代表工作委员会" +
			" | 平顶山市：数智赋能精准管理 积分考核激发活力 平顶山市 410400 prefecture 平顶山人大常委会代表工委" +
			" | 禹州市：创新开展代表“分享会” 以学促干提升履职能力 禹州市 411081 county 许昌市人大常委会选工委"},
		{"issue-41.txt", "41 0 2025-11-03 河南省人大常委会代表工作委员会" +
			" | 信阳市：建好用好代表联络站 让民意直通车开到群众家门口 信阳市 411500 prefecture 信阳市人大常委会选举任免代表联络工作委员会" +
			" | 鹤壁市淇滨区：抓实“三个环节” 推动代表建议办理由“答复型”向“落实型”转变 鹤壁市淇滨区 410611 county 鹤壁市人大常委会代表工委"},
		{"issue-8.txt", "8 0 2025-03-12 河南省人大常委会代表工作委员会" +
			" | 济源示范区“五个一”行动点燃代表履职新引擎 济源示范区 419001 county 济源示范区人大工委"},
	} {
		issue := mustParse(t, readFile(t, "testdata/"+c.file))
		if got := printFrame(issue); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.file, got, c.want)
		}
	}
}

func printFrame(issue Issue) string {
	out := fmt.Sprint(issue.No, " ", issue.AlbumNo, " ", issue.IssuedOn, " ", issue.Issuer)
	for _, a := range issue.Articles {
		out += " | " + strings.Join([]string{a.Title, a.Place, a.UnitCode, a.Level, a.Contributor}, " ")
	}
	return out
}

func TestMissingEssentials(t *testing.T) {
	sample := readFile(t, samplePath)
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"no number", strings.Replace(sample, "第 26 期", "", 1), ErrNoIssueNumber},
		{"no date", strings.Replace(sample, "2024 年 7 月 9 日", "", 1), ErrNoDate},
		{"no article", sample[:strings.Index(sample, "- * 濮阳市")], ErrNoArticle},
		{"nothing", "", ErrNoIssueNumber},
	} {
		if _, err := Parse(c.text, henan); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func TestRecognise(t *testing.T) {
	for _, path := range []string{samplePath, "testdata/issue-36-damaged.txt", "testdata/issue-41.txt", "testdata/issue-8.txt"} {
		if !Recognise(readFile(t, path)) {
			t.Errorf("%s is an issue", path)
		}
	}
	sample := readFile(t, samplePath)
	if !Recognise(strings.Replace(sample, "第 26 期", "", 1)) {
		t.Error("an issue that lost its number is still an issue")
	}
	others, _ := filepath.Glob("testdata/*.csv")
	for _, path := range others {
		if Recognise(readFile(t, path)) {
			t.Errorf("%s is a table", path)
		}
	}
	for _, s := range []string{
		"", "代表工作", "序号,姓名,满意票\n1,张三,20\n2,李四,19\n",
		"濮阳市2024年代表述职满意度测评情况统计表\n填报单位：濮阳市人大常委会代表工委\t填报时间：2024年9月9日\n序号\t姓名\t满意\n1\t张三\t20\n",
		"《代表工作》第26期刊登了濮阳市的做法。2024年7月9日，河南省人大常委会代表工作委员会印发通知，要求各地学习。",
		"2024年代表工作总结\n一年来，我市代表工作取得新进展。\n（濮阳市人大常委会代表工委供稿）\n",
		"人大信息\n第12期\n郑州市人大常委会办公厅\n2024年7月9日\n郑州市：开展视察\n近日，市人大常委会开展视察。\n（郑州市人大常委会办公厅供稿）\n",
	} {
		if Recognise(s) {
			t.Errorf("not an issue: %.40q", s)
		}
	}
}
