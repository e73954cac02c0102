package campaign

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// Kind says what a line of a made sheet is.
type Kind int

// The kinds of line. Every Data line must be found again in the lake or in
// quarantine, no Aside line may be; a Repeat may be left out; Header lines are
// counted by nobody.
const (
	Aside Kind = iota
	Header
	Data
	Repeat
)

// Line is one line of a made sheet; its number is its place, from 1.
type Line struct {
	Kind   Kind
	Cells  []string
	Hidden bool
}

// Blank reports whether nothing stands in the line.
func (l Line) Blank() bool { return strings.Join(l.Cells, "") == "" }

// Span is a merged area: bounds are 1-based and inclusive.
type Span struct{ Top, Left, Bottom, Right int }

// Sheet is a made sheet.
type Sheet struct {
	Name  string
	Lines []Line
	Spans []Span
}

// Mess makes a workbook of ballots, as messy as cities send them.
func Mess(r *rand.Rand) []Sheet {
	count := pick(r, 1, 1, 1, 2, 3)
	names := []string{"濮阳县", "范县", "台前县"}
	var sheets []Sheet
	for i := range count {
		m := &maker{r: r, county: names[i], sheet: Sheet{Name: names[i]}}
		if count == 1 {
			m.sheet.Name = "Sheet1"
		}
		m.make(1 + r.IntN(14))
		sheets = append(sheets, m.sheet)
	}
	if count > 1 && oneIn(r, 2) {
		sheets = append(sheets, summary(sheets))
	}
	return sheets
}

// summary repeats the data of the other sheets, as a 汇总 does.
func summary(of []Sheet) Sheet {
	all := Sheet{Name: "汇总"}
	all.Lines = append(all.Lines, Line{Aside, []string{"濮阳市2024年9月人大代表述职满意度测评情况统计表"}, false})
	headed := false
	for _, s := range of {
		for _, l := range s.Lines {
			switch {
			case l.Kind == Header && !headed && len(s.Spans) == 0:
				all.Lines, headed = append(all.Lines, l), true
			case l.Kind == Data && headed:
				all.Lines = append(all.Lines, Line{Repeat, l.Cells, false})
			}
		}
		if headed {
			break // columns of another sheet may stand in another order
		}
	}
	if !headed {
		return Sheet{Name: "填表说明", Lines: []Line{{Aside, []string{"每名代表填写一行"}, false}}}
	}
	return all
}

// maker makes one sheet.
type maker struct {
	r       *rand.Rand
	county  string
	sheet   Sheet
	columns []column
	people  int
	serial  int
}

type column struct {
	parent, name string
	fill         func(m *maker, sound bool) string
}

func (m *maker) add(kind Kind, cells ...string) {
	for len(cells) < len(m.columns) && oneIn(m.r, 2) {
		cells = append(cells, "")
	}
	m.sheet.Lines = append(m.sheet.Lines, Line{Kind: kind, Cells: cells, Hidden: kind == Data && oneIn(m.r, 12)})
}

func (m *maker) make(rows int) {
	m.columns = m.chooseColumns()
	m.top()
	m.header()
	if oneIn(m.r, 6) {
		m.numberLine()
	}
	for range rows {
		switch m.r.IntN(12) {
		case 0:
			m.total()
		case 1:
			m.add(Aside) // a blank line
		case 2:
			m.again()
		default:
			m.data()
		}
	}
	m.bottom()
}

func (m *maker) top() {
	if oneIn(m.r, 4) {
		m.add(Aside, pick(m.r, "附件2", "附件2：", "机密★1年"))
	}
	m.add(Aside, pick(m.r, "", "河南省")+"濮阳市2024年9月人大代表述职满意度测评情况统计表")
	if oneIn(m.r, 2) {
		m.add(Aside, pick(m.r, "填报单位（盖章）：濮阳市人大常委会", "填报单位：濮阳市人大", "报送单位：濮阳市"), "", "填报时间：2024年10月8日", "单位：票")
	}
	if oneIn(m.r, 4) {
		m.add(Aside)
	}
}

func (m *maker) header() {
	deep := false
	for _, c := range m.columns {
		deep = deep || c.parent != ""
	}
	upper, lower := make([]string, len(m.columns)), make([]string, len(m.columns))
	top := len(m.sheet.Lines) + 1
	for i, c := range m.columns {
		if c.parent == "" {
			upper[i] = c.name
			if deep {
				m.sheet.Spans = append(m.sheet.Spans, Span{top, i + 1, top + 1, i + 1})
			}
			continue
		}
		lower[i] = c.name
		if i == 0 || m.columns[i-1].parent != c.parent {
			upper[i] = c.parent
			last := i
			for last+1 < len(m.columns) && m.columns[last+1].parent == c.parent {
				last++
			}
			if last > i {
				m.sheet.Spans = append(m.sheet.Spans, Span{top, i + 1, top, last + 1})
			}
		}
	}
	m.sheet.Lines = append(m.sheet.Lines, Line{Kind: Header, Cells: upper})
	if deep {
		m.sheet.Lines = append(m.sheet.Lines, Line{Kind: Header, Cells: lower})
	}
}

