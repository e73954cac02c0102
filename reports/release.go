package reports

import "fmt"

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
	totalsInstead(f.submissions, all)
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
