package check

import (
	"slices"
	"testing"

	"lvzhi/contracts"
)

func TestWhatAHeaderIsTakenFor(t *testing.T) {
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	votes := all[slices.IndexFunc(all, func(d contracts.Dataset) bool { return d.Name == "votes" })]
	for header, want := range map[string]struct {
		field   string
		private bool
	}{
		"有效票": {"valid", false}, " 有 效票： ": {"valid", false}, "满意（票）": {"satisfied", false}, "满意/票数": {"satisfied", false},
		"驻站次数": {"", false}, "身份证号": {"id_card", true}, "家属身份证号": {"", true},
	} {
		if field, private := Meaning(votes, header); field != want.field || private != want.private {
			t.Errorf("%q is taken for %q, private %v; want %q, %v", header, field, private, want.field, want.private)
		}
	}
	if HeaderKey("有 效　票：") != HeaderKey("有效票") || HeaderKey("有效票") == HeaderKey("无效票") {
		t.Error("spellings of one header differ")
	}
	if c := (Column{Header: "序 号"}); !c.CountsRows() {
		t.Error("序号 is no row number")
	}
}
