package contracts

import (
	"slices"
	"strings"
	"testing"
)

func TestChoicesAreLaidOverTheDefaults(t *testing.T) {
	defaults, err := LoadChoices()
	if err != nil {
		t.Fatal(err)
	}
	got, err := ChoicesWith(defaults, []byte("min_mandates: 20\ncomparison_base: returned\n"))
	if err != nil {
		t.Fatal(err)
	}
	value := func(all []Choice, key string) any {
		return all[slices.IndexFunc(all, func(c Choice) bool { return c.Key == key })].Value
	}
	if value(got, "min_mandates") != int64(20) || value(got, "comparison_base") != "returned" || value(got, "min_sessions") != int64(3) {
		t.Errorf("laid over: %v", got)
	}
	if value(defaults, "min_mandates") != int64(10) {
		t.Error("the defaults were changed")
	}
}

func TestMistakenChoicesNameLineAndWord(t *testing.T) {
	defaults, err := LoadChoices()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"min_mandate: 20":                      "没有“min_mandate”这一项",
		"min_sessions: 3\nmin_mandates: 许多":    "choices.yaml 第2行：“min_mandates”（印出满意率至少要有的代表数）要写整数",
		"min_mandates: 10.5":                   "要写整数",
		"comparison_base:":                     "要写文字",
		"min_mandates: [1, 2]":                 "这里应当是一个值",
		"- min_mandates":                       "写法不对",
		"min_mandates: 10\nmin_mandates: 1":    "写了两遍",
		string([]byte{0xB4, 0xFA, ':', ' '}):   "UTF-8",
		"min_mandates: 10\n---\nmin_mandates:": "只能有一部分",
		"quality_copied_share: .nan":           "要写数，",
		"quality_copied_share: nan":            "要写 0 到 1，",
		"quality_copied_share: inf":            "要写 0 到 1，",
		"quality_copied_share: 1e300":          "要写 0 到 1，",
		"small_count: 0":                       "要写 3 到 20，",
		"score_bin_width: 0":                   "要写 1 到 100，",
		"min_sessions: -1":                     "要写 1 以上，",
		"comparison_base: 有效票":                 "要写 valid、returned、issued、participants 中的一个",
		"standard_levels: city,city":           "要写 city、county、township 中的几个",
	} {
		if _, err := ChoicesWith(defaults, []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestEveryDefaultIsAllowed(t *testing.T) {
	defaults, err := LoadChoices()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range defaults {
		if !c.allows(c.Value) {
			t.Errorf("%s: %v is not %s", c.Key, c.Value, c.limits())
		}
	}
}
