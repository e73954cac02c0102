package transform

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	models "lvzhi/sql"
)

// ratio tells the name of a column that is one number over another.
var ratio = regexp.MustCompile(`(^|_)(rate|share)(_with_basic)?$`)

// Every mart says what it is about, every computed figure its unit and how it
// is computed, and every rate by which two columns, or why not.
func TestEveryMeasureIsDefined(t *testing.T) {
	measures, err := models.ReadMeasures()
	if err != nil {
		t.Fatal(err)
	}
	db, _ := emptyWarehouse(t)
	if err := store(context.Background(), db, nil); err != nil {
		t.Fatal(err)
	}
	marts, err := martColumns(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range marts {
		if measures.Marts[m.name] == "" {
			t.Errorf("marts.%s: measures.yaml does not say what it is about", m.name)
		}
		for column, kind := range columnTypes(context.Background(), t, db, "select * from marts."+m.name) {
			if kind != "DOUBLE" && !strings.HasPrefix(kind, "DECIMAL") {
				continue
			}
			for _, problem := range undefined(measures, m, column) {
				t.Errorf("marts.%s.%s: %s", m.name, column, problem)
			}
		}
	}
}

// What measures.yaml speaks of is there.
func TestMeasuresSpeakOfWhatThereIs(t *testing.T) {
	measures, err := models.ReadMeasures()
	if err != nil {
		t.Fatal(err)
	}
	db, _ := emptyWarehouse(t)
	if err := store(context.Background(), db, nil); err != nil {
		t.Fatal(err)
	}
	marts, err := martColumns(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range unknown(measures, marts) {
		t.Error(problem)
	}
	stale := models.Measures{
		Marts:   map[string]string{"gone": "一张没有了的表"},
		Columns: map[string]models.Measure{"gone_too": {}, "unit_code": {Home: []string{"nowhere"}, Marts: map[string]models.Measure{"absence_clue": {}, "run": {}}}},
	}
	if got := len(unknown(stale, marts)); got != 4 {
		t.Errorf("%d of 4 names of nothing were found: %v", got, unknown(stale, marts))
	}
}

// unknown are names in measures.yaml that stand for nothing.
func unknown(measures models.Measures, marts []mart) []string {
	var problems []string
	has := func(name, column string) bool {
		return slices.ContainsFunc(marts, func(m mart) bool { return (name == "" || m.name == name) && (column == "" || m.has(column)) })
	}
	for name := range measures.Marts {
		if !has(name, "") {
			problems = append(problems, "no marts."+name)
		}
	}
	for column, d := range measures.Columns {
		if !has("", column) {
			problems = append(problems, "no mart has "+column)
		}
		for _, name := range append(slices.Collect(maps.Keys(d.Marts)), d.Home...) {
			if !has(name, column) {
				problems = append(problems, "no marts."+name+"."+column)
			}
		}
	}
	return problems
}

// undefined is what measures.yaml leaves open of a figure.
func undefined(measures models.Measures, m mart, column string) []string {
	d, _ := measures.Of(m.name, column)
	var problems []string
	if d.Unit == "" || d.Definition == "" {
		problems = append(problems, "needs a unit and a definition in measures.yaml")
	}
	for _, part := range []string{d.Numerator, d.Denominator} {
		if part != "" && !m.has(part) {
			problems = append(problems, "is said to be made of "+part+", which is no column of the mart")
		}
	}
	if ratio.MatchString(column) && d.Apart == "" && (d.Numerator == "" || d.Denominator == "") {
		problems = append(problems, "needs a numerator and a denominator, or `apart`: why not")
	}
	return problems
}

// Each gap is found.
func TestUndefinedMeasuresAreFound(t *testing.T) {
	m := mart{name: "m", columns: []string{"done_rate", "done", "stated", "mean"}}
	whole := models.Measure{Unit: "比例", Definition: "落实÷填报", Numerator: "done", Denominator: "stated"}
	nameless, lost, half := whole, whole, whole
	nameless.Definition, lost.Denominator, half.Denominator = "", "gone", ""
	apart := half
	apart.Apart = "另行计算"
	for want, measure := range map[string]models.Measure{"a unit and a definition": nameless, "which is no column": lost, "why not": half} {
		problems := undefined(models.Measures{Columns: map[string]models.Measure{"done_rate": measure}}, m, "done_rate")
		if len(problems) != 1 || !strings.Contains(problems[0], want) {
			t.Errorf("%+v: %v, want %q", measure, problems, want)
		}
	}
	for _, measure := range []models.Measure{whole, apart} {
		if problems := undefined(models.Measures{Columns: map[string]models.Measure{"done_rate": measure}}, m, "done_rate"); len(problems) > 0 {
			t.Errorf("%+v: %v", measure, problems)
		}
	}
	if !slices.Contains(undefined(models.Measures{}, m, "mean"), "needs a unit and a definition in measures.yaml") {
		t.Error("a figure without an entry passes")
	}
}
