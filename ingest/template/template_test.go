package template_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
	"lvzhi/ingest/template"
)

// form is filled in for 濮阳市.
func form(places *contracts.Places) template.Form {
	f := template.Form{UnitName: "濮阳市", Period: "2024-09"}
	for _, d := range places.Divisions {
		if d.Parent == "410900" {
			f.Counties = append(f.Counties, d.Name)
		}
	}
	return f
}

// each runs a test on the form of every dataset that cities fill in.
func each(t *testing.T, test func(t *testing.T, d contracts.Dataset, all []contracts.Dataset, places *contracts.Places, raw []byte)) {
	t.Helper()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	forms := 0
	for _, d := range datasets {
		if d.Source == contracts.FromBulletin {
			continue
		}
		forms++
		t.Run(d.Name, func(t *testing.T) {
			raw, err := template.Workbook(d, form(places))
			if err != nil {
				t.Fatal(err)
			}
			test(t, d, datasets, places, raw)
		})
	}
	if forms != 14 {
		t.Errorf("%d forms, want 14", forms)
	}
}

type rows struct {
	accepted []check.Row
	rejected []check.Rejected
}

func (r *rows) Accept(row *check.Row) error {
	kept := *row
	kept.Values = slices.Clone(row.Values)
	r.accepted = append(r.accepted, kept)
	return nil
}

func (r *rows) Reject(row *check.Rejected) error {
	r.rejected = append(r.rejected, *row)
	return nil
}

// taken reads a filled form as ingest does.
func taken(t *testing.T, raw []byte, d contracts.Dataset, all []contracts.Dataset, places *contracts.Places) (rows, check.Tally) {
	t.Helper()
	book, err := sheet.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	match, ok := check.Recognise(book.Tables, all, "")
	if !ok || match.Dataset.Name != d.Name || len(match.Sheets) != 1 {
		t.Fatalf("recognised as %q on %d sheets", match.Dataset.Name, len(match.Sheets))
	}
	if titles := match.Sheets[0].Titles(); len(titles) != 2 || titles[0] != "濮阳市2024年9月"+d.Label {
		t.Errorf("titles %q", titles)
	}
	var got rows
	tally, err := check.Rows(match, check.Context{Unit: "410900", Scope: "all", Period: "2024-09", Arrival: d.Arrival, Year: 2024, Today: time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC), Places: places}, &got)
	if err != nil {
		t.Fatal(err)
	}
	return got, tally
}

// Every form, filled in with three rows as its own example says, comes back
// without a question: each row accepted, every field read, no remark.
func TestFilledFormsComeBack(t *testing.T) {
	each(t, func(t *testing.T, d contracts.Dataset, all []contracts.Dataset, places *contracts.Places, raw []byte) {
		got, tally := taken(t, filled(t, raw, d, form(places).Counties), d, all, places)
		if len(got.accepted) != 3 || len(got.rejected) != 0 || len(tally.Problems) != 0 {
			t.Fatalf("%d accepted, problems %+v", len(got.accepted), tally.Problems)
		}
		for i, f := range d.Stored() {
			if f.Name != "sender_code" && got.accepted[0].Values[i] == (check.Value{}) {
				t.Errorf("%s was not read", f.Name)
			}
		}
	})
}

// An unfilled form has no row at all: the example is none.
func TestBlankFormsHaveNoRows(t *testing.T) {
	each(t, func(t *testing.T, d contracts.Dataset, all []contracts.Dataset, places *contracts.Places, raw []byte) {
		if got, _ := taken(t, raw, d, all, places); len(got.accepted)+len(got.rejected) != 0 {
			t.Errorf("%d accepted, %d rejected", len(got.accepted), len(got.rejected))
		}
	})
}

