package transform

import (
	"context"
	"fmt"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// comment writes what the dictionary says of marts and columns into the
// database itself, where any SQL tool shows it.
func comment(ctx context.Context, db *warehouse.DB) error {
	dictionary, err := models.ReadDictionary()
	if err != nil {
		return err
	}
	measures, err := models.ReadMeasures()
	if err != nil {
		return err
	}
	marts, err := martColumns(ctx, db)
	if err != nil {
		return err
	}
	var all strings.Builder // one call: there are hundreds of columns
	for _, m := range marts {
		table := models.Marts + "." + warehouse.Quote(m.name)
		view, _ := dictionary.View(m.name)
		all.WriteString("comment on table " + table + " is " + warehouse.Literal(joined(view, measures.Marts[m.name])) + ";\n")
		for _, c := range m.columns {
			name, _ := dictionary.Label(m.name, c)
			d, _ := measures.Of(m.name, c)
			all.WriteString("comment on column " + table + "." + warehouse.Quote(c) + " is " + warehouse.Literal(joined(name, d.Definition)) + ";\n")
		}
	}
	if all.Len() == 0 {
		return nil
	}
	if err := db.Exec(ctx, all.String()); err != nil {
		return fmt.Errorf("comment on the marts: %w", err)
	}
	return nil
}

func joined(name, about string) string {
	if about == "" {
		return name
	}
	return name + "：" + about
}
