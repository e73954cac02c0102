package transform

import (
	"context"
	"fmt"
	"strings"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/warehouse"
	"lvzhi/transform/stats"
)

// table is one table made of rows that Go has: its columns as SQL, and its rows.
type table struct {
	schema        string // "" is ref
	name, columns string
	rows          [][]any
}

// makeReference makes schema ref from contracts, regimes and the manifest.
func makeReference(ctx context.Context, db *warehouse.DB, o Options) error {
	townships, err := townshipRows()
	if err != nil {
		return err
	}
	words, err := vocabularyTable(o)
	if err != nil {
		return err
	}
	locals, err := localTermTable()
	if err != nil {
		return err
	}
	origins, err := lineageTable(o.Datasets)
	if err != nil {
		return err
	}
	tables := []table{
		runTable(o), datasetTable(o), unitTable(o), divisionTable(o),
		{name: "township", columns: "township_code varchar, township_name varchar, kind varchar, county_code varchar", rows: townships},
		termTable(o), locals, regimeTable(o), ruleTable(o), tierTable(o), schemeTable(o), bandTable(o), partTable(o), versionTable(o),
		batchTable(o), refusalTable(o), submissionTable(o), monthTable(), quantileTable(),
		words, absenceTable(o), rhythmTable(o), slotTable(), choiceTable(o), peopleTable(o), origins,
	}
	for _, t := range tables {
		if err := t.make(ctx, db); err != nil {
			return fmt.Errorf("make ref.%s: %w", t.name, err)
		}
	}
	// Band limits are compared with decimals, so they are decimals.
	if err := db.Exec(ctx, "alter table ref.scheme_band alter low type decimal(18,6)"); err != nil {
		return fmt.Errorf("make ref.scheme_band: %w", err)
	}
	return nil
}

// choiceTable is one row with a column for each of the analyst's choices.
func choiceTable(o Options) table {
	t := table{name: "choice", rows: [][]any{nil}}
	var columns []string
	for _, c := range o.Choices {
		kind, value := "varchar", c.Value
		switch v := c.Value.(type) {
		case int64:
			kind = "bigint"
		case bool:
			kind = "boolean"
		case float64: // the nearest decimal, so that 0.95 is compared as written
			kind, value = "decimal(18,6)", warehouse.Decimal(v, 18, 6)
		}
		columns = append(columns, warehouse.Quote(c.Key)+" "+kind)
		t.rows[0] = append(t.rows[0], value)
	}
	t.columns = strings.Join(columns, ", ")
	return t
}

func (t table) make(ctx context.Context, db *warehouse.DB) error {
	schema := t.schema
	if schema == "" {
		schema = "ref"
	}
	if err := db.Exec(ctx, "create table "+warehouse.Quote(schema)+"."+warehouse.Quote(t.name)+" ("+t.columns+")"); err != nil {
		return err
	}
	return db.Insert(ctx, schema, t.name, t.rows)
}

func runTable(o Options) table {
	date := asOf(o)
	period := any(nil)
	if !date.IsZero() {
		period = date.Format("2006-01")
	}
	return table{name: "run", columns: "as_of date, as_of_period varchar, manifest bigint",
		rows: [][]any{{orNull(date), period, o.State.Number}}}
}

func datasetTable(o Options) table {
	t := table{name: "dataset", columns: "dataset varchar, label varchar, cadence varchar, arrival varchar, due_day bigint, due_month bigint"}
	for _, d := range o.Datasets {
		t.rows = append(t.rows, []any{d.Name, d.Label, string(d.Cadence), string(d.Arrival), int64(d.DueDay), int64(d.DueMonth)})
	}
	return t
}

const levelOfCounty = "county"

func unitTable(o Options) table {
	t := table{name: "unit", columns: "unit_code varchar, unit_name varchar, unit_short varchar, sort_order bigint, tile_column bigint, tile_row bigint, has_city_congress boolean"}
	for i, u := range o.Places.Units {
		d, _ := o.Places.ByCode(u.Code) // 济源 reports for itself and is a county-level unit
		t.rows = append(t.rows, []any{u.Code, u.Name, u.Short, int64(i + 1), int64(u.Column), int64(u.Row), d.Level != levelOfCounty})
	}
	return t
}

func divisionTable(o Options) table {
	t := table{name: "division", columns: "division_code varchar, division_name varchar, division_level varchar, parent_code varchar, unit_code varchar"}
	for _, d := range o.Places.Divisions {
		unit := any(nil)
		if code, ok := o.Places.UnitOf(d.Code); ok {
			unit = code
		}
		t.rows = append(t.rows, []any{d.Code, d.Name, d.Level, d.Parent, unit})
	}
	return t
}

func termTable(o Options) table {
	t := table{name: "term", columns: "level varchar, term varchar, term_start date, term_end date"}
	for _, term := range o.Terms {
		t.rows = append(t.rows, []any{term.Level, term.Term, dateOf(term.Start), dateOf(term.End)})
	}
	return t
}

func townshipRows() ([][]any, error) {
	townships, err := contracts.Townships()
	if err != nil {
		return nil, fmt.Errorf("read townships: %w", err)
	}
	var rows [][]any
	for _, t := range townships {
		rows = append(rows, []any{t.Code, t.Name, t.Kind, t.County})
	}
	return rows, nil
}

// The days a build can be as of; ref.month lists their months.
const (
	FirstDay = "2010-01-01"
	LastDay  = "2040-12-31"
)

// Knows reports whether a build can be as of a day.
func Knows(day time.Time) bool {
	text := day.Format(time.DateOnly)
	return FirstDay <= text && text <= LastDay
}

func monthTable() table {
	t := table{name: "month", columns: "period varchar, first_day date, last_day date"}
	first, _ := time.Parse(time.DateOnly, FirstDay) // a constant
	for m := first; Knows(m); m = m.AddDate(0, 1, 0) {
		period := m.Format("2006-01")
		t.rows = append(t.rows, []any{period, m, lastDay(period)})
	}
	return t
}

func quantileTable() table {
	t := table{name: "t_quantile", columns: "df bigint, t975 double"}
	for df := 1; df <= 2000; df++ {
		t.rows = append(t.rows, []any{int64(df), stats.T975(df)})
	}
	return t
}

// dateOf reads YYYY-MM-DD; "" and what is no date are NULL.
func dateOf(text string) any {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return d
}

func orNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// dayOf is the calendar day a moment has in China.
func dayOf(t time.Time) any { return orNull(contracts.Day(t)) }

// textOrNull keeps an unknown code out of the tables: it is NULL, not "".
func textOrNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
