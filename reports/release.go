package reports

import (
	"fmt"

	"lvzhi/reports/chart"
)

// page is what both templates share.
type page struct {
	Options  Options
	Name     string // in the browser's tab
	Mark     string // what stands on every sheet
	Period   string
	AsOf     string
	Manifest int64
	Made     string
	Basis    []Para
	Headline []headline
	Sections []section
	Foot     []string
	Charts   []chart.Spec
}

// headline is one figure of the row of figures.
type headline struct {
	Label string
	Value Cell
	Unit  string
	Below Para
}

// section is a chapter: words, pictures, tables, in this order.
type section struct {
	Title   string
	Paras   []Para
	Pair    bool // pictures stand two in a row
	Charts  []picture
	Tables  []Table
	Beside  bool // tables stand side by side
	List    []Para
	Caution string
}

// picture is a chart as printed: a question, what is drawn, the picture, its n,
// its table, its definition.
type picture struct {
	Chart  chart.Chart
	Ask    string
	Drawn  string
	Count  string
	Data   Table
	Basis  []string
	Legend []key
}

type key struct{ Colour, Text string }

// release gathers one release page.
type release struct {
	facts
	o      Options
	all    []standing
	ledger ledger
	page   page
}

func releasePage(f facts, o Options) ([]byte, []Figure, error) {
	all, err := standings(f, o.Base)
	if err != nil {
		return nil, nil, err
	}
	if err := checkSums(f, all); err != nil {
		return nil, nil, err
	}
	r := &release{facts: f, o: o, all: all, ledger: ledger{letter: "F", page: "release", period: o.Period}}
	r.page = newPage(f, o)
	r.page.Name = o.Title + "（" + monthWord(o.Period) + "）"
	r.page.Mark = "内部资料　注意保存"
	r.page.Basis = r.basis()
	r.page.Headline = r.headlines()
	for _, build := range []func() (section, error){
		r.overview, r.comparison, r.coverageSection, r.bandSection, r.submissionSection,
		r.problems, r.advice, r.appendix,
	} {
		s, err := build()
		if err != nil {
			return nil, nil, err
		}
		r.page.Sections = append(r.page.Sections, s)
	}
	for _, s := range r.page.Sections {
		for _, p := range s.Charts {
			if p.Chart.Option != nil {
				r.page.Charts = append(r.page.Charts, p.Chart.Spec())
			}
		}
	}
	out, err := render("release.tmpl.html", r.page)
	return out, r.ledger.figures, err
}

func newPage(f facts, o Options) page {
	p := page{Options: o, Period: monthWord(o.Period), AsOf: dateWord(f.run.AsOf), Manifest: f.run.Manifest}
	if !o.GeneratedOn.IsZero() {
		p.Made = dateWord(o.GeneratedOn.Format("2006-01-02"))
	}
	return p
}

// base is the page's base in words.
func (r *release) base() string { return baseWords[r.o.Base] }

const (
	defRate     = "满意率＝满意票÷%s，不含基本满意"
	defBasic    = "综合满意率＝（满意票＋基本满意票）÷%s"
	defCoverage = "届内述职覆盖率＝本届已述职的在任代表÷在任代表（席位）"
	defExpected = "匀速参照值：假定任期内匀速安排述职，到截至日应达到的比例；不是任务要求"
	defRectify  = "按本地测评办法列入整改的述职测评（人次）；待核实的不计入"
)

// withheld is printed for a numerator from which, with the units' own, a unit
// of few people could be worked out.
const withheld = "不列（可由此推出人数少的单位）"

func (r *release) fewPeople() int {
	n := 0
	for _, s := range r.all {
		if s.kind == fewPeople {
			n++
		}
	}
	return n
}

