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
	} {
		if _, err := ChoicesWith(defaults, []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
