package template

import (
	"fmt"
	"strings"

	"lvzhi/contracts"
)

const explanationSheet = "填表说明"

// explanation is a second sheet that says of each column what to write, and
// holds the lists that are too long for a cell's own rule. It has no header
// of the dataset and no more than three columns, so ingest passes it by.
func (b *blank) explanation() error {
	if _, err := b.NewSheet(explanationSheet); err != nil {
		return err
	}
	lines := [][]string{{"填表说明：" + b.dataset.Label}, {"一行填一条；带 * 的列必须填，没有的内容空着，不要填 0 或“无”。"}, {"请不要增加身份证号、电话、住址等列，也不要在备注里写。"},
		{"填好后把整份文件报来；有问题会收到回执，改好后再整份报一次，新的自动替换旧的。"}, {}, {"列", "怎么填", "例子"}}
	heads := len(lines)
	fields, _ := Fields(b.dataset)
	for _, field := range fields {
		lines = append(lines, []string{"〔" + header(field) + "〕", how(field, b.form), example(field, b.form)})
	}
	b.lists = map[string]string{}
	for _, field := range fields {
		if words := options(field, b.form); listLength(words) > shortList {
			lines = append(lines, nil, []string{"〔" + field.Label + "〕可以填："})
			b.lists[field.Name] = fmt.Sprintf("'%s'!$A$%d:$A$%d", explanationSheet, len(lines)+1, len(lines)+len(words))
			for _, word := range words {
				lines = append(lines, []string{word})
			}
		}
	}
	for i, line := range lines {
		for c, text := range line {
			style := b.look.explain
			if i == 0 || i == heads-1 {
				style = b.look.explainHead
			}
			if err := b.SetCellStr(explanationSheet, address(c+1, i+1), text); err != nil {
				return err
			}
			if i < heads-1 { // runs on to the right
				continue
			}
			if err := b.SetCellStyle(explanationSheet, address(c+1, i+1), address(c+1, i+1), style); err != nil {
				return err
			}
		}
	}
	for i, width := range []float64{28, 64, 26} {
		column := string(rune('A' + i))
		if err := b.SetColWidth(explanationSheet, column, column, width); err != nil {
			return err
		}
	}
	return nil
}

// explain is the note on a column's name.
func explain(field contracts.Field, form Form) string {
	text := "可以不填。"
	if field.Required {
		text = "必须填写。"
	}
	text += "\n" + how(field, form) + "。"
	if e := example(field, form); e != "" {
		text += "\n例：" + e
	}
	return text
}

// how says in words what a field takes.
func how(field contracts.Field, form Form) string {
	switch field.Type {
	case contracts.Integer:
		return "整数" + unit(field)
	case contracts.Decimal:
		return "数字，可以有小数" + unit(field)
	case contracts.Share:
		return "百分比，写明 %"
	case contracts.Date:
		return "日期，年、月、日都要写"
	case contracts.Month:
		return "年和月"
	case contracts.Year:
		return "四位年份"
	case contracts.Flag:
		return "从列表中选：是、否"
	case contracts.Unit:
		return "县（市、区）的规范全称"
	case contracts.Code:
		if words := options(field, form); listLength(words) <= shortList {
			return "从列表中选：" + strings.Join(words, "、")
		}
		return "从列表中选，可以填的词见“" + explanationSheet + "”"
	}
	if field.Form == "person" {
		return "姓名，不要加空格、括号和别的记号"
	}
	return "文字"
}

func unit(field contracts.Field) string {
	if field.Unit == "" {
		return ""
	}
	return "，不写单位（" + field.Unit + "）"
}
