package ingest

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
)

// testdata/headers.csv holds the words cities put over their columns: dataset
// (* for any), field, words parted by |. A field in brackets is none: a row
// number, a column that is not read for its privacy, a word that each dataset
// means in its own way.
func headerWords(t *testing.T) map[string]map[string][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "headers.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]map[string][]string{}
	for _, l := range lines[1:] {
		if words[l[0]] == nil {
			words[l[0]] = map[string][]string{}
		}
		words[l[0]][l[1]] = append(words[l[0]][l[1]], strings.Split(l[2], "|")...)
	}
	return words
}

// form is one table: a column for each field, under one of its words.
type form struct {
	fields  []string
	headers []string
	cells   []string
}

// forms lays the words of a dataset out so that each stands over its column
// once; the others stand under their first word meanwhile.
func forms(d contracts.Dataset, words map[string][]string) []form {
	fields := slices.Sorted(maps.Keys(words)) // a bracket comes first, so does a row number
	for _, f := range d.Stored() {            // what no list speaks of stands under its label
		if len(words[f.Name]) == 0 && f.Required {
			fields = append(fields, f.Name)
		}
	}
	var all []form
	for i := 0; ; i++ {
		var one form
		fresh := false
		for _, name := range fields {
			list := words[name]
			f, _ := d.Field(name)
			if len(list) == 0 {
				list = []string{f.Label}
			}
			fresh = fresh || i < len(list)
			one.fields = append(one.fields, name)
			one.headers = append(one.headers, list[min(i, len(list)-1)*boolInt(i < len(list))])
			one.cells = append(one.cells, sample(f, len(one.cells)))
		}
		if !fresh {
			return all
		}
		all = append(all, one)
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ballots agree with each other and differ from each other.
var ballots = map[string]string{
	"issued": "53", "returned": "52", "valid": "51", "invalid": "1", "satisfied": "40", "basic": "6", "dissatisfied": "3", "abstain": "2",
}

// sample is what a city would write into a column, different for each where
// it can be.
func sample(f contracts.Field, i int) string {
	switch {
	case ballots[f.Name] != "":
		return ballots[f.Name]
	case f.Form == "person":
		return "张三"
	}
	switch f.Type {
	case contracts.Integer, contracts.Decimal:
		return strconv.Itoa(100 + i)
	case contracts.Share:
		return strconv.Itoa(20+i) + "%"
	case contracts.Date:
		return fmt.Sprintf("2024年9月%d日", i%28+1)
	case contracts.Month:
		return "1975年3月"
	case contracts.Year:
		return "2024"
	case contracts.Flag:
		return "是"
	case contracts.Unit:
		return "范县"
	case contracts.Code:
		code := slices.Sorted(maps.Keys(f.Values))[0]
		return f.Values[code][0]
	}
	return "甲" + strconv.Itoa(i)
}

// stored is what must lie in the lake for a sample.
func stored(f contracts.Field, text string) string {
	switch f.Type {
	case contracts.Share:
		return strings.TrimSuffix("0."+strings.TrimSuffix(text, "%"), "0")
	case contracts.Date:
		day := strings.TrimSuffix(strings.TrimPrefix(text, "2024年9月"), "日")
		return fmt.Sprintf("2024-09-%02s", day)
	case contracts.Month:
		return "1975-03"
	case contracts.Flag:
		return "true"
	case contracts.Unit:
		return "410926"
	case contracts.Code:
		return slices.Sorted(maps.Keys(f.Values))[0]
	}
	return text
}

// TestEveryHeaderIsRecognised: each word stands over a value, and the value
// comes to lie in the field the word means; plain, and as the lower row of a
// merged header.
func TestEveryHeaderIsRecognised(t *testing.T) {
	words := headerWords(t)
	count := 0
	for _, fields := range words {
		for _, list := range fields {
			count += len(list)
		}
	}
	if count < 1006 { // 1,006 were gathered; the rest is what a dataset means by a word of all
		t.Errorf("%d words, want 1,006 and more", count)
	}
	d := newDesk(t)
	for _, dataset := range d.Datasets {
		if dataset.Source != "" {
			continue
		}
		own := map[string][]string{}
		for name, list := range words["*"] {
			if _, has := dataset.Field(name); has && name != "(by dataset)" || name == "(row number)" {
				own[name] = slices.Clone(list)
			}
		}
		for name, list := range words[dataset.Name] {
			own[name] = append(own[name], list...)
		}
		own = withoutTwins(own)
		t.Run(dataset.Name, func(t *testing.T) {
			d := newDesk(t)
			for i, one := range forms(dataset, own) {
				title := fmt.Sprintf("濮阳市2024年%d月%s", i%9+1, dataset.Label)
				d.expect(t, dataset, one, "plain.csv", []byte(title+"\n"+strings.Join(quoted(one.headers), ",")+"\n"+strings.Join(quoted(one.cells), ",")+"\n"))
				d.expect(t, dataset, one, "merged.xlsx", merged(t, title, one))
			}
		})
	}
}

// withoutTwins leaves a word that two fields claim to the dataset's own
// meaning: fields of the dataset come before fields of all.
func withoutTwins(words map[string][]string) map[string][]string {
	for _, special := range []string{"(row number)", "sender_code", "remark"} {
		words[special] = slices.DeleteFunc(words[special], func(w string) bool {
			for name, list := range words {
				if name != special && slices.Contains(list, w) {
					return true
				}
			}
			return false
		})
		if len(words[special]) == 0 {
			delete(words, special)
		}
	}
	return words
}

func quoted(cells []string) []string {
	var all []string
	for _, c := range cells {
		all = append(all, `"`+strings.ReplaceAll(c, `"`, `""`)+`"`)
	}
	return all
}

// aloneOnly are words that say nothing under another word: 满意/人数 is no
// number of participants.
var aloneOnly = []string{"得分", "小计", "人数", "分值"}

// merged writes the words as the lower row of a header of two rows, its
// first column merged over both.
func merged(t *testing.T, title string, one form) []byte {
	t.Helper()
	return workbook(t, func(f *excelize.File) error {
		for i := range one.headers {
			name := must(excelize.ColumnNumberToName(i + 1))
			top := "3"
			if i == 0 || slices.Contains(aloneOnly, one.headers[i]) || one.fields[i] == "(row number)" {
				top = "2"
			}
			for _, step := range []error{f.SetCellStr("Sheet1", name+top, one.headers[i]), f.SetCellStr("Sheet1", name+"4", one.cells[i]), f.MergeCell("Sheet1", name+top, name+"3")} {
				if step != nil {
					return step
				}
			}
		}
		from := 0
		for i := 1; i <= len(one.headers); i++ { // the parent lies over the columns between those of full height
			full := i == len(one.headers) || slices.Contains(aloneOnly, one.headers[i]) || one.fields[i] == "(row number)"
			if !full && from == 0 {
				from = i
			}
			if full && from > 0 {
				left, right := must(excelize.ColumnNumberToName(from+1)), must(excelize.ColumnNumberToName(i))
				if err := f.SetCellStr("Sheet1", left+"2", "报送内容"); err != nil {
					return err
				}
				if err := f.MergeCell("Sheet1", left+"2", right+"2"); err != nil {
					return err
				}
				from = 0
			}
		}
		return f.SetCellStr("Sheet1", "A1", title)
	})
}

// expect sends a form and looks for each of its values in the lake.
func (d *desk) expect(t *testing.T, dataset contracts.Dataset, one form, name string, content []byte) {
	t.Helper()
	o := d.send(name, content, Hints{})
	if o.Dataset != dataset.Name || o.Accepted != 1 {
		t.Errorf("%s: taken as %q, %s, %+v", strings.Join(one.headers, "|"), o.Dataset, o.Status, o.Problems)
		return
	}
	row := d.accepted(o)[0].values
	for i, field := range one.fields {
		f, known := dataset.Field(field)
		if !known {
			for name, value := range row {
				if value == one.cells[i] {
					t.Errorf("%s of %s (%s): a value of a column that is none lies in %s", one.headers[i], dataset.Name, name, name)
				}
			}
			continue
		}
		if want := stored(f, one.cells[i]); row[field] != want {
			t.Errorf("%s: %s under “%s” is %q, want %q", name, field, one.headers[i], row[field], want)
		}
	}
	for _, p := range o.Problems {
		if p.Rule == "unknown_column" {
			t.Errorf("%s: “%s” is not known", name, p.Value)
		}
	}
}
