package letter

import (
	"fmt"

	"lvzhi/ingest/check"
)

// Letter is the page before it is set: the same content in HTML and in Word.
type Letter struct {
	Title, Salutation string
	Opening           []string
	Counts            Grid
	Account           string // the sentence under the counts, and the progress
	Sections          []Section
	Sender, Date      string
	Imprint           []string
	Mark              string
}

// Section is a heading and what stands under it.
type Section struct {
	Heading string
	Text    []string
	Grid    Grid
}

// Grid is a small table; its first row is the header. Widths are parts of
// the text's width in millimetres.
type Grid struct {
	Widths []float64
	Rows   [][]string
}

// The page stays one page whatever was sent: texts are cut, and of the kinds of
// problems three to five are shown, as many as mostLines lines hold.
const (
	fewestKinds, mostKinds = 3, 5
	mostLines              = 11
	longName               = 18
	longReason             = 120
	longExample            = 30
	longRemedy             = 36
	longKind               = 24
)

// Compose writes the page. It fails only on counts that do not add up.
func Compose(f Facts) (Letter, error) {
	if err := f.Sum(); err != nil {
		return Letter{}, err
	}
	l := Letter{Title: "数据报送情况告知单", Salutation: salutation(f), Opening: []string{opening(f)}, Mark: "内部资料　注意保存",
		Sender: short(f.Office, longName), Date: Day(f.Received), Imprint: imprint(f)}
	if f.SelfCheck {
		l.Title, l.Sender = "报表自查结果", ""
	}
	if f.State != Refused && f.State != Unchanged {
		l.count(f)
	}
	if f.State == Refused {
		reason, _ := Reason(f)
		l.Sections = append(l.Sections, Section{Heading: "没有接收的原因", Text: []string{sentence(short(reason, longReason))}})
	}
	if kinds := Kinds(f.Problems, f.Labels); len(kinds) > 0 && f.State != Unchanged {
		l.Sections = append(l.Sections, mainProblems(f, kinds))
	}
	l.Sections = append(l.Sections, Section{Heading: "需要做什么", Text: Steps(f)})
	l.number()
	return l, nil
}

// number puts 一、二、 before headings and 1. 2. before steps, where there is
// more than one.
func (l *Letter) number() {
	if len(l.Sections) > 1 {
		for i := range l.Sections {
			l.Sections[i].Heading = string([]rune("一二三")[i]) + "、" + l.Sections[i].Heading
		}
	}
	steps := l.Sections[len(l.Sections)-1].Text
	if len(steps) > 1 {
		for i := range steps {
			steps[i] = fmt.Sprintf("%d. %s", i+1, steps[i])
		}
	}
}

func salutation(f Facts) string {
	switch {
	case f.SelfCheck:
		return ""
	case f.UnitName == "":
		return "报送单位："
	}
	return short(f.UnitName, longName) + "代表工作机构："
}

func opening(f Facts) string {
	what := ""
	if f.DatasetLabel != "" {
		what = "，内容是" + Period(f) + short(f.DatasetLabel, longName) + scope(f)
	}
	name := "文件“" + short(f.FileName, longName) + "”" + what
	switch {
	case f.SelfCheck && f.State == Refused:
		return name + "。报送后不会被接收。核对只在这台电脑上进行，没有发送任何内容。"
	case f.SelfCheck:
		return name + "。已按省里接收时的同一套规则逐格核对：" + Result(f) + "。核对只在这台电脑上进行，没有发送任何内容。"
	}
	got := "收到你单位报送的"
	if day := Day(f.Received); day != "" {
		got = day + got
	}
	if f.State == Refused || f.State == Unchanged {
		return got + name + "。结果：" + Result(f) + "。"
	}
	return got + name + "，已逐格核对。结果：" + Result(f) + "。"
}

// Period is the file's period in words: 2024年9月, 2024年度.
func Period(f Facts) string {
	switch {
	case f.Period == "":
		return ""
	case f.Yearly && len(f.Period) >= 4:
		return f.Period[:4] + "年度"
	}
	return Month(f.Period)
}

func scope(f Facts) string {
	if f.ScopeName == "" || f.Scope == "all" || f.Scope == f.Unit {
		return ""
	}
	return "（" + short(f.ScopeName, longName) + "）"
}

// count puts the rows into a table a leader takes in at a glance, and says
// below that they add up.
func (l *Letter) count(f Facts) {
	heads := []string{"读到", "接收", "退回", "略过", "提示"}
	if f.SelfCheck {
		heads = []string{"读到", "可以接收", "会被退回", "略过", "提示"}
	}
	l.Counts = Grid{Widths: []float64{31, 31, 31, 31, 32}, Rows: [][]string{heads,
		{number(f.Read) + "行", number(f.Accepted) + "行", number(f.Quarantined) + "行", number(f.Skipped) + "行", number(f.Warnings) + "条"}}}
	l.Account = Account(f) + "。"
	if against := Against(f); against != "" {
		l.Account += since(f) + against + "。"
	}
}

// since names the previous try.
func since(f Facts) string {
	switch day := Day(f.Previous); {
	case f.SelfCheck:
		return "与上次检查相比："
	case day != "":
		return "与" + day + "的上次报送相比："
	}
	return "与上次报送相比："
}

func mainProblems(f Facts, kinds []Kind) Section {
	grid := Grid{Widths: []float64{40, 12, 12, 42, 50}, Rows: [][]string{{"问题", "处理", "处数", "例子", "怎么改"}}}
	lines, all := 0, f.Unlisted
	for _, k := range kinds {
		all += int64(k.Count)
	}
	for i, k := range kinds {
		row := []string{short(k.Headline, longKind), SeverityWord(k.Severity), fmt.Sprint(k.Count), example(k.Example), short(k.Example.Remedy, longRemedy)}
		lines += grid.lines(row)
		if i == mostKinds || i >= fewestKinds && lines > mostLines {
			break
		}
		grid.Rows = append(grid.Rows, row)
	}
	text := fmt.Sprintf("共%d处", all)
	if shown := len(grid.Rows) - 1; shown < len(kinds) {
		text += fmt.Sprintf("，%d种，列出主要的%d种", len(kinds), shown)
	}
	if !f.SelfCheck {
		text += "（逐格见回执“问题清单”）"
	}
	return Section{Heading: "主要问题", Text: []string{text + "。"}, Grid: grid}
}

// lines is how many lines a row takes, as if every character were Chinese,
// 10.5 points wide, between 3 mm of margins.
func (g Grid) lines(row []string) int {
	most := 1
	for i, text := range row {
		fit := int((g.Widths[i] - 3) * 72 / 25.4 / 10.5)
		most = max(most, (len([]rune(text))+fit-1)/fit)
	}
	return most
}

func example(p check.Problem) string {
	text := Place(p)
	if p.Value != "" {
		text += "：" + p.Value
	}
	return short(text, longExample)
}

func imprint(f Facts) []string {
	var lines []string
	if f.SHA256 != "" {
		lines = append(lines, "文件校验码（SHA-256）："+f.SHA256)
	}
	if f.SelfCheck {
		return lines
	}
	kept := KeptWord(f.Original) + "。"
	if f.State == Unchanged { // what was kept of it was said the first time
		kept = ""
	}
	return append(lines, kept+"本页由接收程序按文件内容自动生成，随附回执（.xlsx）。")
}
