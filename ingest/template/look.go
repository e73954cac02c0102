package template

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
)

// look are the styles of a form.
type look struct {
	title, note, header, required, further, example int
	plain, text, whole, number, share, date         int
	explain, explainHead                            int
}

// of is the style of a field's cells: it keeps a spreadsheet from making
// something else of what is typed.
func (l look) of(t contracts.Type) int {
	switch t {
	case contracts.Integer, contracts.Year:
		return l.whole
	case contracts.Decimal:
		return l.number
	case contracts.Share:
		return l.share
	case contracts.Date:
		return l.date
	}
	return l.text
}

func styles(f *excelize.File) (look, error) {
	var l look
	var grid []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		grid = append(grid, excelize.Border{Type: side, Color: "BFBAB0", Style: 1})
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	wrap := &excelize.Alignment{Vertical: "center", WrapText: true}
	day, percent := `yyyy"年"m"月"d"日"`, "0.0%"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 18}, Alignment: middle}},
		{&l.note, excelize.Style{Font: &excelize.Font{Color: "5B6470"}, Alignment: wrap}},
		{&l.header, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: fill("DAD5C9"), Border: grid, Alignment: middle}},
		{&l.required, excelize.Style{Font: &excelize.Font{Bold: true, Color: "A61C00"}, Fill: fill("DAD5C9"), Border: grid, Alignment: middle}},
		{&l.further, excelize.Style{Fill: fill("F7F5F1"), Border: grid, Alignment: middle}},
		{&l.example, excelize.Style{Font: &excelize.Font{Italic: true, Color: "8B939D"}, Fill: fill("FAFAF8"), Border: grid, Alignment: wrap, NumFmt: asText}},
		{&l.plain, excelize.Style{Border: grid, Alignment: wrap}},
		{&l.text, excelize.Style{Border: grid, Alignment: wrap, NumFmt: asText}},
		{&l.whole, excelize.Style{Border: grid, Alignment: wrap, NumFmt: 1}},
		{&l.number, excelize.Style{Border: grid, Alignment: wrap}},
		{&l.share, excelize.Style{Border: grid, Alignment: wrap, CustomNumFmt: &percent}},
		{&l.date, excelize.Style{Border: grid, Alignment: wrap, CustomNumFmt: &day}},
		{&l.explain, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&l.explainHead, excelize.Style{Font: &excelize.Font{Bold: true}}},
	} {
		if s.style.Font == nil {
			s.style.Font = &excelize.Font{}
		}
		s.style.Font.Family = "宋体"
		if s.style.Font.Size == 0 {
			s.style.Font.Size = 11
		}
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return l, fmt.Errorf("make style: %w", err)
		}
		*s.id = id
	}
	return l, nil
}

// asText is the number format of texts.
const asText = 49
