package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
	"lvzhi/ingest/template"
	"lvzhi/internal/durable"
)

func (a *app) templateCommand() *cobra.Command {
	var output, unit, period string
	c := &cobra.Command{
		Use: "template 数据名", Short: "做一份空白报表给市里填：有下拉选项、示例行和填表说明", Example: "  lvzhi contract template votes -o 测评表.xlsx --unit 410900 --period 2024-09",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("请写明一个数据名，可用的见 lvzhi contract list")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if output == "" {
				return usagef("请用 -o 写明写到哪个 .xlsx 文件")
			}
			if err := a.template(args[0], output, unit, period); err != nil {
				return err
			}
			return a.printFiles([]string{output})
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "写到哪个文件（必填）")
	c.Flags().StringVar(&unit, "unit", "", "报送单位代码，写进标题")
	c.Flags().StringVar(&period, "period", "", "报送期 YYYY-MM，写进标题")
	return c
}

func (a *app) template(name, output, unit, period string) error {
	datasets, places, err := promises()
	if err != nil {
		return err
	}
	form := template.Form{Period: period}
	if period != "" && !monthForm.MatchString(period) {
		return usagef("--period 要写成 YYYY-MM，例如 2024-09，而不是“%s”", period)
	}
	if unit != "" {
		division, ok := places.ByCode(unit)
		if !ok {
			return usagef("--unit %s 不是本省的代码，例如濮阳市是 410900", unit)
		}
		form.UnitName = division.Name
		for _, d := range places.Divisions {
			if d.Parent == unit {
				form.Counties = append(form.Counties, d.Name)
			}
		}
	}
	for _, d := range datasets {
		if d.Name != name || d.Source == contracts.FromBulletin {
			continue
		}
		workbook, err := template.Workbook(d, form)
		if err != nil {
			return fault("空白报表没有做成", err)
		}
		if err := durable.WriteFile(output, "", workbook); err != nil {
			return fault(fmt.Sprintf("写不进“%s”，请检查文件夹和权限", output), err)
		}
		return nil
	}
	return usagef("没有“%s”这种数据，可用的见 lvzhi contract list", name)
}
