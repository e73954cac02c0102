package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
	"lvzhi/transform"
)

// shownRows is how many source rows are shown where nobody says.
const shownRows = 10

func (a *app) whyCommand() *cobra.Command {
	q := question{given: map[string]string{}}
	var unit, period, level string
	var where []string
	var wholeSQL bool
	var rows int
	c := &cobra.Command{
		Use:   "why 指标",
		Short: "一个数是怎么来的：定义、算法、来自哪些文件的哪些格",
		Example: "  lvzhi why 满意率 --unit 郑州市 --period 2024-09\n" +
			"  lvzhi why 满意度_单位月.综合满意率 --unit 410900 --level 市 --where 计票口径=有效票\n" +
			"  lvzhi why coverage_unit.coverage_rate --unit 许昌市 --json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("请写明一个指标，例如 lvzhi why 满意率 --unit 郑州市")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if rows < 1 {
				return usagef("--rows 要写成1以上的整数")
			}
			q.figure = args[0]
			if err := a.conditions(q.given, unit, period, level); err != nil {
				return err
			}
			return a.why(c.Context(), q, where, rows, wholeSQL)
		},
	}
	c.Flags().StringVar(&unit, "unit", "", "报送单位的名称或代码；不写则看全省")
	c.Flags().StringVar(&period, "period", "", "月份 YYYY-MM，默认最新一个完整月")
	c.Flags().StringVar(&level, "level", "", "层级：市、县、乡……，默认合计")
	c.Flags().StringArrayVar(&where, "where", nil, "其他条件 列=值，可以写几次，例如 --where 计票口径=有效票")
	c.Flags().IntVar(&rows, "rows", shownRows, "最多列出多少行来源")
	c.Flags().BoolVar(&wholeSQL, "sql", false, "列出算法全文")
	return c
}

// conditions turns the usual flags into columns.
func (a *app) conditions(given map[string]string, unit, period, level string) error {
	if unit != "" {
		_, places, err := promises()
		if err != nil {
			return err
		}
		if given["unit_code"] = unitCode(places, unit); given["unit_code"] == "" {
			return usagef("没有“%s”这个报送单位，请写名称或代码，例如 郑州市 或 410100", unit)
		}
	}
	if period != "" {
		if !monthForm.MatchString(period) {
			return usagef("--period 要写成 YYYY-MM，例如 2024-09，而不是“%s”", period)
		}
		given["period"] = period
	}
	if level != "" {
		given["level"] = level
	}
	return nil
}

func unitCode(places *contracts.Places, text string) string {
	for _, u := range places.Units {
		if text == u.Code || text == u.Name || text == u.Short {
			return u.Code
		}
	}
	return ""
}

func (a *app) why(ctx context.Context, q question, where []string, rows int, wholeSQL bool) error {
	db, err := a.openWarehouse(ctx, queryMemory)
	if err != nil {
		return err
	}
	defer db.Close()
	c, err := readCatalogue(ctx, db)
	if err != nil {
		return err
	}
	if err := further(q, where); err != nil {
		return err
	}
	f, err := c.find(ctx, db, q)
	if err != nil {
		return err
	}
	account, err := a.account(ctx, db, c, f, rows)
	if err != nil {
		return err
	}
	return a.answer(account, account.text(wholeSQL))
}

// further adds --where 列=值 to a question; a column may be named by the label it
// has in the mart that is asked.
func further(q question, where []string) error {
	for _, w := range where {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return usagef("--where 要写成 列=值，例如 计票口径=有效票，而不是“%s”", w)
		}
		q.given[name] = value
	}
	return nil
}

// account follows a figure to its sources.
func (a *app) account(ctx context.Context, db *warehouse.DB, c *catalogue, f figure, rows int) (*account, error) {
	datasets, _, err := promises()
	if err != nil {
		return nil, err
	}
	lineages, err := transform.Lineages(datasets)
	if err != nil {
		return nil, fault("程序自带的数据来源说明有误", err)
	}
	grains := map[string][]string{}
	for table, m := range c.models {
		grains[table] = m.Grain
	}
	where := map[string]any{}
	for _, k := range f.keys {
		where[k] = f.row[k]
	}
	measure, _ := c.measures.Of(f.mart, f.name)
	trail, err := transform.Trace(ctx, db, lineages, transform.Figure{Table: models.Marts + "." + f.mart, Columns: parts(f, measure), Where: where, Grain: grains}, rows)
	if err != nil {
		return nil, fault("来源没能查清", err)
	}
	out := newAccount(c, f, measure, trail)
	return out, a.addSources(ctx, db, c, out, trail, datasets)
}

// parts are the columns a figure is made of: a rate's numerator and
// denominator, else itself.
func parts(f figure, m models.Measure) []string {
	columns := []string{f.name}
	for _, part := range []string{m.Numerator, m.Denominator} {
		if _, ok := f.row[part]; ok {
			columns = append(columns, part)
		}
	}
	return columns
}
