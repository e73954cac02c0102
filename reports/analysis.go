package reports

import (
	"context"
	"fmt"
	"strconv"

	"lvzhi/reports/chart"
)

type flow struct {
	Level           string `col:"congress_level"`
	From            string `col:"term_from"`
	To              string `col:"term_to"`
	Reason          string `col:"reason"`
	Mandates        int64  `col:"mandates"`
	Eligible        int64  `col:"eligible"`
	EligibleUnknown int64  `col:"eligible_unknown"`
	Proposed        int64  `col:"proposed"`
	ProposedUnknown int64  `col:"proposed_unknown"`
	Candidate       int64  `col:"candidate"`
	Elected         int64  `col:"elected"`
}

// rates are the three of one change of term, with what they rest on; a base of
// 0 is a rate that cannot be told yet.
type rates struct {
	Level              string `col:"congress_level"`
	From               string `col:"term_from"`
	To                 string `col:"term_to"`
	Proposed           int64  `col:"proposed"`
	ProposalBase       int64  `col:"proposal_base"`
	RetentionReelected int64  `col:"retention_reelected"`
	RetentionBase      int64  `col:"retention_base"`
	ShareReelected     int64  `col:"share_reelected"`
	ShareBase          int64  `col:"share_base"`
	Units              int64  `col:"units"`
	RetentionUnits     int64  `col:"retention_units"`
	ShareUnits         int64  `col:"share_units"`
}

type tenth struct {
	Measure  string   `col:"measure"`
	Scheme   string   `col:"scheme"`
	Band     string   `col:"band"`
	No       int64    `col:"band_no"` // 0: without the measure
	N        int64    `col:"n"`
	Proposed int64    `col:"proposed"`
	Low      *float64 `col:"wilson_low"`
	High     *float64 `col:"wilson_high"`
}

type warning struct {
	Assertion string `col:"assertion"`
	Message   string `col:"message"`
	Found     int64  `col:"found"`
}

// PolicySentence stands wherever the association is shown.
const PolicySentence = "积分是推荐连任的依据之一，上述关联反映政策的执行，不能证明积分衡量了履职质量。"

// analysis gathers the internal page.
type analysis struct {
	run          run
	flows        []flow
	rates        []rates
	tenths       []tenth
	associations []association
	claims       []reconciled
	judged       []judged
	spreads      []spread
	warnings     []warning
	ledger       ledger
}

func analysisPage(ctx context.Context, q *queries, f facts, o Options) ([]byte, []Figure, error) {
	a := &analysis{run: f.run, ledger: ledger{letter: "N", page: "analysis", period: o.Period}}
	if err := a.read(ctx, q, o); err != nil {
		return nil, nil, err
	}
	p := newPage(f, o)
	p.Name = o.Title + "内部分析页（" + monthWord(o.Period) + "）"
	p.Mark = "内部分析页，不随月报印发"
	p.Basis = []Para{
		plains("本页供代表工委内部分析使用，不随月报印发、不外传。推荐率＝推荐提名÷符合条件；留任率＝连选同级人大代表÷上届席位；连任占比＝连选同级人大代表÷新一届席位。三者不混用。"),
		plains("区间均为95%置信区间。关联只在符合条件、推荐与否已知且有前期指标的代表中计算。"),
	}
	for _, build := range []func() (section, error){a.flowSection, a.tenthSection, a.associationSection, a.judgementSection, a.spreadSection, a.reconciliationSection, a.warningSection} {
		s, err := build()
		if err != nil {
			return nil, nil, err
		}
		for _, c := range s.Charts {
			p.Charts = append(p.Charts, c.Chart.Spec())
		}
		p.Sections = append(p.Sections, s)
	}
	out, err := render("analysis.tmpl.html", p)
	return out, a.ledger.figures, err
}

