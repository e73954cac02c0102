package receipt

import (
	"fmt"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
)

const labelWidth, valueWidth = 24, 66

// summary writes the first sheet: what became of the file, that its rows add
// up, and what to do.
func (d *drawing) summary() error {
	const name = letter.SummarySheet
	if err := d.onPaper(name, "portrait", [2]int{}); err != nil {
		return err
	}
	if err := d.SetColWidth(name, "A", "A", labelWidth); err != nil {
		return err
	}
	if err := d.SetColWidth(name, "B", "B", valueWidth); err != nil {
		return err
	}
	p := paper{drawing: d, name: name}
	p.across(d.look.title, letter.SummaryTitle, 34)
	for _, line := range d.lines() {
		p.pair(line[0], line[1], d.look.value)
	}
	p.blank()
	for i, text := range letter.StepsHere(d.slip.Facts) {
		label := ""
		if i == 0 {
			label = "下一步怎么做"
		}
		p.pair(label, fmt.Sprintf("%d. %s", i+1, text), d.look.value)
	}
	for i, text := range append(d.wholeFile(), d.notes...) {
		label := ""
		if i == 0 {
			label = "另外请注意"
		}
		p.pair(label, text, d.look.value)
	}
	if d.colours {
		p.blank()
		p.pair("表上的记号", "红底、加粗、粗框：所在的行被退回，必须改", d.look.errors)
		p.pair("", "黄底、斜线：已经接收，请核对", d.look.warnings)
		p.pair("", check.Removed+"：个人信息，没有读入，不用补填", d.look.left)
	}
	p.blank()
	p.pair(letter.OriginLabel, letter.OriginLine(d.slip.Facts), d.look.left)
	return p.err
}

// lines are the labels and values of the summary.
func (d *drawing) lines() [][2]string {
	f := d.slip.Facts
	unknown := func(text string) string {
		if text == "" {
			return "未识别"
		}
		return letter.Plain(text)
	}
	lines := [][2]string{{"文件", letter.Plain(f.FileName)}, {"结果", letter.Result(f)}}
	if reason, remedy := letter.Reason(f); f.State == letter.Refused && reason != "" {
		lines = append(lines, [2]string{"没有接收的原因", letter.Plain(reason)}, [2]string{"怎么改", letter.Plain(remedy)})
	}
	lines = append(lines, [][2]string{{"报送单位", unknown(f.UnitName)}, {"范围", unknown(f.ScopeName)}, {"数据", unknown(f.DatasetLabel)}, {"报送期", unknown(letter.Period(f))}}...)
	if day := letter.Day(f.Received); day != "" {
		lines = append(lines, [2]string{"接收日期", day})
	}
	if f.State != letter.Refused {
		lines = append(lines, [][2]string{{"行数", letter.Account(f)}, {"提示", fmt.Sprintf("%d条", f.Warnings)}}...)
	}
	if against := letter.Against(f); against != "" {
		lines = append(lines, [2]string{"与上次相比", against})
	}
	if f.SHA256 != "" {
		lines = append(lines, [2]string{"文件校验码（SHA-256）", f.SHA256})
	}
	return append(lines, [2]string{"原文件", letter.KeptWord(f.Original)})
}

// mostRemarks bounds the remarks on the whole file that stand on the first
// sheet; the list has them all.
const mostRemarks = 8

// wholeFile are the remarks that are about no row: columns that are new or
// were renamed, hidden sheets, options that were set.
func (d *drawing) wholeFile() []string {
	var all []string
	for _, p := range d.slip.Problems {
		if p.Row > 0 || p.Rule == "file_refused" {
			continue
		}
		if len(all) == mostRemarks {
			return append(all, "其余见“"+letter.ProblemSheet+"”。")
		}
		text := p.Message
		if p.Sheet != "" {
			text = "“" + p.Sheet + "”表：" + text
		}
		if p.Remedy != "" {
			text += "。" + p.Remedy
		}
		all = append(all, letter.Plain(text)+"。")
	}
	return all
}

// paper writes rows one below the other, until something fails.
type paper struct {
	*drawing
	name string
	row  int
	err  error
}

func (p *paper) blank() { p.row++ }

func (p *paper) cell(column string, style int, text string) {
	at := fmt.Sprintf("%s%d", column, p.row)
	if p.err == nil {
		p.err = p.SetCellStr(p.name, at, fits(text))
	}
	if p.err == nil {
		p.err = p.SetCellStyle(p.name, at, at, style)
	}
}

func (p *paper) pair(label, value string, style int) {
	p.row++
	p.cell("A", p.look.label, label)
	p.cell("B", style, value)
	if p.err == nil {
		p.err = p.SetRowHeight(p.name, p.row, 18*float64(min(lines(value, valueWidth-2), 20)))
	}
}

func (p *paper) across(style int, text string, height float64) {
	p.row++
	p.cell("A", style, text)
	if p.err == nil {
		p.err = p.MergeCell(p.name, fmt.Sprintf("A%d", p.row), fmt.Sprintf("B%d", p.row))
	}
	if p.err == nil {
		p.err = p.SetRowHeight(p.name, p.row, height)
	}
}
