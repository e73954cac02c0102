package contracts

import (
	"errors"
	"testing"
)

func TestReadPeople(t *testing.T) {
	got, err := ReadPeople([]byte("- {pair: 0123456789012345, decision: 同一人, why: 电话核实}\n- {pair: 0123456789abcde0, decision: undecided}\n"))
	if err != nil || len(got) != 2 || got[0] != (PersonDecision{"0123456789012345", SamePerson, "电话核实"}) || got[1].Decision != Undecided {
		t.Fatalf("%v, %v", got, err)
	}
	if got, err := ReadPeople(nil); err != nil || len(got) != 0 {
		t.Errorf("an empty file: %v, %v", got, err)
	}
	for text, line := range map[string]int{
		"- {pair: abc, decision: same}":                                                               1,
		"- {pair: 0123456789abcdef, decision: same}\n- {decision: same}":                              2,
		"- {pair: 0123456789abcdef, decision: 是}":                                                     1,
		"- pair: 0123456789abcdef\n  decision: same\n  wy: x":                                         3,
		"- {pair: 0123456789abcdef, decision: same}\n- {pair: 0123456789abcdef, decision: different}": 2,
	} {
		_, err := ReadPeople([]byte(text))
		var m *Mistake
		if !errors.As(err, &m) || m.Line != line || m.File != PeopleFile {
			t.Errorf("%q: %v, want a mistake in line %d", text, err, line)
		}
	}
}
