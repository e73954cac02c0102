package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"lvzhi/internal/warehouse"
)

// question is what a user asks of a figure.
type question struct {
	figure string
	given  map[string]string // column = value, as typed
}

// figure is one value of one row of a mart.
type figure struct {
	martColumn
	row   map[string]any    // the whole row
	kinds map[string]string // types of its columns
	keys  []string          // its grain
	open  int               // keys nobody named, that happen to have one value
}

// find finds the one row a question is about. What is not said is taken as
// the reader of a report would: the newest month, all levels, valid ballots.
func (c *catalogue) find(ctx context.Context, db *warehouse.DB, q question) (figure, error) {
	meant := c.named(q.figure)
	if len(meant) == 0 {
		hint := "，可用 lvzhi dictionary 看有哪些"
		if near := c.near(q.figure); len(near) > 0 {
			hint = "，是不是：" + strings.Join(near, "、")
		}
		return figure{}, usagef("没有叫“%s”的指标%s", q.figure, hint)
	}
	var answers []figure
	var unmet error // the first that more words would help, else the first
	for _, m := range meant {
		f, err := c.row(ctx, db, m, q.given)
		switch {
		case err == nil:
			answers = append(answers, f)
		case unmet == nil, errors.Is(unmet, errNoRow):
			unmet = err
		}
	}
	if len(answers) == 0 {
		return figure{}, unmet
	}
	return c.best(q, answers)
}

// errNoRow: nothing stands under the conditions given.
var errNoRow = errors.New("no row of the mart meets the conditions")

// best is the answer that the question says most about: with a unit its own
// month, without one the whole province; of two alike, that of the plainer mart
// (its name is a part longer where a table is about something further).
func (c *catalogue) best(q question, answers []figure) (figure, error) {
	doubt := func(f figure) int { return 10_000*f.open + 100*len(f.keys) + strings.Count(f.mart, "_") }
	if home := slices.DeleteFunc(slices.Clone(answers), func(f figure) bool { return !slices.Contains(c.measures.Columns[f.name].Home, f.mart) }); len(home) > 0 {
		answers = home
	}
	least := slices.MinFunc(answers, func(a, b figure) int { return doubt(a) - doubt(b) })
	var same []martColumn
	for _, f := range answers {
		if doubt(f) == doubt(least) {
			same = append(same, f.martColumn)
		}
	}
	if len(same) > 1 {
		return figure{}, usagef("“%s”在几张表里都有，请写明是哪一个：%s", q.figure, c.names(same))
	}
	return least, nil
}

func (c *catalogue) names(columns []martColumn) string {
	var names []string
	for _, m := range columns {
		names = append(names, c.full(m.mart, m.name))
	}
	return strings.Join(names, "、")
}

// inMart names conditions by the columns of one mart: a label means the column
// that has it there, and a level is the congress's where that is its name.
func (c *catalogue) inMart(mart string, given map[string]string) map[string]string {
	named := map[string]string{}
	for name, value := range given {
		for _, m := range c.columns {
			if m.mart == mart && !c.has(mart, name) && c.label(mart, m.name) == name {
				name = m.name
			}
		}
		if name == "level" && !c.has(mart, name) {
			name = "congress_level"
		}
		named[name] = value
	}
	return named
}

// row finds the one row of a mart.
func (c *catalogue) row(ctx context.Context, db *warehouse.DB, m martColumn, given map[string]string) (figure, error) {
	f := figure{martColumn: m, keys: c.models["marts."+m.mart].Grain}
	given = c.inMart(m.mart, given)
	where, args := "true", []any{}
	for _, column := range sortedNames(given) {
		value := given[column]
		if !c.has(m.mart, column) {
			return f, &spoken{code: exitUsage, sentence: fmt.Sprintf("%s没有“%s”这一列，不能按它筛选", c.view(m.mart), c.label(m.mart, column)), cause: errNoRow}
		}
		args = append(args, c.code(column, value))
		where += fmt.Sprintf(" and cast(%s as varchar) = $%d", warehouse.Quote(column), len(args))
	}
	for _, key := range f.keys {
		if _, said := given[key]; said {
			continue
		}
		value, err := c.usual(ctx, db, m.mart, key, where, args)
		if err != nil {
			return f, err
		}
		if value == nil {
			f.open++
		} else {
			args = append(args, *value)
			where += fmt.Sprintf(" and cast(%s as varchar) = $%d", warehouse.Quote(key), len(args))
		}
	}
	table, err := db.Query(ctx, "select * from marts."+warehouse.Quote(m.mart)+" where "+where+" limit 2", args...)
	if err != nil {
		return f, fault("数仓里的数没能读出", err)
	}
	switch len(table.Rows) {
	case 0:
		return f, &spoken{code: exitUsage, sentence: c.view(m.mart) + "里没有符合条件的行：没有报送的单位和月份不会有数", cause: errNoRow}
	case 2:
		return f, c.manyRows(ctx, db, f, where, args)
	}
	f.row, f.kinds = map[string]any{}, map[string]string{}
	for i, column := range table.Columns {
		f.row[column.Name], f.kinds[column.Name] = table.Rows[0][i], column.Type
	}
	return f, nil
}

// manyRows says by what the rows differ and what may be written.
func (c *catalogue) manyRows(ctx context.Context, db *warehouse.DB, f figure, where string, args []any) error {
	const some = 6
	var open []string
	for _, key := range f.keys {
		found, err := db.Query(ctx, fmt.Sprintf("select distinct cast(%[1]s as varchar) from marts.%[2]s where %[3]s and %[1]s is not null order by 1 limit %[4]d",
			warehouse.Quote(key), warehouse.Quote(f.mart), where, some+1), args...)
		if err != nil {
			return fault("数仓里的数没能读出", err)
		}
		if len(found.Rows) < 2 {
			continue
		}
		var words []string
		for _, row := range found.Rows[:min(some, len(found.Rows))] {
			words = append(words, c.word(key, row[0].(string)))
		}
		if len(found.Rows) > some {
			words = append(words, "……")
		}
		open = append(open, "--where "+c.label(f.mart, key)+"=（"+strings.Join(words, "、")+"）")
	}
	return usagef("%s里符合条件的不止一行，请再写明：%s", c.view(f.mart), strings.Join(open, " "))
}

// usual is the value a reader means who does not name one: of months and years
// the newest that was over, of counts of ballots the valid ones, of all else
// the total; nil where there is but one, or none that is meant.
func (c *catalogue) usual(ctx context.Context, db *warehouse.DB, mart, key, where string, args []any) (*string, error) {
	pick := "max(case when cast(%[1]s as varchar) = 'all' then 'all' end)"
	switch key {
	case "period":
		pick = "max(case when %[1]s <= (select as_of_period from ref.run) then %[1]s end)"
	case "year", "plan_year":
		pick = "cast(max(%[1]s) as varchar)"
	case "base_kind":
		pick = "max(case when %[1]s = 'valid' then 'valid' end)"
	}
	found, err := db.Query(ctx, "select "+fmt.Sprintf(pick, warehouse.Quote(key))+" from marts."+warehouse.Quote(mart)+" where "+where, args...)
	if err != nil {
		return nil, fault("数仓里的数没能读出", err)
	}
	if value, ok := found.Rows[0][0].(string); ok {
		return &value, nil
	}
	return nil, nil
}

func sortedNames(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
