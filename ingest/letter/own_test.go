package letter_test

import (
	"testing"

	"lvzhi/ingest/letter"
)

func TestOwnSheets(t *testing.T) {
	for _, c := range []struct {
		first []string
		want  bool
	}{
		{[]string{"数据接收回执"}, true},
		{[]string{" 数据接收回执 ", ""}, true},
		{letter.ProblemHeads(), true},
		{letter.ProblemHeads()[:5], false},
		{[]string{"某县数据接收回执"}, false},
		{nil, false},
	} {
		if got := letter.OwnSheet(c.first); got != c.want {
			t.Errorf("%q: %v", c.first, got)
		}
	}
	if !letter.Excerpt(letter.ExcerptName("活动")) || letter.Excerpt("活动") {
		t.Error("an excerpt is not known by its name")
	}
}

func TestOriginComesBack(t *testing.T) {
	f := cases()["partial"]
	want := letter.Origin{Dataset: f.Dataset, Unit: f.Unit, Scope: f.Scope, Period: f.Period, SHA256: f.SHA256}
	if got, ok := letter.OriginOf([][]string{{"数据接收回执"}, nil, {letter.OriginLabel, letter.OriginLine(f)}}); !ok || got != want {
		t.Errorf("got %+v, %v", got, ok)
	}
	f.Unit, f.Period, f.SHA256 = "", "", ""
	if got, ok := letter.OriginOf([][]string{{letter.OriginLabel, letter.OriginLine(f)}}); !ok || got.Unit != "" || got.Period != "" || got.SHA256 != "" || got.Scope != "all" {
		t.Errorf("got %+v, %v", got, ok)
	}
	for _, broken := range [][][]string{nil, {{letter.OriginLabel}}, {{letter.OriginLabel, "a / b"}}} {
		if _, ok := letter.OriginOf(broken); ok {
			t.Errorf("%q gave an origin", broken)
		}
	}
}
