package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
	"lvzhi/internal/warehouse"
	"lvzhi/reports"
	"lvzhi/reports/album"
)

func (a *app) reportCommand() *cobra.Command {
	c := &cobra.Command{Use: "report", Short: "写月报和专辑", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(a.monthlyCommand(), a.albumCommand())
	return c
}

func (a *app) monthlyCommand() *cobra.Command {
	var period, format string
	c := &cobra.Command{
		Use: "monthly", Short: "写一个月的月报页和内部分析页", Args: none, Example: "  lvzhi report monthly --period 2024-09",
		RunE: func(c *cobra.Command, _ []string) error {
			if format != "html" {
				return usagef("月报现有 html 一种格式，不能写“%s”", format)
			}
			written, err := a.monthly(c.Context(), period)
			if err != nil {
				return err
			}
			return a.printFiles(written)
		},
	}
	c.Flags().StringVar(&period, "period", "", "月份 YYYY-MM（必填）")
	c.Flags().StringVar(&format, "format", "html", "格式：html")
	return c
}

func (a *app) printFiles(files []string) error {
	err := a.print(map[string]any{"files": files}, "已写出：\n  "+strings.Join(files, "\n  ")+"\n")
	if err != nil {
		return fault("结果没能输出", err)
	}
	return nil
}

// marts lets the reports ask the published warehouse.
type marts struct{ db *warehouse.DB }

func (m marts) Query(ctx context.Context, query string, args ...any) ([]string, [][]any, error) {
	table, err := m.db.Query(ctx, query, args...)
	if err != nil {
		return nil, nil, err
	}
	columns := make([]string, len(table.Columns))
	for i, c := range table.Columns {
		columns[i] = c.Name
	}
	return columns, table.Rows, nil
}

func (a *app) monthly(ctx context.Context, period string) ([]string, error) {
	if !monthForm.MatchString(period) {
		return nil, usagef("请用 --period 写明月份，例如 --period 2024-09")
	}
	settings, err := a.config()
	if err != nil {
		return nil, err
	}
	db, err := a.openWarehouse(ctx, "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	pages, err := reports.Monthly(ctx, marts{db}, reports.Options{Period: period, Demo: settings.Demo, GeneratedOn: a.now(), Title: settings.Title, Organ: settings.Organ})
	if errors.Is(err, reports.ErrNothing) {
		return nil, &spoken{code: exitUsage, sentence: fmt.Sprintf("数仓里没有%s的数据，请核对月份，或先接收数据并运行 lvzhi transform", period), cause: err}
	}
	if err != nil {
		return nil, fault("月报没有写成", err)
	}
	folder := filepath.Join(a.data, "reports", period)
	files := []string{filepath.Join(folder, "monthly-"+period+".html"), filepath.Join(folder, "analysis-"+period+".html")}
	for i, content := range [][]byte{pages.Release, pages.Analysis} {
		if err := durable.WriteFile(files[i], "", content); err != nil {
			return nil, fault("月报写不进去，请检查磁盘空间和权限", err)
		}
	}
	return files, nil
}

func (a *app) albumCommand() *cobra.Command {
	var issue, number int
	var date, articles, output string
	var draft bool
	c := &cobra.Command{
		Use: "album", Short: "按正式版式写一期《代表工作》专辑", Args: none,
		Example: "  lvzhi report album --issue 37 --album 30 --date 2024-09-16 --articles 稿件/",
		RunE: func(*cobra.Command, []string) error {
			day, err := time.Parse(time.DateOnly, date)
			if err != nil {
				return usagef("--date 要写成 YYYY-MM-DD，例如 2024-09-16，而不是“%s”", date)
			}
			if articles == "" {
				return usagef("请用 --articles 写明稿件所在的文件夹")
			}
			path, err := a.album(album.Options{IssueNo: issue, AlbumNo: number, Date: day, Draft: draft}, articles, output)
			if err != nil {
				return err
			}
			return a.printFiles([]string{path})
		},
	}
	c.Flags().IntVar(&issue, "issue", 0, "期号（必填）")
	c.Flags().IntVar(&number, "album", 0, "专辑序号；0 表示不属于专辑")
	c.Flags().StringVar(&date, "date", "", "日期 YYYY-MM-DD（必填）")
	c.Flags().StringVar(&articles, "articles", "", "稿件文件夹：每篇一个 .txt 或 .md，首行标题，末行（××供稿）（必填）")
	c.Flags().StringVarP(&output, "output", "o", "", "写到哪个文件；默认在工作区 reports/ 下")
	c.Flags().BoolVar(&draft, "draft", false, "标注征求意见稿")
	return c
}

func (a *app) album(o album.Options, articles, output string) (string, error) {
	settings, err := a.config()
	if err != nil {
		return "", err
	}
	o.Demo = settings.Demo
	if info, err := os.Stat(articles); err != nil || !info.IsDir() {
		return "", usagef("找不到稿件文件夹“%s”", articles)
	}
	pieces, err := album.ReadArticles(os.DirFS(articles))
	if err != nil {
		return "", &spoken{code: exitUsage, sentence: err.Error(), cause: nil}
	}
	var page strings.Builder
	if err := album.Render(&page, o, pieces); err != nil {
		return "", &spoken{code: exitUsage, sentence: err.Error(), cause: nil}
	}
	if output == "" {
		output = filepath.Join(a.data, "reports", fmt.Sprintf("album-%d.html", o.IssueNo))
	}
	if err := durable.WriteFile(output, "", []byte(page.String())); err != nil {
		return "", fault("专辑写不进去，请检查磁盘空间和权限", err)
	}
	return output, nil
}
