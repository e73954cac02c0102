package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
)

func (a *app) contractCommand() *cobra.Command {
	c := &cobra.Command{Use: "contract", Short: "查看数据约定：收哪些表、每列叫什么", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	list := &cobra.Command{Use: "list", Short: "列出全部数据约定", Args: none, RunE: func(*cobra.Command, []string) error { return a.listContracts() }}
	show := &cobra.Command{Use: "show 数据名", Short: "显示一种数据的各列和认得的列名",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("请写明一个数据名，可用的见 lvzhi contract list")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.showContract(args[0]) }}
	c.AddCommand(list, show, a.templateCommand(), a.aliasCommand(), a.placeCommand())
	return c
}

type contractLine struct {
	Dataset string `json:"dataset"`
	Label   string `json:"label"`
	Cadence string `json:"cadence"`
	Arrival string `json:"arrival"`
	Source  string `json:"source"`
}

var cadenceWords = map[contracts.Cadence]string{contracts.Monthly: "每月", contracts.Yearly: "每年", contracts.Term: "每届", contracts.Irregular: "不定期"}

func (a *app) listContracts() error {
	datasets, _, err := promises()
	if err != nil {
		return err
	}
	lines, text := []contractLine{}, strings.Builder{}
	for _, d := range datasets {
		source := "spreadsheet"
		if d.Source != "" {
			source = d.Source
		}
		lines = append(lines, contractLine{d.Name, d.Label, string(d.Cadence), string(d.Arrival), source})
		fmt.Fprintf(&text, "%-18s %s（%s）\n", d.Name, d.Label, cadenceWords[d.Cadence])
	}
	return a.print(lines, text.String())
}

type contractField struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Type     string   `json:"type"`
	Required bool     `json:"required"`
	Stored   bool     `json:"stored"`
	Headers  []string `json:"headers"`
}

func (a *app) showContract(name string) error {
	datasets, _, aliases, err := a.adopted()
	if err != nil {
		return err
	}
	for _, d := range aliases.Datasets(datasets, "") {
		if d.Name != name {
			continue
		}
		fields, text := []contractField{}, strings.Builder{}
		fmt.Fprintf(&text, "%s（%s）\n", d.Label, d.Name)
		for _, f := range d.Fields {
			fields = append(fields, contractField{f.Name, f.Label, string(f.Type), f.Required, !f.Private(), append([]string{}, f.Headers...)})
			fmt.Fprintf(&text, "  %s%s：%s\n", f.Label, fieldNote(f), strings.Join(f.Headers, "、"))
		}
		return a.print(map[string]any{"dataset": d.Name, "label": d.Label, "fields": fields}, text.String())
	}
	return usagef("没有“%s”这种数据，可用的见 lvzhi contract list", name)
}

func fieldNote(f contracts.Field) string {
	switch {
	case f.Private():
		return "（个人信息，不读入）"
	case f.Required:
		return "（必填）"
	}
	return ""
}
