package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/internal/lake"
)

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "重新核对每个数据文件有没有损坏或丢失", Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			found, err := lake.Verify(c.Context(), a.data)
			if err != nil {
				return fault("没有核对完，请检查磁盘和权限", err)
			}
			text, isSound := inspectionText(found)
			if err := a.print(map[string]any{"checked": found.Checked, "damaged": found.Damaged}, text); err != nil {
				return fault("结果没能输出", err)
			}
			if !isSound {
				return attention()
			}
			return nil
		},
	}
}

// inspectionText says what was found. A file that is not there and that only
// the past needed is said and asks for nothing: what is current is sound.
func inspectionText(found lake.Inspection) (text string, isSound bool) {
	var now, past strings.Builder
	bad := 0
	for _, d := range found.Damaged {
		switch {
		case !d.Hurts():
			fmt.Fprintf(&past, "  %s\n", d.Path)
		case d.Missing:
			fmt.Fprintf(&now, "  文件不见了：%s\n", d.Path)
			bad++
		default:
			fmt.Fprintf(&now, "  内容已变：%s\n", d.Path)
			bad++
		}
	}
	text = fmt.Sprintf("核对了%d个文件，%d个有问题，请从备份恢复，或重新接收原来的文件：\n%s", found.Checked, bad, now.String())
	if bad == 0 {
		text = fmt.Sprintf("核对了%d个文件，都完好\n", found.Checked)
	}
	if past.Len() > 0 {
		text += "有些旧文件已不在，现在的数据不受影响，只是回看旧版本和撤回时用不到了：\n" + past.String()
	}
	return text, bad == 0
}
