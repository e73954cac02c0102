package main

import (
	"fmt"
	"slices"
	"strings"

	"lvzhi/reports/reminder"
)

// glyphs are the states in one character each, in the order of the legend.
var glyphs = []struct {
	state       reminder.State
	glyph, word string
}{
	{reminder.OnTime, "按", "按时"}, {reminder.Late, "迟", "迟报"}, {reminder.Missing, "缺", "未报"},
	{reminder.Refused, "退", "退回未重报"}, {reminder.Excused, "免", "免报"}, {reminder.NotDue, "待", "未到期"},
}

func (d statusDocument) text() string {
	var b strings.Builder
	if len(d.Lines) == 0 {
		b.WriteString("这个月没有应报或已报的报表\n")
	} else {
		fmt.Fprintf(&b, "%s报送情况（截至%s，数据版本第%d号）\n\n", reminder.Month(d.Period), d.AsOf, d.Manifest)
		d.matrix(&b)
		d.reminder(&b)
	}
	for _, n := range d.Notices {
		fmt.Fprintf(&b, "\n注意：%s\n", n)
	}
	if len(d.Files) > 0 {
		fmt.Fprintf(&b, "\n草稿%d个文件，核签后再发：\n  %s\n", len(d.Files), strings.Join(d.Files, "\n  "))
	}
	return b.String()
}

// cellWidth holds two Chinese characters, or one and a number of editions.
const cellWidth = 4

// matrix draws units × datasets, a character each; it fits 80 columns.
func (d statusDocument) matrix(b *strings.Builder) {
	var datasets, labels []string
	cells := map[[2]string]string{}
	for i, l := range d.ledger {
		if !slices.Contains(datasets, l.Dataset) {
			datasets, labels = append(datasets, l.Dataset), append(labels, d.Lines[i].Label)
		}
		cell := glyphOf(d.items[i].State)
		if l.Replaced > 0 {
			cell += fmt.Sprint(l.Replaced + 1)
		}
		cells[[2]string{l.Unit, l.Dataset}] = cell
	}
	first := 0
	for _, u := range d.units {
		first = max(first, places(u.Name))
	}
	line := func(head string, cells []string) {
		text := padded(head, first)
		for _, c := range cells {
			text += " " + padded(c, cellWidth)
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	for _, part := range folded(labels) {
		line("", part)
	}
	line(strings.Repeat("-", first), slices.Repeat([]string{strings.Repeat("-", cellWidth)}, len(datasets)))
	for _, u := range d.units {
		row := make([]string, len(datasets))
		for i, dataset := range datasets {
			row[i] = cells[[2]string{u.Code, dataset}]
		}
		line(u.Name, row)
	}
	b.WriteString("\n")
	for _, g := range glyphs {
		b.WriteString(g.glyph + " " + g.word + "　")
	}
	b.WriteString("空白 不需报；后面的数字是第几版\n")
}

func glyphOf(state reminder.State) string {
	for _, g := range glyphs {
		if g.state == state {
			return g.glyph
		}
	}
	return "?"
}

func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-places(s)))
}

// folded breaks labels into lines of two characters, so that they stand above
// narrow columns.
func folded(labels []string) [][]string {
	var lines [][]string
	for i, label := range labels {
		runes := []rune(label)
		for n := 0; n*2 < len(runes); n++ {
			if n == len(lines) {
				lines = append(lines, make([]string, len(labels)))
			}
			lines[n][i] = string(runes[n*2 : min(n*2+2, len(runes))])
		}
	}
	return lines
}

// reminder is the list to chase, to be copied and sent as it is.
func (d statusDocument) reminder(b *strings.Builder) {
	if len(d.Chase) == 0 {
		b.WriteString("\n没有需要催报的单位。\n")
		return
	}
	fmt.Fprintf(b, "\n催报（草稿）：请下列单位尽快报送%s的报表。\n", reminder.Month(d.Period))
	for _, c := range d.Chase {
		var items []string
		for _, i := range c.Items {
			items = append(items, i.Label+"，"+i.Sentence)
		}
		fmt.Fprintf(b, "  %s：%s。\n", c.UnitName, strings.Join(items, "；"))
	}
}
