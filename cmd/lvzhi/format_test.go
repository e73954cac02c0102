package main

import "testing"

// What a spreadsheet would take for a formula leaves as text.
func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"=HYPERLINK(1)": "'=HYPERLINK(1)", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\n=1": "'\n=1", "＝1": "'＝1", "＠a": "'＠a",
		"张三": "张三", "1=1": "1=1", "": "",
	} {
		if got := harmless(text); got != want {
			t.Errorf("%q leaves as %q, want %q", text, got, want)
		}
	}
}
