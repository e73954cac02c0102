package contracts

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

const soundRegime = `regime: test-2024
label: 某市代表述职办法
place: "410500"
from: 2024-01-01
source: 某市人大常委会文件〔2024〕1号
review:
  levels: [city]
  outcome_kind: consequence
  base: participants
  fallback: [issued, returned, valid]
  tiers: [满意, 基本满意, 不满意]
  rules:
    - {code: resign_or_recall, measure: dissatisfied, numerator: 1, denominator: 2, strict: true, label: 不满意票超过参评人员半数}
    - {code: rectify, measure: dissatisfied, numerator: 1, denominator: 3, strict: true, due_months: 3, label: 不满意票超过参评人员三分之一，三个月内整改}
  otherwise: {code: none}
points:
  scheme: test
  label: 积分
  levels: [city]
  versions: [{version: one, from: 2024-01-01}, {version: two, from: 2025-01-01}]
  classes: 1
  bonus_items: 1
  parts:
    - {field: c1_session, kind: class, label: 会议}
    - {field: b1_excellent, kind: bonus, label: 优秀建议}
  banding: continuous
  grade_on: recomputed
  bands:
    - {band: 优秀, at_least: 90, is_excellent: true}
    - {band: 称职, at_least: 60}
    - {band: 不称职}
  talk_below: 60
absence: {meetings: 会议, unexcused: 2, follow: 线索}
rhythm:
  - {what: 研判, every: week, words: [研判, 会商]}
`

func TestASoundRegimeHasNoRemarks(t *testing.T) {
	places, err := LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	r, remarks := CheckRegime([]byte(soundRegime), places, nil)
	if len(remarks) != 0 || r.Review.Rules[1].DueMonths != 3 || r.Rhythm[0].Words[1] != "会商" {
		t.Errorf("%v, %+v", remarks, r)
	}
}

// Each slip is one change of the sound regime; what is said of it, and where.
func TestSlipsOfARegimeAreFound(t *testing.T) {
	places, err := LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ from, to, want string }{
		{"source: 某市人大常委会文件〔2024〕1号", "", "0 error 缺少 source"},
		{"label: 某市代表述职办法\n", "", "0 warning 没有 label"},
		{`place: "410500"`, `place: "999999"`, "3 error 没有代码为“999999”的地方"},
		{"from: 2024-01-01\nsource", "from: 2024-1-1\nsource", "4 error “2024-1-1”不是日期"},
		{"from: 2024-01-01\nsource", "from: 2024-01-01\nto: 2023-12-31\nsource", "5 error to（2023-12-31）早于 from"},
		{"  base: participants", "  bass: participants", "9 error 不认识“bass”"},
		{"  base: participants", "  base: 参评人员", "9 error “参评人员”不在可以写的之内"},
		{"[issued, returned, valid]", "[issued, returned, participants]", "10 warning “participants”在 base 和 fallback 里出现了两次"},
		{"numerator: 1, denominator: 2, strict: true", "numerator: 3, denominator: 2, strict: true", "13 error 3/2 大于 1"},
		{"numerator: 1, denominator: 2, strict: true, label: 不满意票超过参评人员半数", "numerator: 2, denominator: 2, strict: true, label: 全部", "13 error “超过”全部（2/2）永远达不到"},
		{"numerator: 1, denominator: 2, strict: true", "numerator: 1, denominator: 0, strict: true", "13 error 界线要写成整数的分数"},
		{"numerator: 1, denominator: 2, strict: true", "numerator: half, denominator: 2, strict: true", "13 error half 写法不对，这里要写整数"},
		{"numerator: 1, denominator: 2, strict: true, label: 不满意票超过参评人员半数", "numerator: 1, denominator: 4, strict: true, label: 不满意票超过四分之一", "14 error 这一条轮不到：凡是符合它的，都先符合第1条"},
		{"numerator: 1, denominator: 3, strict: true", "numerator: 1, denominator: 3, strict: false", "14 warning 原文说“超过”，不含本数，strict 却是 false"},
		{"strict: true, label: 不满意票超过参评人员半数", "strict: true, label: 不满意票达到参评人员半数", "13 warning 原文说“达到”，含本数，strict 却是 true"},
		{"不满意票超过参评人员半数", "不满意票超过参评人员的60%", "13 warning 原文说的界线（60/100）与 numerator、denominator（1/2）不一样"},
		{"三个月内整改", "六个月内整改", "14 warning 原文说“六个月”，due_months 却是 3"},
		{"due_months: 3, ", "", "14 warning 要求整改却没有 due_months"},
		{", label: 不满意票超过参评人员半数", "", "13 warning 没有 label（原文的说法）"},
		{"  otherwise: {code: none}\n", "", "6 warning 没有 otherwise"},
		{"at_least: 60}", "at_least: 95}", "30 error 等次要从高到低写：“称职”的 95 分"},
		{"at_least: 60}", "at_least: 65}", "32 warning 谈话线 60 分不是"},
		{"{band: 不称职}", "{band: 不称职, at_least: 10}", "31 warning 最后一个等次也写了 at_least"},
		{"{band: 称职, at_least: 60}", "{band: 称职}", "30 error 只有最后一个等次可以没有 at_least"},
		{"banding: continuous", "banding: rounded", "26 error “rounded”不在可以写的之内"},
		{"{version: two, from: 2025-01-01}", "{version: two, from: 2023-01-01}", "20 error 版本要按日期从早到晚写"},
		{"field: c1_session", "field: c9_session", "24 error 积分表里没有“c9_session”这一列"},
		{"classes: 1", "classes: 6", "23 warning parts 里有1类、1个加分项"},
		{"unexcused: 2", "unexcused: 0", "33 error unexcused"},
		{"every: week", "every: fortnight", "35 error every 只能是"},
		{"regime: test-2024", "regime: [", "2 error 不是规范的 YAML"},
	} {
		if !strings.Contains(soundRegime, c.from) {
			t.Fatalf("the sound regime has no %q", c.from)
		}
		_, remarks := CheckRegime([]byte(strings.Replace(soundRegime, c.from, c.to, 1)), places, nil)
		var said []string
		for _, m := range remarks {
			said = append(said, fmt.Sprintf("%d %s %s", m.Line, m.Severity, m.Sentence))
		}
		if all := strings.Join(said, "\n"); !strings.Contains(all, c.want) {
			t.Errorf("%s → %s: said %q, want %q", c.from, c.to, all, c.want)
		}
	}
}