// filled writes three rows below the example, each cell of its column's type
// as a spreadsheet would hold it.
func filled(t *testing.T, raw []byte, d contracts.Dataset, counties []string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for row := 5; row < 8; row++ {
		if err := f.SetCellInt(d.Label, sheet.Address(0, row), int64(row-4)); err != nil {
			t.Fatal(err)
		}
		fields, _ := template.Fields(d)
		for i, field := range fields {
			example, err := f.GetCellValue(d.Label, sheet.Address(i+1, 4))
			if err != nil || example == "" {
				t.Fatalf("%s has no example, %v", field.Name, err)
			}
			if err := f.SetCellValue(d.Label, sheet.Address(i+1, row), typed(t, field, example, row, counties)); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// typed is an example as a value of its column; texts and
// places differ from row to row.
func typed(t *testing.T, field contracts.Field, example string, row int, counties []string) any {
	t.Helper()
	switch field.Type {
	case contracts.Integer, contracts.Year:
		n, err := strconv.Atoi(example)
		if err != nil {
			t.Fatal(err)
		}
		return n
	case contracts.Decimal:
		n, err := strconv.ParseFloat(example, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	case contracts.Share:
		n, err := strconv.ParseFloat(strings.TrimSuffix(example, "%"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return n / 100
	case contracts.Date:
		return time.Date(2024, 9, row, 0, 0, 0, 0, time.UTC)
	case contracts.Unit:
		return counties[row-5]
	case contracts.Text:
		return strings.ReplaceAll(example, "某", string([]rune("甲乙丙")[row-5]))
	}
	return example
}

// Every column has a note; columns of a closed list have it, also where it is
// too long for a cell's own rule; figures and dates have bounds.
func TestColumnsAreExplained(t *testing.T) {
	each(t, func(t *testing.T, d contracts.Dataset, _ []contracts.Dataset, _ *contracts.Places, raw []byte) {
		f, err := excelize.OpenReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		fields, core := template.Fields(d)
		if core < 2 || fields[0].Name == "" {
			t.Errorf("only %d columns matter", core)
		}
		comments, err := f.GetComments(d.Label)
		if err != nil || len(comments) != len(fields) {
			t.Errorf("%d notes on %d columns, %v", len(comments), len(fields), err)
		}
		rules, err := f.GetDataValidations(d.Label)
		if err != nil {
			t.Fatal(err)
		}
		byColumn := map[string]*excelize.DataValidation{}
		for _, r := range rules {
			byColumn[strings.TrimRight(strings.Split(r.Sqref, ":")[0], "0123456789")] = r
		}
		for i, field := range fields {
			column := strings.TrimSuffix(sheet.Address(i+1, 1), "1")
			rule := byColumn[column]
			switch field.Type {
			case contracts.Text, contracts.Month:
				if rule != nil {
					t.Errorf("%s has a rule", field.Name)
				}
			case contracts.Code, contracts.Flag, contracts.Unit:
				if rule == nil || rule.Type != "list" || !strings.HasSuffix(rule.Sqref, "2004") {
					t.Errorf("%s has no list: %+v", field.Name, rule)
				}
			default:
				if rule == nil || rule.Type == "list" {
					t.Errorf("%s has no bounds", field.Name)
				}
			}
		}
	})
}

// A list of more than 255 characters stands on the explanation.
func TestLongList(t *testing.T) {
	d := contracts.Dataset{Name: "x", Label: "某表", Fields: []contracts.Field{{Name: "county_code", Label: "县（市、区）", Type: contracts.Unit}}}
	var counties []string
	for i := range 60 {
		counties = append(counties, "某某自治县"+strconv.Itoa(i))
	}
	raw, err := template.Workbook(d, template.Form{Counties: counties})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rules, err := f.GetDataValidations("某表")
	if err != nil || len(rules) != 1 || !strings.HasPrefix(rules[0].Formula1, "'填表说明'!$A$") {
		t.Fatalf("rules %+v, %v", rules, err)
	}
	ends := strings.Split(strings.ReplaceAll(strings.TrimPrefix(rules[0].Formula1, "'填表说明'!"), "$", ""), ":")
	for i, want := range map[int]string{0: counties[0], 1: counties[59]} {
		if got, err := f.GetCellValue("填表说明", ends[i]); err != nil || got != want {
			t.Errorf("%s holds %q, want %q, %v", ends[i], got, want, err)
		}
	}
}

func TestSameFormSameBytes(t *testing.T) {
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	first, err := template.Workbook(datasets[0], template.Form{})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if again, err := template.Workbook(datasets[0], template.Form{}); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("differs, %v", err)
		}
	}
}
