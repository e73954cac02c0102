package main

import (
	"fmt"
	"strings"
)

// shownHeaders is how many ways of writing a header are shown.
const shownHeaders = 5

// text draws where a column comes from and where it goes.
func (o origin) text() string {
	var t strings.Builder
	t.WriteString(titled(o.Column, o.Label) + "\n")
	if len(o.Sources) > 0 {
		t.WriteString("来自：\n")
		drawTree(&t, o.Sources, "  ")
	}
	if len(o.Fields) > 0 {
		t.WriteString("报表字段：\n")
	}
	for _, f := range o.Fields {
		fmt.Fprintf(&t, "  %s·%s", f.Dataset, f.Label)
		if len(f.Headers) > 0 {
			t.WriteString("，表头可写 " + strings.Join(f.Headers[:min(shownHeaders, len(f.Headers))], "、"))
		}
		if len(f.Headers) > shownHeaders {
			fmt.Fprintf(&t, " 等%d种", len(f.Headers))
		}
		t.WriteString("\n")
	}
	if o.IsMatched {
		t.WriteString("  （是哪个席位，由姓名、层级、届次、选区等与名册对应得出）\n")
	}
	if len(o.Rows) > 0 {
		t.WriteString("有哪些行还取决于：" + strings.Join(o.Rows, "、") + "\n")
	}
	if len(o.Readers) > 0 {
		t.WriteString("被用到：\n")
		drawTree(&t, o.Readers, "  ")
	}
	if len(o.Reports) > 0 {
		t.WriteString("月报和内部分析用到：" + strings.Join(o.Reports, "、") + "\n")
	}
	return t.String()
}

func titled(column, label string) string {
	if label == "" {
		return column
	}
	return column + "（" + label + "）"
}

func drawTree(t *strings.Builder, list []source, indent string) {
	for i, s := range list {
		branch, below := "├─ ", "│  "
		if i == len(list)-1 {
			branch, below = "└─ ", "   "
		}
		again := ""
		if s.Again {
			again = "，见上"
		}
		t.WriteString(indent + branch + titled(s.Column, s.Label) + again + "\n")
		drawTree(t, s.Of, indent+below)
	}
}