func TestOverlapsOfRegimes(t *testing.T) {
	other := Regime{ID: "old", Label: "旧办法", Place: "410500", From: "2020-01-01", Review: &Review{Levels: []string{"city"}}}
	said := func(change func(*Regime)) string {
		old := other
		change(&old)
		_, remarks := CheckRegime([]byte(soundRegime), nil, []Regime{old})
		var all []string
		for _, m := range remarks {
			all = append(all, m.Severity+" "+m.Sentence)
		}
		return strings.Join(all, "\n")
	}
	if got := said(func(*Regime) {}); !strings.Contains(got, "warning 与“旧办法”（old）在同一地方、测评（city）上施行期重叠（2020-01-01 至 今）") {
		t.Errorf("overlap: %q", got)
	}
	if got := said(func(r *Regime) { r.To = "2023-12-31" }); got != "" {
		t.Errorf("one after the other: %q", got)
	}
	if got := said(func(r *Regime) { r.To = "2024-01-01" }); got == "" {
		t.Error("a shared day is an overlap")
	}
	if got := said(func(r *Regime) { r.Review = &Review{Levels: []string{"county"}} }); got != "" {
		t.Errorf("another level: %q", got)
	}
	if got := said(func(r *Regime) { r.Place = "410600" }); got != "" {
		t.Errorf("another place: %q", got)
	}
	scheme := func(r *Regime) {
		r.Review, r.To, r.Points = nil, "2020-12-31", &Points{Scheme: "test", Levels: []string{"county"}}
	}
	if got := said(scheme); got != "error 积分办法编号“test”与“old”的相同，请另起一个" {
		t.Errorf("one scheme's name twice: %q", got)
	}
	if got := said(func(r *Regime) { r.ID = "test-2024" }); !strings.HasPrefix(got, "note 编号与已有的“旧办法”相同") {
		t.Errorf("the same id: %q", got)
	}
}

func TestWithRegimes(t *testing.T) {
	review := func(id, from string, levels ...string) Regime {
		return Regime{ID: id, Place: "410900", From: from, Review: &Review{Levels: levels}}
	}
	shipped := []Regime{review("a", "2023-01-01", "city", "county"), review("b", "2020-01-01", "city")}
	names := func(all []Regime) string {
		var ids []string
		for _, r := range all {
			ids = append(ids, r.ID+"/"+strings.Join(r.Review.Levels, "+"))
		}
		return strings.Join(ids, " ")
	}
	for _, c := range []struct {
		added Regime
		want  string
	}{
		{review("a", "2024-01-01", "township"), "b/city a/township"},
		{review("c", "2023-01-01", "city", "county"), "b/city c/city+county"},
		{review("c", "2023-01-01", "city"), "a/county b/city c/city"}, // says nothing of counties
		{review("c", "2024-01-01", "city"), "a/city+county b/city c/city"},
	} {
		if got := names(WithRegimes(shipped, []Regime{c.added})); got != c.want {
			t.Errorf("with %s: %s, want %s", c.added.ID, got, c.want)
		}
	}
}

func TestTwoFilesOfOneRegimeAreRefused(t *testing.T) {
	file := &fstest.MapFile{Data: []byte(soundRegime)}
	_, err := ReadRegimes(fstest.MapFS{"a.yaml": file, "b.yaml": file})
	if err == nil || !strings.Contains(err.Error(), "b.yaml：编号“test-2024”在另一个文件里已经有了") {
		t.Errorf("%v", err)
	}
}

func TestWholeNumber(t *testing.T) {
	for text, want := range map[string]int{"3": 3, "三": 3, "十": 10, "十二": 12, "八十五": 85, "百": 100, "二十": 20} {
		if got := wholeNumber(text); got != want {
			t.Errorf("%s = %d, want %d", text, got, want)
		}
	}
}

func TestShippedRegimesHaveNoRemarks(t *testing.T) {
	places, err := LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	err = eachFile("regimes", func(name string, raw []byte) error {
		_, remarks := CheckRegime(raw, places, nil)
		for _, m := range remarks {
			t.Errorf("%s: %+v", name, m)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
