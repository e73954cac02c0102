package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/transform"
)

func (a *app) exportCommand() *cobra.Command {
	var number int64
	var marts bool
	c := &cobra.Command{
		Use: "export 文件夹", Short: "把当前有效的数据，或者建好的各表，导出为 Parquet 文件，供其他引擎读取",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("请写明导出到哪个文件夹")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.apart(args[0]); err != nil {
				return err
			}
			if marts {
				if c.Flags().Changed("manifest") {
					return usagef("--marts 导出现在的数仓；要导出从前的，请先用 lvzhi transform --manifest 重建")
				}
				return a.exportMarts(c.Context(), args[0])
			}
			return a.exportFiles(number, args[0])
		},
	}
	c.Flags().Int64Var(&number, "manifest", 0, "数据版本号，默认最新")
	c.Flags().BoolVar(&marts, "marts", false, "导出数仓里建好的各表，一表一个文件；同一数据版本每次导出的文件逐字节相同")
	return c
}

func (a *app) exportFiles(number int64, folder string) error {
	live, err := a.liveFiles(number, nil)
	if err != nil {
		return err
	}
	if err := exportLake(a.data, folder, live); err != nil {
		return fault("导出没有完成，请检查目标文件夹的权限和空间", err)
	}
	return a.print(map[string]any{"files": len(live), "directory": folder}, fmt.Sprintf("已导出%d个文件到 %s\n", len(live), folder))
}

func (a *app) exportMarts(ctx context.Context, folder string) error {
	build, err := transform.Open(a.data)
	if errors.Is(err, transform.ErrNoBuild) {
		return &spoken{code: exitUsage, sentence: "还没有建库，请先运行 lvzhi transform", cause: err}
	}
	if err != nil {
		return fault("数仓打不开", err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fault("导出没有完成，请检查目标文件夹的权限", err)
	}
	names, err := transform.ExportMarts(ctx, build, folder)
	if err != nil {
		return fault("导出没有完成，请检查目标文件夹的权限和空间", err)
	}
	return a.print(map[string]any{"files": len(names), "directory": folder}, fmt.Sprintf("已导出%d个表到 %s\n", len(names), folder))
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

// copyFile writes a file that is whole or not there, for its owner only.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := durable.Create(to, "")
	if err != nil {
		return err
	}
	defer out.Discard()
	if _, err := io.Copy(out, in); err != nil {
		return err
	}
	return out.Place()
}

// apart refuses a folder inside the workspace: what is exported there would be
// written over what it is exported from.
func (a *app) apart(folder string) error {
	workspace, err := real(a.data)
	if err != nil {
		return fault("工作区"+a.data+"打不开", err)
	}
	target, err := real(folder)
	if err != nil {
		return fault("导出的文件夹"+folder+"打不开", err)
	}
	if rel, err := filepath.Rel(workspace, target); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return usagef("导出的文件夹 %s 在工作区里面，会写坏工作区，请另选一处", folder)
	}
	return nil
}

// real is where a path leads, also where its end does not exist yet.
func real(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	found, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(path) != path {
		parent, err := real(filepath.Dir(path))
		return filepath.Join(parent, filepath.Base(path)), err
	}
	return found, err
}