// provinceRate is the province's rate as a figure; with basic, the wider one.
func (r *release) provinceRate(basic bool, suffix string) Cell {
	p := r.province
	def, num, den := fmt.Sprintf(defRate, r.base()), p.Satisfied, p.Ballots
	if basic {
		if p.WithBasic == nil {
			return plain("—")
		}
		def, num, den = fmt.Sprintf(defBasic, r.base()), *p.WithBasic, p.BasicOf
	}
	if den == 0 {
		return plain("—")
	}
	numerator := grouped(num) + "票"
	if r.fewPeople() == 1 {
		numerator = withheld
	}
	return r.ledger.number(Figure{Text: percent(num, den) + suffix, Definition: "全省" + def,
		Numerator: numerator, Denominator: grouped(den) + "票", Query: "monthly_satisfaction_province"})
}

func (r *release) provinceCount(text, definition string) Cell {
	return r.ledger.number(Figure{Text: text, Definition: definition, Query: "monthly_satisfaction_province"})
}

func (r *release) interval() string {
	p := r.province
	if p.Low == nil || p.High == nil {
		return "—"
	}
	return percentOf(*p.Low) + "～" + percentOf(*p.High)
}

func (r *release) basis() []Para {
	due := len(r.all) - len(names(r.all, func(s standing) bool { return s.kind == notDue }))
	came := len(names(r.all, standing.reported))
	first := Para{plain(fmt.Sprintf("本月述职满意度测评应报送单位%d个，已报送", due)), {Text: fmt.Sprint(came), Class: "b"}, plain("个")}
	if none := names(r.all, func(s standing) bool { return s.kind == unreported }); len(none) > 0 {
		first = append(first, plain("；"), Cell{Text: "未报送：" + list(none), Class: "b"}, plain("，不参与比较，不按零计"))
	}
	first = append(first, plain("。"))
	second := Para{plain(fmt.Sprintf(defRate, r.base()) + "；" + fmt.Sprintf(defBasic, r.base()) +
		"。各单位比较统一以" + r.base() + "为分母，报送数据没有该项的单列。区间为95%置信区间，已计入同场选票的关联；与全省水平的比较以99.8%控制范围为准。")}
	third := Para{plain(fmt.Sprintf("代表不足%d名或述职不足%d场的单位不计算满意率。只统计经主任会议确认的积分。", leastMandates, leastSessions) + r.noCity() +
		"带点线的数字可点开查看口径和分子、分母。")}
	return []Para{first, second, third}
}

func (r *release) noCity() string {
	var none []string
	for _, u := range r.units {
		if !u.HasCity {
			none = append(none, u.Name)
		}
	}
	if len(none) == 0 {
		return ""
	}
	return list(none) + "无市级代表，该项不适用。"
}

func (r *release) headlines() []headline {
	p, c := r.province, at(r.covered, "", allLevels)
	rectify, over := r.consequenceTotals()
	cover, expected := plain("—"), "匀速参照值—"
	if c.InOffice > 0 {
		cover = r.coverageFigure(c, "全省", "monthly_coverage_province", "")
		if c.Expected != nil {
			expected = "匀速参照值" + percentOf(*c.Expected) + "%"
		}
	}
	overNote := Para{plain("待核实的不计入")}
	if over > 0 {
		overNote = Para{plain("另有不满意票超过半数"), r.overHalf(over), plain("人次")}
	}
	return []headline{
		{"述职评议", r.provinceCount(grouped(p.Sessions), "本月述职评议场次"), "场次", Para{plain(r.sessionsNote())}},
		{"述职代表", r.provinceCount(grouped(p.Mandates), "本月述职并参加测评的代表（席位）"), "名", Para{plain("有效测评票" + grouped(p.Ballots) + "票")}},
		{"满意率", r.provinceRate(false, ""), "%", Para{plain("95%区间" + r.interval())}},
		{"综合满意率", r.provinceRate(true, ""), "%", Para{plain("含基本满意")}},
		{"届内述职覆盖率", cover, "%", Para{plain(expected)}},
		{"列入整改", r.rectifyFigure(rectify), "人次", overNote},
	}
}

func (r *release) sessionsNote() string {
	var sessions int64
	for _, s := range r.all {
		sessions += s.other.Sessions
	}
	if sessions == 0 {
		return "按" + r.base() + "口径汇总"
	}
	return fmt.Sprintf("口径不同的另有%d场，单列", sessions)
}