// numberLine is the line 1 2 3 under a header.
func (m *maker) numberLine() {
	cells := make([]string, len(m.columns))
	for i := range cells {
		cells[i] = strconv.Itoa(i + 1)
	}
	m.add(Aside, cells...)
}

func (m *maker) data() {
	m.people++
	sound := !oneIn(m.r, 5)
	cells := make([]string, len(m.columns))
	for i, c := range m.columns {
		cells[i] = c.fill(m, sound)
	}
	m.add(Data, cells...)
}

// again writes an earlier line a second time.
func (m *maker) again() {
	for _, l := range m.sheet.Lines {
		if l.Kind == Data {
			m.sheet.Lines = append(m.sheet.Lines, Line{Kind: Repeat, Cells: l.Cells})
			return
		}
	}
}

func (m *maker) total() {
	cells := make([]string, len(m.columns))
	for i, c := range m.columns {
		if c.name == "满意" || c.name == "不满意" {
			cells[i] = strconv.Itoa(m.r.IntN(500))
		}
	}
	cells[0] = pick(m.r, "合计", "小计", "总计", "全市合计", m.county+"小计", "平均", "其中：市级代表")
	m.add(Aside, cells...)
}

func (m *maker) bottom() {
	for _, line := range [][]string{{"注：1.本表一式两份。"}, {"填表人：王某", "", "审核人：李某", "联系电话：0393-8812345"}, {"说明：票数以监票人签字为准。"}} {
		if oneIn(m.r, 3) {
			m.add(Aside, line...)
		}
	}
}

func (m *maker) chooseColumns() []column {
	all := []column{
		{"", pick(m.r, "姓名", "代表姓名", "姓  名", "代表\n姓名", "述职代表"), name},
		{"", pick(m.r, "述职日期", "述职时间", "测评日期"), day},
	}
	if oneIn(m.r, 2) {
		all = append([]column{{"", pick(m.r, "序号", "序 号", "No."), rowNumber}}, all...)
	}
	if oneIn(m.r, 2) {
		all = append(all, column{"", pick(m.r, "县（市、区）", "县区"), place})
	}
	parent := ""
	if oneIn(m.r, 3) {
		parent = pick(m.r, "测评结果", "票数（张）")
	}
	for _, name := range []string{"满意", "基本满意", "不满意"} {
		all = append(all, column{parent, name, ballots})
	}
	for _, c := range []column{{"", "是否当场公布", odd}, {"", "备注", odd}, {"", "参会媒体", odd}, {"", "满意率", odd}, {"", "", odd}} {
		if oneIn(m.r, 4) {
			all = append(all, c)
		}
	}
	return all
}

func rowNumber(m *maker, _ bool) string {
	m.serial++
	return pick(m.r, strconv.Itoa(m.serial), strconv.Itoa(m.serial), fmt.Sprintf("（%d）", m.serial), fmt.Sprintf("%d-1", m.serial), "")
}

var family = []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张")

// name is different for each line of a sheet.
func name(m *maker, sound bool) string {
	if !sound && oneIn(m.r, 3) {
		return pick(m.r, "", "—", "12", "？")
	}
	n := m.county[:len("范")] + string(family[m.people%len(family)]) + string(rune('一'+m.people))
	return pick(m.r, n, n, " "+n+" ", n+"（女）", n+"*", n[:3]+"　"+n[3:])
}

func day(m *maker, sound bool) string {
	if !sound && oneIn(m.r, 2) {
		return pick(m.r, "", "2024年9月31日", "换届以来", "2024-13-01", "9月", "999999", "2030年1月1日", "无")
	}
	d := 1 + m.r.IntN(28)
	return pick(m.r, fmt.Sprintf("2024年9月%d日", d), fmt.Sprintf("2024.9.%d", d), fmt.Sprintf("2024-09-%02d", d), fmt.Sprintf("9月%d日", d), strconv.Itoa(45535+d), fmt.Sprintf("%d日至29日", d))
}

func place(m *maker, _ bool) string {
	return pick(m.r, m.county, m.county, "濮阳市"+m.county, "台前县", "邯郸县", "")
}

func ballots(m *maker, sound bool) string {
	n := m.r.IntN(60)
	if !sound && oneIn(m.r, 2) {
		return pick(m.r, "-3", "4.5", "约50", "(5)", "4.10901E+17", "很多", "999999999999", "〃", "无", "①", "")
	}
	return pick(m.r, strconv.Itoa(n), strconv.Itoa(n), strconv.Itoa(n)+"票", fmt.Sprintf("%c%c", '０'+rune(n/10), '０'+rune(n%10)), " "+strconv.Itoa(n))
}

func odd(m *maker, _ bool) string {
	return pick(m.r, "", "", "是", "√", "98%", "0.5", "同上", "=1+1", "-", "合计", "注：补测", "\u202e倒过来", "一\n二", "\"引\"号", "13812345678", "#REF!", strings.Repeat("长", 300), "𬍛", "<b>", "1,2;3\t4")
}
