package main

import (
	"fmt"
	"strings"
)

// sqlLines is how much of a SELECT is shown where nobody asks for all of it.
const sqlLines = 12

// text is the account as a person reads it.
func (w *account) text(wholeSQL bool) string {
	var t strings.Builder
	var keys []string
	for _, k := range w.Keys {
		keys = append(keys, k.Label+" "+k.word)
	}
	fmt.Fprintf(&t, "%s（%s）= %s\n", w.Name, strings.Join(keys, "，"), w.figure())
	for _, line := range [][2]string{{"定义", w.Defined}, {"口径", w.Basis}, {"出处", w.Source}} {
		if line[1] != "" {
			fmt.Fprintf(&t, "  %s：%s\n", line[0], line[1])
		}
	}
	for i, p := range w.Parts {
		fmt.Fprintf(&t, "  %s：%s %s\n", [...]string{"分子", "分母"}[min(i, 1)], p.Label, p.word)
	}
	w.writeSQL(&t, wholeSQL)
	if len(w.Way) > 0 {
		t.WriteString("来路：\n")
	}
	for _, h := range w.Way {
		by := "全部行"
		if len(h.By) > 0 {
			by = "按 " + strings.Join(h.By, "、") + " 对应"
		}
		fmt.Fprintf(&t, "  %s ← %s（%s）\n", h.Table, h.Input, by)
	}
	w.writeEvidence(&t)
	return t.String()
}

func valueText(v any) string {
	switch v := v.(type) {
	case nil:
		return "（空）"
	case bool:
		return map[bool]string{true: "是", false: "否"}[v]
	}
	return fmt.Sprint(v)
}

// figure is the value with its unit; of a share also in percent.
func (w *account) figure() string {
	text := valueText(w.Value)
	if share, ok := w.Value.(float64); ok && w.Unit == "比例" {
		return fmt.Sprintf("%s（即 %.2f%%）", text, 100*share)
	}
	if w.Unit == "" || w.Value == nil {
		return text
	}
	return text + "（" + w.Unit + "）"
}

func (w *account) writeSQL(t *strings.Builder, whole bool) {
	lines := strings.Split(w.SQL, "\n")
	fmt.Fprintf(t, "算法：%s，共%d行\n", w.Model, len(lines))
	if !whole && len(lines) > sqlLines {
		lines = append(lines[:sqlLines:sqlLines], "…… 加 --sql 看全文")
	}
	for _, line := range lines {
		t.WriteString("  | " + line + "\n")
	}
}

func (w *account) writeEvidence(t *strings.Builder) {
	if len(w.Evidence) == 0 {
		t.WriteString("依据：由收到文件的清单和程序自带的资料得出，没有来自报表行的数\n")
	}
	for _, e := range w.Evidence {
		fmt.Fprintf(t, "依据：%s %d行", e.Label, e.Count)
		if int64(len(e.Rows)) < e.Count {
			fmt.Fprintf(t, "，列出前%d行", len(e.Rows))
		}
		t.WriteString("\n")
		if len(e.Rows) == 0 {
			continue
		}
		for i, f := range e.Files {
			fmt.Fprintf(t, "  文件%d：%s（%s，%s，%s收到，批次 %s）\n", i+1, f.Name, f.Unit, f.Period, f.Received, f.Batch)
			if words := e.written(f); words != "" {
				fmt.Fprintf(t, "    表头写作：%s\n", words)
			}
			if f.Receipt != "" {
				fmt.Fprintf(t, "    回执：%s\n", f.Receipt)
			}
		}
		drawColumns(t, e.table())
	}
}

// written says which columns a sender named otherwise than the list below.
func (e evidence) written(f evidentFile) string {
	var words []string
	for _, field := range e.columns {
		if h := f.Headers[field.Name]; h != "" && h != field.Label {
			words = append(words, field.Label+"←“"+oneLine(h)+"”")
		}
	}
	return strings.Join(words, "，")
}

// table is the rows of one kind of report, a cell as value and address.
func (e evidence) table() [][]string {
	head := []string{"文件", "工作表", "行"}
	for _, f := range e.columns {
		head = append(head, f.Label)
	}
	lines := [][]string{head}
	for _, r := range e.Rows {
		number := 0
		for i, f := range e.Files {
			if f.Batch == r.Batch {
				number = i + 1
			}
		}
		line := []string{fmt.Sprintf("文件%d", number), r.Sheet, fmt.Sprint(r.Row)}
		for _, c := range r.Cells {
			text := oneLine(c.word)
			if c.Address != "" {
				text += " [" + c.Address + "]"
			}
			line = append(line, text)
		}
		lines = append(lines, line)
	}
	return lines
}