func (a *analysis) read(ctx context.Context, q *queries, o Options) (err error) {
	if a.flows, err = load[flow](ctx, q, "analysis_renomination_flow"); err != nil {
		return err
	}
	if a.rates, err = load[rates](ctx, q, "analysis_renomination_rate"); err != nil {
		return err
	}
	if a.tenths, err = load[tenth](ctx, q, "analysis_renomination_band"); err != nil {
		return err
	}
	if a.associations, err = load[association](ctx, q, "analysis_association"); err != nil {
		return err
	}
	if a.claims, err = load[reconciled](ctx, q, "analysis_reconciliation"); err != nil {
		return err
	}
	if a.judged, err = load[judged](ctx, q, "analysis_satisfaction", o.Period, o.Base); err != nil {
		return err
	}
	year, err := strconv.Atoi(o.Period[:4])
	if err != nil {
		return fmt.Errorf("period %q: %w", o.Period, err)
	}
	if a.spreads, err = load[spread](ctx, q, "analysis_score", year); err != nil {
		return err
	}
	a.warnings, err = load[warning](ctx, q, "analysis_build_warning")
	return err
}

var measureWords = map[string]string{"score_percentile": "届内平均积分百分位", "score_percentile_third": "届内平均积分（三等分）",
	"score_band": "积分等次", "score_band_excellent": "积分等次（优秀与其他）", "satisfaction": "述职满意率百分位"}

func measureWord(m string) string {
	if w, ok := measureWords[m]; ok {
		return w
	}
	return m
}

// tenthSection is the proposal rate by tenth of the points' percentile.
func (a *analysis) tenthSection() (section, error) {
	s := section{Title: "二、积分高低与推荐率", Caution: PolicySentence}
	var rows []chart.Interval
	t := Table{Head: []string{"积分百分位", "符合条件（名）", "推荐提名（名）", "推荐率", "95%区间"}}
	var n int64
	for _, b := range a.tenths {
		if b.Measure != "score_percentile" || b.Low == nil || b.High == nil || b.N == 0 {
			continue
		}
		rate := percent(b.Proposed, b.N)
		span := percentOf(*b.Low) + "～" + percentOf(*b.High)
		t.Rows = append(t.Rows, Row{Cells: []Cell{plain(b.Band), plain(grouped(b.N)), plain(grouped(b.Proposed)),
			a.rateFigure(rate, measureWord(b.Measure)+b.Band+"的推荐率", b.Proposed, b.N, "analysis_renomination_band"), plain(span)}})
		if b.No == 0 {
			continue
		}
		n += b.N
		rows = append(rows, chart.Interval{Name: b.Band, Low: 100 * *b.Low, Value: share(b.Proposed, b.N), High: 100 * *b.High, Text: rate,
			Tip: fmt.Sprintf("百分位%s\n推荐率%s%%（95%%区间%s）\n%s/%s名", b.Band, rate, span, grouped(b.Proposed), grouped(b.N))})
	}
	if len(rows) == 0 {
		s.Paras, s.Caution = []Para{plains("〔待补：没有可与换届提名对应的积分〕")}, ""
		return s, nil
	}
	c, err := chart.Rise("chart-tenths", "按积分百分位十等分的推荐率及95%区间", "届内平均积分百分位（同方案、同年度、同层级内）", rows)
	s.Charts = []picture{{Chart: c, Ask: "积分高的代表更多被推荐吗？", Drawn: "点为推荐率（%），竖线为95%区间；按同一积分方案内的百分位十等分",
		Count: fmt.Sprintf("符合条件且有积分的代表%s名", grouped(n)), Data: t,
		Basis: []string{"推荐率＝推荐提名÷符合条件（推荐与否已知）。", "区间为威尔逊区间。", "百分位只在同一积分方案、年度、层级内计算，n≥10。"}}}
	return s, err
}

func (a *analysis) rateFigure(rate, def string, num, den int64, query string) Cell {
	return a.ledger.number(Figure{Text: rate + "%", Definition: def, Numerator: grouped(num) + "名", Denominator: grouped(den) + "名", Query: query})
}

func (a *analysis) warningSection() (section, error) {
	s := section{Title: "七、构建提示"}
	t := Table{Class: "words", Caption: "检查时发现、未拦下的情况", Head: []string{"检查", "说明", "行数"}}
	for _, w := range a.warnings {
		t.Rows = append(t.Rows, Row{Cells: plains(w.Assertion, w.Message, grouped(w.Found))})
	}
	if len(t.Rows) == 0 {
		s.Paras = []Para{plains("本次构建没有提示。")}
		return s, nil
	}
	s.Tables = []Table{t}
	return s, nil
}
