package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/internal/lake"
)

func (a *app) lakeCommand() *cobra.Command {
	c := &cobra.Command{Use: "lake", Short: "查看和导出数据湖", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	var number int64
	files := &cobra.Command{
		Use: "files [数据名]", Short: "列出当前有效的数据文件", Args: atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			live, err := a.liveFiles(number, args)
			if err != nil {
				return err
			}
			var text strings.Builder
			for _, f := range live {
				fmt.Fprintf(&text, "%s\t%d行\n", filepath.Join(a.data, filepath.FromSlash(f.Path)), f.Rows)
			}
			return a.print(map[string]any{"files": live}, text.String())
		},
	}
	files.Flags().Int64Var(&number, "manifest", 0, "数据版本号，默认最新")
	c.AddCommand(files, a.exportCommand(), a.batchesCommand())
	return c
}

func atMostOne(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usagef("命令 %s 最多跟一个名字", c.CommandPath())
	}
	return nil
}

func (a *app) state(number int64) (*lake.State, error) {
	state, err := lake.Read(a.data, number)
	if errors.Is(err, lake.ErrNoManifest) {
		return nil, &spoken{code: exitUsage, sentence: fmt.Sprintf("没有第%d号数据版本", number), cause: err}
	}
	if err != nil {
		return nil, fault("数据版本读不出来，请核对版本号和工作区 "+a.data, err)
	}
	return state, nil
}

// liveFiles lists the accepted rows' files; never those in quarantine.
func (a *app) liveFiles(number int64, dataset []string) ([]lake.File, error) {
	state, err := a.state(number)
	if err != nil {
		return nil, err
	}
	live := []lake.File{}
	for _, f := range state.Files {
		if f.Kind == lake.Rows && (len(dataset) == 0 || f.Dataset == dataset[0]) {
			live = append(live, f)
		}
	}
	slices.SortFunc(live, func(x, y lake.File) int { return strings.Compare(x.Path, y.Path) })
	return live, nil
}
