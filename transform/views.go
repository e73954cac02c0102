package transform

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

const viewSchema = "分析"

// label makes one view with Chinese names over each mart, and Chinese words
// for its codes, and comments on the marts themselves. A mart that knows its
// unit only by code gains the unit's name as 报送单位.
func label(ctx context.Context, db *warehouse.DB) error {
	dictionary, err := models.ReadDictionary()
	if err != nil {
		return err
	}
	marts, err := martColumns(ctx, db)
	if err != nil {
		return err
	}
	for _, m := range marts {
		if err := db.Exec(ctx, viewQuery(m, dictionary)); err != nil {
			return fmt.Errorf("make the view of %s: %w", m.name, err)
		}
	}
	return comment(ctx, db)
}

type mart struct {
	name    string
	columns []string
}

func (m mart) has(column string) bool {
	for _, c := range m.columns {
		if c == column {
			return true
		}
	}
	return false
}

func martColumns(ctx context.Context, db *warehouse.DB) ([]mart, error) {
	found, err := db.Query(ctx, `select table_name, column_name from information_schema.columns
		where table_schema = 'marts' order by table_name, ordinal_position`)
	if err != nil {
		return nil, fmt.Errorf("list the marts' columns: %w", err)
	}
	var all []mart
	for _, row := range found.Rows {
		table, column := row[0].(string), row[1].(string)
		if len(all) == 0 || all[len(all)-1].name != table {
			all = append(all, mart{name: table})
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, column)
	}
	return all, nil
}

func viewQuery(m mart, d models.Dictionary) string {
	var columns []string
	from := "marts." + warehouse.Quote(m.name) + " as m"
	if m.has("unit_code") && !m.has("unit_name") {
		name, _ := d.Label(m.name, "unit_name")
		columns = append(columns, "u.unit_name as "+warehouse.Quote(name))
		from += " left join ref.unit as u on u.unit_code = m.unit_code"
	}
	for _, c := range m.columns {
		name, _ := d.Label(m.name, c)
		columns = append(columns, worded("m."+warehouse.Quote(c), d.Values[c])+" as "+warehouse.Quote(name))
	}
	view, _ := d.View(m.name)
	return fmt.Sprintf("create view %s.%s as select %s from %s",
		viewSchema, warehouse.Quote(view), strings.Join(columns, ", "), from)
}

// worded is a column with its codes as words; a code without one stays.
func worded(column string, words map[string]string) string {
	if len(words) == 0 {
		return column
	}
	out := "case " + column
	for _, code := range slices.Sorted(maps.Keys(words)) {
		out += " when " + warehouse.Literal(code) + " then " + warehouse.Literal(words[code])
	}
	return out + " else " + column + " end"
}
