package address

import (
	"errors"
	"strings"
	"testing"
	"time"

	"lvzhi/contracts"
)

func contract(t *testing.T, name string) contracts.Dataset {
	t.Helper()
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.Name == name {
			return d
		}
	}
	t.Fatalf("no dataset %s", name)
	return contracts.Dataset{}
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		title, path string // titles parted by |
		dataset     string
		want        string // unit scope period arrival, or part of the question
	}{
		{"濮阳市2024年9月述职满意度测评情况统计表", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"河南省濮阳市2024年9月述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"述职测评统计表|填报单位（盖章）：濮阳市人大 填报时间：2024年10月8日", "202409.xlsx", "votes", "410900 all 2024-09 increment"},
		{"统计表|填报单位：许昌 单位：票", "2024-09.xlsx", "votes", "411000 all 2024-09 increment"},
		{"述职测评统计表", "410900/附件2（2024年9月）.xlsx", "votes", "410900 all 2024-09 increment"},
		{"述职测评统计表", "濮阳市/附件2_202409.xlsx", "votes", "410900 all 2024-09 increment"},
		{"述职测评统计表", "濮阳市/202409/附件2.xlsx", "votes", "410900 all 2024-09 increment"},
		{"述职测评统计表", "濮阳市述职20240930.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市濮阳县2024年9月述职测评", "x.xlsx", "votes", "410900 410928 2024-09 increment"},
		{"濮阳县2024年9月述职测评", "濮阳市/x.xlsx", "votes", "410900 410928 2024-09 increment"},
		{"濮阳市2024年9月述职测评", "濮阳县.xlsx", "votes", "410900 410928 2024-09 increment"},
		{"濮阳县2024年9月述职测评", "范县/x.xlsx", "votes", "410900 410928 2024-09 increment"},
		{"濮阳县2024年9月述职测评|范县2024年9月述职测评", "濮阳县/x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"新乡长垣市2024年9月述职测评", "x.xlsx", "votes", "410700 410783 2024-09 increment"},
		{"长垣县2024年9月述职测评", "x.xlsx", "votes", "410700 410783 2024-09 increment"},
		{"偃师市2024年9月述职测评", "x.xlsx", "votes", "410300 410307 2024-09 increment"},
		{"济源示范区2024年9月述职测评", "x.xlsx", "votes", "419001 all 2024-09 increment"},
		{"济源市2024年9月述职测评", "x.xlsx", "votes", "419001 all 2024-09 increment"},
		{"濮阳市2024年1—9月述职测评", "x.xlsx", "votes", "410900 all 2024-09 cumulative"},
		{"濮阳市2024年1—1月述职测评（累计）", "x.xlsx", "votes", "410900 all 2024-01 cumulative"},
		{"濮阳市2024年1至9月述职测评", "x.xlsx", "votes", "410900 all 2024-09 cumulative"},
		{"濮阳市2024年9月述职测评（年度累计）", "x.xlsx", "votes", "410900 all 2024-09 cumulative"},
		{"濮阳市2024年7-9月述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市2024年元月述职测评", "x.xlsx", "votes", "410900 all 2024-01 increment"},
		{"濮阳市2024年第三季度述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市2024年3季度述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市2024年3次述职测评（2024年9月）", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市9月份述职测评统计表（2024年）|填报单位：濮阳市人大 2024.10.8", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市述职测评统计表|2024年10月8日", "202409.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市2024年9月9日述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市2024.9述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"濮阳市2024年上半年述职测评", "x.xlsx", "votes", "410900 all 2024-06 increment"},
		{"濮阳市2024年度述职测评（2025年1月）", "x.xlsx", "votes", "410900 all 2025-01 increment"},
		{"濮阳市２０２４年９月述职测评", "x.xlsx", "votes", "410900 all 2024-09 increment"},
		{"平顶山市2023年度履职积分汇总", "x.xlsx", "scores", "410400 all 2023-12 increment"},
		{"平顶山市履职积分|考核年度：2023年度 填报日期：2024-01-20", "x.xlsx", "scores", "410400 all 2023-12 increment"},
		{"关于更新县级代表名册的统计", "濮阳市2024年9月.xlsx", "roster", "410900 all 2024-09 snapshot"},
		{"关于全市代表名册的统计", "濮阳市2024年9月.xlsx", "roster", "410900 all 2024-09 snapshot"},
		{"第一届市人大代表名册", "濮阳市2024年9月.xlsx", "roster", "410900 all 2024-09 snapshot"},

		{"石家庄市2024年9月述职测评", "x.xlsx", "votes", "石家庄市"},
		{"河北省石家庄市2024年9月述职测评", "濮阳市/x.xlsx", "votes", "石家庄市"},
		{"盐城市2024年9月述职测评", "x.xlsx", "votes", "盐城市"},
		{"濮阳市2024年9月述职测评", "安阳市/x.xlsx", "votes", "濮阳市、安阳市"},
		{"濮阳市、安阳市2024年9月述职测评", "x.xlsx", "votes", "濮阳市、安阳市"},
		{"濮阳2024年9月述职测评", "x.xlsx", "votes", "“濮阳”可能是市，也可能是县"},
		{"2024年9月述职测评", "x.xlsx", "votes", "看不出是哪个单位"},
		{"濮阳市述职测评", "x.xlsx", "votes", "看不出是哪个月"},
		{"濮阳市2024年度述职测评", "x.xlsx", "votes", "看不出是哪个月"},
		{"濮阳市述职测评 填报时间：2024年10月8日", "x.xlsx", "votes", "看不出是哪个月"},
		{"濮阳市人大代表名册", "x.xlsx", "roster", "看不出是哪个月"},
	} {
		e := EvidenceOf("/in/" + c.path)
		e.Titles = strings.Split(c.title, "|")
		a, err := Resolve(e, contract(t, c.dataset), Hints{}, province18(t))
		got := strings.Join([]string{a.Unit, a.Scope, a.Period, string(a.Arrival)}, " ")
		var ask *Question
		if errors.As(err, &ask) {
			got = ask.Reason
			if about := map[bool]Subject{true: OfPeriod, false: OfUnit}[strings.Contains(c.want, "哪个月")]; ask.Remedy == "" || ask.Hint == "" || ask.Asks != about || !strings.Contains(got, c.want) {
				t.Errorf("%s in %s: asked %q, want %q", c.title, c.path, got, c.want)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s in %s: got %s, want %s", c.title, c.path, got, c.want)
		}
	}
}

// Explicit flags answer; where the file says otherwise a note says so.
func TestFlagsAnswer(t *testing.T) {
	for _, c := range []struct {
		title string
		given Hints
		want  string
		notes int
	}{
		{"濮阳市2024年9月述职测评", Hints{Unit: "410900", Period: "2024-09"}, "410900 all 2024-09", 0},
		{"濮阳市2024年9月述职测评", Hints{Unit: "410500"}, "410500 all 2024-09", 1},
		{"濮阳市2024年9月述职测评", Hints{Period: "2024-08"}, "410900 all 2024-08", 1},
		{"石家庄市2024年9月述职测评", Hints{Unit: "410500", Period: "2024-08"}, "410500 all 2024-08", 2},
		{"濮阳2024年述职测评", Hints{Unit: "410928", Period: "2024-09"}, "410900 410928 2024-09", 0},
		{"濮阳县述职测评", Hints{Unit: "410900", Period: "2024-09"}, "410900 410928 2024-09", 0},
		{"述职测评", Hints{Unit: "419001", Period: "2024-09"}, "419001 all 2024-09", 0},
	} {
		e := EvidenceOf("/in/x.xlsx")
		e.Titles = []string{c.title}
		a, err := Resolve(e, contract(t, "votes"), c.given, province18(t))
		if got := strings.Join([]string{a.Unit, a.Scope, a.Period}, " "); err != nil || got != c.want || len(a.Notes) != c.notes {
			t.Errorf("%s with %+v: got %s, notes %v, %v", c.title, c.given, got, a.Notes, err)
		}
	}
}

// The month is known where only the place is asked about.
func TestAQuestionKeepsWhatWasFound(t *testing.T) {
	e := EvidenceOf("/in/x.xlsx")
	e.Titles = []string{"濮阳2024年9月述职测评"}
	a, err := Resolve(e, contract(t, "votes"), Hints{}, province18(t))
	if ask := (*Question)(nil); !errors.As(err, &ask) || ask.Asks != OfUnit || a.Period != "2024-09" || a.Unit != "" {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestYearsOfTheRowsAreAYearlyFilesPeriod(t *testing.T) {
	e := EvidenceOf("/in/濮阳市.xlsx")
	e.Years = []int{2023}
	a, err := Resolve(e, contract(t, "scores"), Hints{}, province18(t))
	if err != nil || a.Period != "2023-12" || a.Year != 2023 {
		t.Errorf("%+v, %v", a, err)
	}
}

func TestTitleLevel(t *testing.T) {
	for title, want := range map[string]string{
		"濮阳市市级人大代表述职": "city", "濮阳市人大代表述职": "city", "长垣市人大代表述职": "county", "新乡长垣市人大代表述职": "county", "濮阳县人大代表述职": "county",
		"乡镇人大代表述职": "township", "县（市、区）人大代表": "county", "市人大代表、县人大代表述职": "", "县乡人大代表": "", "各级人大代表": "", "述职测评": "",
	} {
		if got := titleLevel([]string{title}, province18(t)); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

func province18(t *testing.T) *contracts.Places {
	t.Helper()
	p, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPeriodThatHasNotBegunIsAskedAbout(t *testing.T) {
	now := time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		dataset, period string
		given           Hints
		asks            bool
	}{
		{"votes", "2024-10", Hints{}, false},
		{"votes", "2024-11", Hints{}, true},
		{"votes", "2024-11", Hints{Period: "2024-11"}, false},
		{"scores", "2024-12", Hints{}, false},
	} {
		if ask := (Address{Period: c.period}).Early(contract(t, c.dataset), c.given, now); (ask != nil) != c.asks {
			t.Errorf("%s %s %+v: %v", c.dataset, c.period, c.given, ask)
		}
	}
}

func TestNameAndFoldersAreWhatIsPresumed(t *testing.T) {
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	dataset, a := Presume("/in/濮阳市/2024年9月述职测评.xlsx", all, Hints{}, province18(t))
	if got := strings.Join([]string{dataset, a.Unit, a.Scope, a.Period}, " "); got != "votes 410900 all 2024-09" {
		t.Error(got)
	}
	if dataset, a := Presume("/in/x.xlsx", all, Hints{}, province18(t)); dataset != "" || a.Unit != "" || a.Period != "" {
		t.Errorf("out of nothing: %s %+v", dataset, a)
	}
}
