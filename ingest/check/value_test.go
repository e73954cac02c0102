package check

import (
	"fmt"
	"strings"
	"testing"

	"lvzhi/contracts"
)

// told is a value, or "severity rule" of a fault without one.
func told(value any, bad *fault) string {
	switch {
	case bad != nil && value == nil:
		return string(bad.severity) + " " + bad.rule
	case value == nil:
		return "null"
	}
	return fmt.Sprint(value)
}

func TestInteger(t *testing.T) {
	for text, want := range map[string]string{
		"45": "45", "９８": "98", "12名": "12", "12 名": "12", "30人次": "30", "1,234": "1234", "１，２３４": "1234", "三": "3", "十二": "12", "二十": "20",
		"一百零三": "103", "两百张": "200", "45.0": "45", "'45": "45", "4.5E1": "45", "0": "0", "零": "0", "+5": "5",
		"(3)": "error impossible_number", "（3）": "error impossible_number", "-3": "error impossible_number", "\u22123": "error impossible_number",
		"45.5": "error impossible_number", "4.1E+17": "error precision_lost", "1E999": "error precision_lost", "1E999999999": "warning not_a_number",
		"99999999999": "error impossible_number", "680余": "warning not_exact", "680多名": "warning not_exact", "约680": "warning not_exact", "近700": "warning not_exact",
		"若干": "warning not_a_number", "#REF!": "warning not_a_number", "1-2": "warning not_a_number", "9" + strings.Repeat("9", 5000): "warning not_a_number",
	} {
		if got := told(integer(text)); got != want {
			t.Errorf("integer(%.20q) = %s, want %s", text, got, want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for text, want := range map[string]string{
		"89.5分": "89.5", "８９．５": "89.5", "-3": "-3", "(3.5)": "-3.5", "0.1234565": "0.123457", "-0.5": "-0.5", "1,234.50": "1234.5",
		"三十": "30", "优": "warning not_a_number", "1E12": "error impossible_number",
	} {
		if got := told(decimal(text)); got != want {
			t.Errorf("decimal(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		text       string
		perHundred bool
		want       string
		decimals   int
	}{
		{"98%", false, "0.98", 0}, {"98%", true, "0.98", 0}, {"９８.５％", false, "0.985", 1}, {"98.50%", true, "0.985", 2}, {"98", true, "0.98", 0}, {"98.5", true, "0.985", 1},
		{"98分", true, "0.98", 0}, {"0.98", false, "0.98", 0}, {"0.985", false, "0.985", 1}, {"1", false, "1", 0}, {"0", true, "0", 0}, {"100", true, "1", 0},
		{"百分之九十八", false, "0.98", 0}, {"百分之98.5", false, "0.985", 1}, {"0.984615384615385", false, "0.984615", 4},
		{"0.98", true, "warning ambiguous_share", 0}, {"1", true, "warning ambiguous_share", 0},
		{"120%", false, "warning impossible_share", 0}, {"98", false, "warning impossible_share", 0}, {"-1%", false, "warning impossible_share", 0}, {"满意", false, "warning not_a_share", 0},
	} {
		p, bad := share(c.text, c.perHundred)
		var value any
		if bad == nil {
			value = scaled(p.value)
		}
		if got := told(value, bad); got != c.want || p.decimals != c.decimals {
			t.Errorf("share(%q, %v) = %s with %d decimals, want %s with %d", c.text, c.perHundred, got, p.decimals, c.want, c.decimals)
		}
	}
}

func TestFlag(t *testing.T) {
	f := contracts.Field{Type: contracts.Flag, TrueWords: []string{"连任"}, FalseWords: []string{"新任", "不提名"}}
	for text, want := range map[string]string{
		"√": "true", "是": "true", "Y": "true", "ｙ": "true", "1": "true", "已公布": "true", "连任": "true", "是的": "true", "有": "true",
		"×": "false", "否": "false", "N": "false", "0": "false", "未公布": "false", "不提名": "false", "新任": "false", "没有": "false",
		"也许": "warning not_a_flag", "2": "warning not_a_flag",
	} {
		if got := told(flag(f, text)); got != want {
			t.Errorf("flag(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestCode(t *testing.T) {
	level, _ := dataset(t, "votes").Field("level")
	for text, want := range map[string]string{
		"市级": "city", "市人大代表": "city", "濮阳市人大代表": "city", "省代表": "province", "县（市、区）": "county", "县(市、区)": "county", "濮阳县人大代表": "county",
		"乡镇人大代表": "township", "五星乡人大代表": "township", "county": "county", "群众": "warning unknown_value", "村级": "warning unknown_value",
	} {
		for range 5 { // the same every time, although words come from a map
			if got := told(code(level, text)); got != want {
				t.Errorf("code(%q) = %s, want %s", text, got, want)
			}
		}
	}
}

func TestNulls(t *testing.T) {
	for _, text := range []string{"", "无", "—", "－", "-", "/", "／", "暂无", "未填", "N/A", "ｎ／ａ", " "} {
		if !isNull(text) {
			t.Errorf("%q is nothing", text)
		}
	}
	if isNull("0") {
		t.Error("0 is a number")
	}
}

// Whatever stands in a cell, a parser gives a value or says what is wrong,
// never both nothing.
func FuzzParsers(f *testing.F) {
	for _, seed := range []string{"12名", "98.5%", "2024年9月9日至11日", "1E9999", "百分之", "已", "9日", "4.1E+17", "(3)", "45544.5", "二〇二四年"} {
		f.Add(seed)
	}
	field := contracts.Field{Name: "x", Label: "某项", Values: map[string][]string{"city": {"市", "市人大代表"}}}
	f.Fuzz(func(t *testing.T, text string) {
		d := dating{year: 2024, period: "2024-09"}
		for name, parse := range map[string]func() (any, *fault){
			"integer": func() (any, *fault) { return integer(text) },
			"decimal": func() (any, *fault) { return decimal(text) },
			"share":   func() (any, *fault) { p, bad := share(text, len(text)%2 == 0); return p.value != nil, bad },
			"date":    func() (any, *fault) { p, bad := date(text, d); return p.day, bad },
			"month":   func() (any, *fault) { return month(text, d) },
			"year":    func() (any, *fault) { return year(text) },
			"flag":    func() (any, *fault) { return flag(field, text) },
			"code":    func() (any, *fault) { return code(field, text) },
		} {
			if value, bad := parse(); value == nil && bad == nil {
				t.Fatalf("%s(%q) says nothing", name, text)
			}
		}
	})
}
