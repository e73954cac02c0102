package template

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
)

// explanation is a second sheet that says of each column what to write. It
// has no header of the dataset, so ingest passes it by.
func explanation(f *excelize.File, d contracts.Dataset) error {
	const sheet = "填表说明"
	if _, err := f.NewSheet(sheet); err != nil {
		return err
	}
	lines := [][]any{{"填表说明：" + d.Label}, {"一行填一条；带 * 的列必须填写；没有的内容空着，不要填 0 或“无”。"}, {"请不要增加身份证号、电话、住址等列，也不要在备注里写。"}, {},
		{"列", "必填", "怎么填", "例子"}}
	for _, field := range d.Stored() {
		required := ""
		if field.Required {
			required = "是"
		}
		lines = append(lines, []any{"〔" + field.Label + "〕", required, how(field), example(field)})
	}
	for i, line := range lines {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &line); err != nil {
			return err
		}
	}
	for column, width := range map[string]float64{"A": 26, "B": 6, "C": 60, "D": 24} {
		if err := f.SetColWidth(sheet, column, column, width); err != nil {
			return err
		}
	}
	return nil
}

// how says in words what a field takes.
func how(field contracts.Field) string {
	switch field.Type {
	case contracts.Integer:
		return "整数" + unit(field)
	case contracts.Decimal:
		return "数字" + unit(field)
	case contracts.Share:
		return "百分比，写明 %"
	case contracts.Date:
		return "日期，写明年月日"
	case contracts.Month:
		return "年月"
	case contracts.Year:
		return "四位年份"
	case contracts.Flag:
		return "是或否"
	case contracts.Code:
		return "从列表中选：" + strings.Join(options(field), "、")
	case contracts.Unit:
		return "县（市、区）全称"
	}
	return "文字"
}

func unit(field contracts.Field) string {
	if field.Unit == "" {
		return ""
	}
	return "，单位：" + field.Unit
}

func example(field contracts.Field) string {
	switch field.Type {
	case contracts.Integer:
		return "45"
	case contracts.Decimal:
		return "86.5"
	case contracts.Share:
		return "98.5%"
	case contracts.Date:
		return "2024年9月9日"
	case contracts.Month:
		return "1975年3月"
	case contracts.Year:
		return "2024"
	case contracts.Flag:
		return "是"
	case contracts.Unit:
		return "濮阳县"
	}
	if words := options(field); len(words) > 0 {
		return words[0]
	}
	return ""
}
