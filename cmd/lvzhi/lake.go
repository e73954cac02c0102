package main

import (
	"errors"
	"fmt"
	"io"
	"os"
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
	export := &cobra.Command{
		Use: "export 文件夹", Short: "把当前有效的数据导出为干净的分区目录，供其他引擎读取",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("请写明导出到哪个文件夹")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			live, err := a.liveFiles(number, nil)
			if err != nil {
				return err
			}
			if err := exportLake(a.data, args[0], live); err != nil {
				return fault("导出没有完成，请检查目标文件夹的权限和空间", err)
			}
			return a.print(map[string]any{"files": len(live), "directory": args[0]}, fmt.Sprintf("已导出%d个文件到 %s\n", len(live), args[0]))
		},
	}
	export.Flags().Int64Var(&number, "manifest", 0, "数据版本号，默认最新")
	c.AddCommand(files, export, a.batchesCommand())
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

// exportLake copies the live files below dir, in the lake's own layout.
func exportLake(root, dir string, live []lake.File) error {
	for _, f := range live {
		rel := strings.TrimPrefix(f.Path, "lake/")
		to := filepath.Join(dir, filepath.FromSlash(rel))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return fmt.Errorf("make folder of %s: %w", rel, err)
		}
		if err := copyFile(filepath.Join(root, filepath.FromSlash(f.Path)), to); err != nil {
			return fmt.Errorf("copy %s: %w", rel, err)
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
