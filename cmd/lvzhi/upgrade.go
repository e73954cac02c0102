package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"lvzhi/internal/lake"
)

// refuseNewer keeps every command from a workspace that a newer program
// wrote, but those that are there to say so or do not look at it.
func (a *app) refuseNewer(c *cobra.Command) error {
	if slices.Contains([]string{"version", "doctor", "restore"}, c.Name()) {
		return nil
	}
	found, err := lake.FormatOf(a.data)
	if err != nil || found <= lake.Format { // what is damaged is said where it is needed
		return nil
	}
	return &spoken{code: exitUsage, sentence: "工作区打不开", cause: &lake.FormatError{Found: found}}
}

func (a *app) upgradeCommand() *cobra.Command {
	return &cobra.Command{
		Use: "upgrade", Short: "把旧版 lvzhi 写的工作区升级到现在的格式", Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			from, err := lake.Upgrade(c.Context(), a.data, a.owner("upgrade"), patience)
			if err != nil {
				return fault("工作区没有升级，还是原来的格式", err)
			}
			text := fmt.Sprintf("工作区 %s 已从格式%d升级到格式%d，数据没有变\n", a.data, from, lake.Format)
			switch from {
			case 0:
				text = fmt.Sprintf("工作区 %s 里还没有数据，不用升级\n", a.data)
			case lake.Format:
				text = fmt.Sprintf("工作区 %s 已经是格式%d，不用升级\n", a.data, from)
			}
			if err := a.print(map[string]any{"from": from, "to": lake.Format, "upgraded": from != 0 && from != lake.Format}, text); err != nil {
				return fault("结果没能输出", err)
			}
			return nil
		},
	}
}
