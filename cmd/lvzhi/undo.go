package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"lvzhi/internal/lake"
)

func (a *app) undoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "undo 批次", Short: "撤回一个批次；它替换掉的前一份恢复有效", Example: "  lvzhi undo 00000012-3ef745a1",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("请写明一个批次，批次号写在 lvzhi lake batches 和回执的文件名里")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			doc, err := a.undo(c.Context(), args[0])
			if err != nil {
				return err
			}
			text := fmt.Sprintf("已撤回批次%s，数据版本第%d号\n", doc.Undone, doc.Manifest)
			if doc.Restored != nil {
				text += fmt.Sprintf("前一份批次%s恢复有效\n", *doc.Restored)
			}
			if err := a.print(doc, text+"请运行 lvzhi transform 更新数仓\n"); err != nil {
				return fault("结果没能输出", err)
			}
			return nil
		},
	}
}

type undoDocument struct {
	Undone   string  `json:"undone"`
	Restored *string `json:"restored"`
	Manifest int64   `json:"manifest"`
}

func (a *app) undo(ctx context.Context, id string) (undoDocument, error) {
	doc := undoDocument{Undone: id}
	writer, err := lake.OpenWriter(ctx, a.data, a.owner("undo"), patience)
	if err != nil {
		return doc, fault("工作区"+a.data+"无法写入，请检查文件夹权限和磁盘空间", err)
	}
	defer writer.Close()
	restored, ok, err := writer.Undo(id, a.now())
	if errors.Is(err, lake.ErrNotLive) {
		return doc, &spoken{code: exitUsage, sentence: fmt.Sprintf("没有有效的批次“%s”，现有的见 lvzhi lake batches", id), cause: err}
	}
	var cleared *lake.ClearedError
	if errors.As(err, &cleared) {
		return doc, usagef("批次%s没有撤回：它替换掉的前一份已经用 lvzhi gc 清理了，恢复不了；请让报送单位重报一份，收下后就会替换它", id)
	}
	if errors.Is(err, lake.ErrDamaged) {
		return doc, fault("前一份的数据文件已损坏或丢失，批次没有撤回；请先从备份恢复，或请报送单位重报", err)
	}
	if err != nil {
		return doc, fault("批次没有撤回，数据没有变", err)
	}
	if ok {
		doc.Restored = &restored.ID
	}
	doc.Manifest = writer.State.Number
	return doc, nil
}

func (a *app) batchesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "batches [数据名]", Short: "列出有效的批次：谁在什么时候报了什么", Args: atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			state, err := a.state(0)
			if err != nil {
				return err
			}
			live, text := []lake.Batch{}, ""
			for _, b := range slices.Backward(state.Batches) {
				if b.ReplacedBy != "" || len(args) == 1 && b.Dataset != args[0] {
					continue
				}
				live = append(live, b)
				text += fmt.Sprintf("%s  %s %s %s %s  接收%d行 退回%d行  %s\n", b.ID, b.Unit, b.Scope, b.Dataset, b.Period, b.Accepted, b.Quarantined, b.FileName)
			}
			return a.print(map[string]any{"batches": live}, text)
		},
	}
}
