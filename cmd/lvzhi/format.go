package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/width"

	"lvzhi/internal/warehouse"
)

// plain turns a driver's value into what JSON and text can hold: integers,
// decimals as numbers, dates as YYYY-MM-DD, NaN and infinity as nothing.
func plain(v any, sqlType string) any {
	switch v := v.(type) {
	case time.Time:
		switch sqlType {
		case "DATE":
			return v.Format(time.DateOnly)
		case "TIME":
			return v.Format(time.TimeOnly)
		}
		return v.Format("2006-01-02 15:04:05")
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return v
	case float32:
		return plain(float64(v), sqlType)
	case *big.Int:
		return json.Number(v.String())
	case []byte:
		return fmt.Sprintf("\\x%x", v)
	case bool, string, nil, int8, int16, int32, int64, uint8, uint16, uint32, uint64, int:
		return v
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i], "")
		}
		return list
	case fmt.Stringer:
		text := v.String()
		if _, ok := new(big.Rat).SetString(text); ok {
			return json.Number(text)
		}
		return text
	}
	return fmt.Sprint(v)
}

func text(v any, sqlType string) string {
	switch v := plain(v, sqlType).(type) {
	case nil:
		return ""
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%v", v), ".0")
	default:
		return fmt.Sprint(v)
	}
}

func writeJSON(to io.Writer, t *warehouse.Table) error {
	var b strings.Builder
	b.WriteString("[")
	for i, row := range t.Rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n {")
		for j, c := range t.Columns {
			name, err := json.Marshal(c.Name)
			if err != nil {
				return err
			}
			value, err := json.Marshal(plain(row[j], c.Type))
			if err != nil {
				return err
			}
			if j > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%s: %s", name, value)
		}
		b.WriteString("}")
	}
	b.WriteString("\n]\n")
	_, err := io.WriteString(to, b.String())
	return err
}

// writeCSV begins with a byte order mark, so that Excel reads Chinese, and
// keeps texts that a spreadsheet would run as formulas from running.
func writeCSV(to io.Writer, t *warehouse.Table) error {
	if _, err := io.WriteString(to, "\uFEFF"); err != nil {
		return err
	}
	w := csv.NewWriter(to)
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = harmless(c.Name)
	}
	if err := w.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i, v := range row {
			record[i] = text(v, t.Columns[i].Type)
			if _, isText := v.(string); isText {
				record[i] = harmless(record[i])
			}
		}
		if err := w.Write(record); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// harmless marks a text as one that a spreadsheet would take for a formula.
func harmless(s string) string {
	if first, size := utf8.DecodeRuneInString(s); size > 0 && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// writeTable draws columns of equal width; a Chinese character takes two
// places.
func writeTable(to io.Writer, t *warehouse.Table) error {
	cells := make([][]string, 0, len(t.Rows)+1)
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Name
	}
	cells = append(cells, head)
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = oneLine(text(v, t.Columns[i].Type))
		}
		cells = append(cells, line)
	}
	var b strings.Builder
	drawColumns(&b, cells)
	fmt.Fprintf(&b, "（%d行）\n", len(t.Rows))
	_, err := io.WriteString(to, b.String())
	return err
}

// drawColumns draws lines of equal length in columns, the first as a head.
func drawColumns(b *strings.Builder, cells [][]string) {
	widths := make([]int, len(cells[0]))
	for _, line := range cells {
		for i, c := range line {
			widths[i] = max(widths[i], places(c))
		}
	}
	for n, line := range cells {
		for i, c := range line {
			b.WriteString(c + strings.Repeat(" ", widths[i]-places(c)+2))
		}
		b.WriteString("\n")
		if n == 0 {
			for _, w := range widths {
				b.WriteString(strings.Repeat("-", w) + "  ")
			}
			b.WriteString("\n")
		}
	}
}

func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

func places(s string) int {
	n := 0
	for _, r := range s {
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
		n++
	}
	return n
}
