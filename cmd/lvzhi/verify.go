package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "重新核对每个数据文件有没有损坏或丢失", Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			state, err := a.state(0)
			if err != nil {
				return err
			}
			checked, damaged, err := state.Verify(c.Context())
			if err != nil {
				return fault("没有核对完，请检查磁盘和权限", err)
			}
			text := fmt.Sprintf("核对了%d个文件，都完好\n", checked)
			if len(damaged) > 0 {
				text = fmt.Sprintf("核对了%d个文件，%d个有问题，请从备份恢复，或重新接收原来的文件：\n", checked, len(damaged))
			}
			for _, d := range damaged {
				word := "内容已变"
				if d.Missing {
					word = "文件不见了"
				}
				text += fmt.Sprintf("  %s：%s\n", word, d.Path)
			}
			if err := a.print(map[string]any{"checked": checked, "damaged": damaged}, text); err != nil {
				return fault("结果没能输出", err)
			}
			if len(damaged) > 0 {
				return attention()
			}
			return nil
		},
	}
}
