package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/internal/warehouse"
	"lvzhi/transform"
)

// queryMemory bounds what one question may take of an office PC.
const queryMemory = "2GB"

func (a *app) sqlCommand() *cobra.Command {
	var file, format string
	c := &cobra.Command{
		Use:     "sql [查询语句]",
		Short:   "对数仓做一次只读查询",
		Example: "  lvzhi sql \"select 报送单位, 满意率 from 分析.满意度_单位月 limit 5\"\n  lvzhi sql -f 查询.sql --format csv > 结果.csv",
		Args:    atMostOne,
		RunE: func(c *cobra.Command, args []string) error {
			query, err := queryText(args, file)
			if err != nil {
				return err
			}
			if a.json && !c.Flags().Changed("format") {
				format = "json"
			}
			return a.sql(c.Context(), query, format)
		},
	}
	c.Flags().StringVarP(&file, "file", "f", "", "从文件读查询语句，- 为标准输入")
	c.Flags().StringVar(&format, "format", "table", "输出格式：table、csv 或 json")
	return c
}

func queryText(args []string, file string) (string, error) {
	switch {
	case len(args) == 1 && file == "":
		return args[0], nil
	case len(args) == 1:
		return "", usagef("查询语句和 -f 只能用一个")
	case file == "-":
		raw, err := io.ReadAll(os.Stdin)
		if err != nil {
			return "", fault("标准输入读不出来", err)
		}
		return string(raw), nil
	case file != "":
		raw, err := os.ReadFile(file)
		if err != nil {
			return "", usagef("读不到查询文件“%s”", file)
		}
		return strings.TrimPrefix(string(raw), "\uFEFF"), nil
	}
	return "", usagef("请写查询语句，例如 lvzhi sql \"select * from 分析.满意度_单位月\"")
}

func (a *app) sql(ctx context.Context, query, format string) error {
	write, ok := map[string]func(io.Writer, *warehouse.Table) error{"table": writeTable, "csv": writeCSV, "json": writeJSON}[format]
	if !ok {
		return usagef("没有“%s”这种输出格式，可用 table、csv、json", format)
	}
	db, err := a.openWarehouse(ctx, queryMemory)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.CheckOneSelect(ctx, query); errors.Is(err, warehouse.ErrNotOneSelect) {
		return &spoken{code: exitUsage, sentence: "只能执行一条查询语句（SELECT），请检查语法，或拆开分别执行", cause: err}
	} else if err != nil {
		return fault("查询语句没能检查", err)
	}
	table, err := db.Query(ctx, query)
	if err != nil {
		return &spoken{code: exitUsage, sentence: "查询没有成功，请检查表名、列名和写法", cause: err, explain: true}
	}
	if err := write(a.stdout, table); err != nil {
		return fault("结果没能输出", err)
	}
	return nil
}

// openWarehouse opens the published build, read-only and locked down.
func (a *app) openWarehouse(ctx context.Context, memory string) (*warehouse.DB, error) {
	path, err := transform.Open(a.data)
	if errors.Is(err, transform.ErrNoBuild) {
		return nil, &spoken{code: exitUsage, sentence: "还没有建库，请先运行 lvzhi transform", cause: err}
	}
	if err != nil {
		return nil, fault("数仓打不开", err)
	}
	db, err := warehouse.OpenReadOnly(ctx, path, memory)
	if err != nil {
		return nil, fault("数仓打不开，请重新运行 lvzhi transform", err)
	}
	return db, nil
}
