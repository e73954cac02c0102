package template_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
	"lvzhi/ingest/template"
)

// Every blank form, filled in by its own explanation, comes back without a
// question: its dataset is recognised, its title says unit and month, and the
// example row is accepted without a remark.
func TestFilledTemplatesComeBack(t *testing.T) {
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range datasets {
		if d.Source != "" {
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			raw, err := template.Workbook(d, template.Form{UnitName: "濮阳市", Period: "2024-09"})
			if err != nil {
				t.Fatal(err)
			}
			book, err := sheet.Read(filled(t, raw, d))
			if err != nil {
				t.Fatal(err)
			}
			match, ok := check.Recognise(book.Tables, datasets, "")
			if !ok || match.Dataset.Name != d.Name || len(match.Sheets) != 1 {
				t.Fatalf("recognised as %q on %d sheets", match.Dataset.Name, len(match.Sheets))
			}
			if titles := match.Sheets[0].Titles(); len(titles) != 1 || titles[0] != "濮阳市2024年9月"+d.Label {
				t.Errorf("titles %q", titles)
			}
			got := check.Rows(match, check.Context{Unit: "410900", Scope: "all", Period: "2024-09", Arrival: d.Arrival, Year: 2024, Places: places})
			if len(got.Accepted) != 1 || len(got.Quarantined) != 0 || len(got.Problems) != 0 {
				t.Errorf("%d accepted, problems %+v", len(got.Accepted), got.Problems)
			}
			for i, f := range d.Stored() {
				if len(got.Accepted) == 1 && f.Type != contracts.Text && got.Accepted[0].Values[i] == nil {
					t.Errorf("%s was not read", f.Name)
				}
			}
		})
	}
}

// filled writes the example of the explanation into the first row.
func filled(t *testing.T, raw []byte, d contracts.Dataset) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i := range d.Stored() {
		example, err := f.GetCellValue("填表说明", fmt.Sprintf("D%d", i+6))
		if err != nil {
			t.Fatal(err)
		}
		if example == "" {
			example = "某某"
		}
		if figure, ok := ballots[d.Stored()[i].Name]; ok {
			example = figure
		}
		cell, err := excelize.CoordinatesToCellName(i+1, 3)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr(d.Label, cell, example); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// ballots are figures of one row that agree with each other.
var ballots = map[string]string{
	"issued": "50", "returned": "50", "valid": "49", "invalid": "1", "satisfied": "40", "basic": "5", "dissatisfied": "3", "abstain": "1", "participants": "50",
	"satisfaction_rate_reported": "81.6%", "satisfaction_rate_with_basic_reported": "91.8%", "base_score": "80", "bonus_score": "5", "deducted_score": "1", "total_reported": "84",
}
