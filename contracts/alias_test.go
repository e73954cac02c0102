package contracts

import (
	"slices"
	"strings"
	"testing"
)

// plain is a recogniser that knows headers as they stand.
func plain(d Dataset, header string) (string, bool) {
	for _, f := range d.Fields {
		if f.Label == header || slices.Contains(f.Headers, header) {
			return f.Name, f.Private()
		}
	}
	return "", false
}

func TestAdoptedNamesThatMeanSomethingElseAreRefused(t *testing.T) {
	_, datasets, places := shipped(t)
	for text, want := range map[string]string{
		"": "",
		"columns:\n  - {dataset: votes, field: valid, header: 有效票张}":                                                                              "",
		"columns:\n  - {dataset: votes, field: valid, header: 有效票}":                                                                               "", // known already: no harm
		"columns:\n  - {dataset: votes, field: phone, header: 通话方式}":                                                                              "", // a private field may have more names
		"columns:\n  - {dataset: votes, field: valid, header: 次数, unit: 410900}\n  - {dataset: votes, field: issued, header: 次数, unit: '410400'}": "",
		"columns:\n  - {dataset: votes, field: valid, header: 次数, unit: 410900}\n  - {dataset: votes, field: issued, header: 次数}":                 "第3行：“次数”已经是“有效票数”（valid）的列名，不能再作“发出票数”的",
		"columns:\n  - {dataset: votes, field: valid, header: 不满意}":                                                                               "第2行：“不满意”已经是“不满意票数”（dissatisfied）的列名",
		"columns:\n  - {dataset: votes, field: session, header: 手机号码}":                                                                            "第2行：“手机号码”是个人信息的列名",
		"columns:\n  - {dataset: ballots, field: valid, header: x}":                                                                               "第2行：没有“ballots”这种报表",
		"columns:\n  - {dataset: votes, field: score, header: x}":                                                                                 "第2行：述职满意度测评没有“score”这个字段",
		"columns:\n  - {dataset: votes, field: valid, header: 有效票张, unit: 濮阳市}":                                                                   "第2行：“濮阳市”不是报送单位代码",
		"columns:\n  - {dataset: votes, field: valid}":                                                                                            "第2行：dataset、field、header 都要写",
		"columns:\n  - {dataset: votes, field: valid, header: 有效票张, on: 10月}":                                                                     "第2行：on 要写成 2024-10-20",
		"columns:\n  - {dataset: votes, column: valid, header: 有效票张}":                                                                             "第2行：不认识“column”",
		"places:\n  - {name: 示范区人大, code: '419001'}":                                                                                              "",
		"places:\n  - {name: 濮阳市, code: '410900'}":                                                                                                "",
		"places:\n  - {name: 濮阳市, code: '410500'}":                                                                                                "第2行：“濮阳市”已经是濮阳市的名字，不能再作安阳市的",
		"places:\n  - {name: 濮阳, code: '410900'}":                                                                                                 "已经是濮阳县的名字",
		"places:\n  - {name: 石市, code: '130100'}":                                                                                                 "不是本省的区划代码",
		"places:\n  - {name: 市, code: '410900'}":                                                                                                  "太短",
		"places:\n  - {name: '4109', code: '410900'}":                                                                                             "只是数字",
	} {
		a, err := ReadAliases([]byte(text))
		if err == nil {
			err = a.Check(datasets, places, plain)
		}
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), "aliases.yaml 第") || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestAHeaderOfOneUnitHoldsForItsFilesOnly(t *testing.T) {
	_, datasets, _ := shipped(t)
	a, err := ReadAliases([]byte("columns:\n  - {dataset: votes, field: valid, header: 有效票张, unit: 410900}\n  - {dataset: votes, field: issued, header: 派发}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for unit, want := range map[string]string{"": "valid issued", "410900": "valid issued", "410400": " issued"} {
		own, _ := a.Own(datasets, "votes", unit)
		if unit == "" {
			own = a.Datasets(datasets, "")[slices.IndexFunc(datasets, func(d Dataset) bool { return d.Name == "votes" })]
		}
		valid, _ := plain(own, "有效票张")
		issued, _ := plain(own, "派发")
		if got := valid + " " + issued; got != want {
			t.Errorf("unit %q: %q, want %q", unit, got, want)
		}
	}
	if _, differs := a.Own(datasets, "roster", "410900"); differs {
		t.Error("a dataset without aliases differs")
	}
	if _, differs := a.Own(datasets, "votes", "410400"); !differs {
		t.Error("a dataset with a unit's aliases does not differ")
	}
	if field, _ := plain(datasets[slices.IndexFunc(datasets, func(d Dataset) bool { return d.Name == "votes" })], "有效票张"); field != "" {
		t.Error("the shipped contracts changed")
	}
}

func TestContractsOfTwoUnitsShareNoHeaders(t *testing.T) {
	shipped := []Dataset{{Name: "votes", Fields: []Field{{Name: "valid", Headers: append(make([]string, 0, 9), "有效票")}}}}
	a := Aliases{Columns: []ColumnAlias{{Dataset: "votes", Field: "valid", Header: "甲", Unit: "410900"}, {Dataset: "votes", Field: "valid", Header: "乙", Unit: "410400"}}}
	first, _ := a.Own(shipped, "votes", "410900")
	second, _ := a.Own(shipped, "votes", "410400")
	if first.Fields[0].Headers[1] != "甲" || second.Fields[0].Headers[1] != "乙" {
		t.Errorf("%v, %v", first.Fields[0].Headers, second.Fields[0].Headers)
	}
}

func TestAnAdoptedPlaceIsFound(t *testing.T) {
	_, _, places := shipped(t)
	places.Adopt([]PlaceAlias{{Name: "示范区人大", Code: "419001"}})
	if got := places.Resolve("示范区人大"); !slices.Equal(got, []string{"419001"}) {
		t.Errorf("Resolve = %v", got)
	}
	if got := places.Mentioned("示范区人大2024年9月述职"); !slices.Equal(got, []string{"419001"}) {
		t.Errorf("Mentioned = %v", got)
	}
}

func TestWhatPeopleWroteStaysInAnAliasFile(t *testing.T) {
	first, err := AddColumn(nil, ColumnAlias{Dataset: "votes", Field: "valid", Header: "有效票张", Unit: "410900", On: "2024-10-20"})
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(first), "  - {", "  # 濮阳的新系统\n  - {", 1)
	second, err := AddPlace([]byte(edited), PlaceAlias{Name: "示范区人大", Code: "419001"})
	if err != nil {
		t.Fatal(err)
	}
	third, err := AddColumn(second, ColumnAlias{Dataset: "votes", Field: "issued", Header: "yes: [no]"})
	if err != nil {
		t.Fatal(err)
	}
	want := aliasHead + `columns:
  # 濮阳的新系统
  - {dataset: votes, field: valid, header: 有效票张, unit: "410900", on: "2024-10-20"}
  - {dataset: votes, field: issued, header: 'yes: [no]'}
places:
  - {name: 示范区人大, code: "419001"}
`
	if string(third) != want {
		t.Errorf("got\n%s\nwant\n%s", third, want)
	}
	a, err := ReadAliases(third)
	if err != nil || len(a.Columns) != 2 || len(a.Places) != 1 || a.Columns[1].Header != "yes: [no]" {
		t.Errorf("read back: %+v, %v", a, err)
	}
	left, err := RemoveColumn(third, 0)
	if err != nil || strings.Contains(string(left), "有效票张") || !strings.Contains(string(left), "yes: [no]") {
		t.Errorf("after removing the first:\n%s, %v", left, err)
	}
	if left, err = RemovePlace(left, 0); err != nil || strings.Contains(string(left), "示范区") {
		t.Errorf("after removing the place:\n%s, %v", left, err)
	}
	if _, err := RemovePlace(left, 0); err == nil {
		t.Error("removed what is not there")
	}
}
