package models

import "testing"

func TestMeasuresAreRead(t *testing.T) {
	m, err := ReadMeasures()
	if err != nil {
		t.Fatal(err)
	}
	if d, ok := m.Of("coverage_province", "coverage_rate"); !ok || d.Denominator != "mandates_in_office_voting" || d.Numerator != "mandates_reported" {
		t.Errorf("coverage_rate of the province: %+v", d)
	}
}

// One mart may compute a figure otherwise.
func TestWhatDiffersInAMartComesFirst(t *testing.T) {
	m := Measures{Columns: map[string]Measure{"rate": {Unit: "比例", Numerator: "a", Denominator: "n", Marts: map[string]Measure{
		"other": {Denominator: "m"}, "mean": {Apart: "是平均数"},
	}}}}
	for mart, want := range map[string]Measure{
		"any":   {Unit: "比例", Numerator: "a", Denominator: "n"},
		"other": {Unit: "比例", Numerator: "a", Denominator: "m"},
		"mean":  {Unit: "比例", Apart: "是平均数"},
	} {
		got, ok := m.Of(mart, "rate")
		got.Marts = nil
		if !ok || got.Unit != want.Unit || got.Numerator != want.Numerator || got.Denominator != want.Denominator || got.Apart != want.Apart {
			t.Errorf("%s: %+v, want %+v", mart, got, want)
		}
	}
	if _, ok := m.Of("any", "unknown"); ok {
		t.Error("an unknown column is defined")
	}
}
