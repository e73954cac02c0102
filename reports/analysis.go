package reports

import (
	"context"
	"fmt"
	"math"
	"strings"

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

type newMandates struct {
	Level    string `col:"congress_level"`
	To       string `col:"term_to"`
	Mandates int64  `col:"mandates"`
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

type association struct {
	Measure   string   `col:"measure"`
	N         int64    `col:"n"`
	Missing   int64    `col:"missing"`
	Proposed  int64    `col:"proposed"`
	Spearman  *float64 `col:"spearman"`
	AUC       *float64 `col:"auc"`
	AUCLow    *float64 `col:"auc_low"`
	AUCHigh   *float64 `col:"auc_high"`
	Crude     *float64 `col:"odds_ratio_crude"`
	MH        *float64 `col:"odds_ratio_mh"`
	MHLow     *float64 `col:"odds_ratio_mh_low"`
	MHHigh    *float64 `col:"odds_ratio_mh_high"`
	Logit     *float64 `col:"odds_ratio_logit"`
	LogitLow  *float64 `col:"odds_ratio_logit_low"`
	LogitHigh *float64 `col:"odds_ratio_logit_high"`
	Method    string   `col:"method"`
}

type reconciled struct {
	Unit       string   `col:"unit_name"`
	Metric     string   `col:"metric"`
	Counting   string   `col:"counting_unit"`
	From       string   `col:"window_start"`
	To         string   `col:"window_end"`
	Population string   `col:"population"`
	Source     string   `col:"source"`
	Low        *float64 `col:"stated_low"`
	High       *float64 `col:"stated_high"`
	Computed   *float64 `col:"computed"`
	Verdict    string   `col:"verdict"`
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
	flows        []flow
	fresh        []newMandates
	tenths       []tenth
	associations []association
	claims       []reconciled
	warnings     []warning
	ledger       ledger
}

func analysisPage(ctx context.Context, q *queries, f facts, o Options) ([]byte, []Figure, error) {
	a := &analysis{ledger: ledger{letter: "N", page: "analysis", period: o.Period}}
	if err := a.read(ctx, q); err != nil {
		return nil, nil, err
	}
	p := newPage(f, o)
	p.Name = o.Title + "内部分析页（" + monthWord(o.Period) + "）"
	p.Mark = "内部分析页，不随月报印发"
	p.Basis = []Para{
		plains("本页供代表工委内部分析使用，不随月报印发、不外传。推荐率＝推荐提名÷符合条件；留任率＝连选同级人大代表÷上届席位；连任占比＝连选同级人大代表÷新一届席位。三者不混用。"),
		plains("区间均为95%置信区间。关联只在符合条件、推荐与否已知且有前期指标的代表中计算。"),
	}
	for _, build := range []func() (section, error){a.flowSection, a.tenthSection, a.associationSection, a.reconciliationSection, a.warningSection} {
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

func (a *analysis) read(ctx context.Context, q *queries) (err error) {
	if a.flows, err = load[flow](ctx, q, "analysis_renomination_flow"); err != nil {
		return err
	}
	if a.fresh, err = load[newMandates](ctx, q, "analysis_new_mandate"); err != nil {
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

// associationSection sets crude beside stratified, and says so when the
// direction turns.
func (a *analysis) associationSection() (section, error) {
	s := section{Title: "三、关联的粗算与分层", Caution: PolicySentence}
	t := Table{Caption: "前期指标与推荐的关联（全省）", Head: []string{"指标", "有该项（名）", "其中推荐", "秩相关", "AUC（95%区间）", "比值比：粗算", "比值比：分层（95%区间）", "比值比：回归（95%区间）"},
		Notes: []string{"比值比为高组与低组之比：百分位取前、后三分之一，等次取优秀与其他。分层为曼特尔—亨塞尔，层为单位×层级。"}}
	missing := Table{Caption: "没有前期指标的代表", Head: []string{"指标", "有该项（名）", "推荐率", "无该项（名）", "推荐率"}}
	for _, m := range a.associations {
		t.Rows = append(t.Rows, Row{Cells: plains(measureWord(m.Measure), grouped(m.N), grouped(m.Proposed), number(m.Spearman, 2),
			bounded(m.AUC, m.AUCLow, m.AUCHigh), number(m.Crude, 2), bounded(m.MH, m.MHLow, m.MHHigh), bounded(m.Logit, m.LogitLow, m.LogitHigh))})
		if turns(m.Crude, m.MH) {
			s.Paras = append(s.Paras, Para{{Text: "方向反转提示（辛普森悖论）", Class: "b"}, plain(fmt.Sprintf(
				"：%s粗算比值比%s，按单位×层级分层后为%s，方向相反。粗算受各单位构成影响，应以分层结果为准，不得引用粗算。",
				measureWord(m.Measure), number(m.Crude, 2), number(m.MH, 2)))})
		}
		missing.Rows = append(missing.Rows, a.missingRow(m))
	}
	if len(t.Rows) == 0 {
		s.Paras, s.Caution = []Para{plains("〔待补：没有换届提名数据〕")}, ""
		return s, nil
	}
	s.Tables = []Table{t, missing}
	return s, nil
}

// missingRow compares those without a measure with those who have it: the
// measure is not missing at random.
func (a *analysis) missingRow(m association) Row {
	rate := plain("—")
	for _, b := range a.tenths {
		if b.Measure == m.Measure && b.No == 0 && b.N > 0 {
			rate = a.rateFigure(percent(b.Proposed, b.N), "没有"+measureWord(m.Measure)+"的代表的推荐率", b.Proposed, b.N, "analysis_renomination_band")
		}
	}
	with := plain("—")
	if m.N > 0 {
		with = a.rateFigure(percent(m.Proposed, m.N), "有"+measureWord(m.Measure)+"的代表的推荐率", m.Proposed, m.N, "analysis_association")
	}
	return Row{Cells: []Cell{plain(measureWord(m.Measure)), plain(grouped(m.N)), with, plain(grouped(m.Missing)), rate}}
}

// turns tells whether two odds ratios point in opposite directions.
func turns(crude, stratified *float64) bool {
	return crude != nil && stratified != nil && (*crude-1)*(*stratified-1) < 0
}

func number(v *float64, decimals int) string {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return "—"
	}
	return fmt.Sprintf("%.*f", decimals, *v)
}

func bounded(v, low, high *float64) string {
	if v == nil {
		return "—"
	}
	if low == nil || high == nil {
		return number(v, 2)
	}
	return number(v, 2) + "（" + number(low, 2) + "～" + number(high, 2) + "）"
}

func (a *analysis) reconciliationSection() (section, error) {
	s := section{Title: "四、公开数字与明细核对"}
	if len(a.claims) == 0 {
		s.Paras = []Para{plains("没有可核对的公开数字或单位汇总数。")}
		return s, nil
	}
	t := Table{Class: "words", Caption: "《代表工作》所载数字、单位汇总数与库内明细", Head: []string{"单位", "指标", "时段", "口径", "来源", "所载", "库内", "核对"}}
	count := map[string]int{}
	var order []string
	for _, c := range a.claims {
		if count[c.Verdict]++; count[c.Verdict] == 1 {
			order = append(order, c.Verdict)
		}
		source := map[string]string{"claim": "《代表工作》", "summary": "单位汇总"}[c.Source]
		if source == "" {
			source = c.Source
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{plain(c.Unit), plain(c.Metric), plain(window(c.From, c.To)), plain(c.Population), plain(source),
			plain(stated(c)), plain(quantity(c.Computed, c.Counting)), {Text: c.Verdict, Class: verdictClass(c.Verdict)}}})
	}
	var parts []string
	for _, v := range order {
		parts = append(parts, fmt.Sprintf("%s%d项", v, count[v]))
	}
	s.Paras = []Para{plains(fmt.Sprintf("核对%d项：", len(a.claims)) + strings.Join(parts, "，") + "。所载与库内不同，可能是时段、口径不同，不等于哪一方有误。")}
	s.Tables = []Table{t}
	return s, nil
}

func verdictClass(v string) string {
	if v == "超出惯例区间" {
		return "band lo"
	}
	return "band mid"
}

func window(from, to string) string {
	if from == "" && to == "" {
		return "—"
	}
	return dateWord(from) + "至" + dateWord(to)
}

func stated(c reconciled) string {
	switch {
	case c.Low == nil && c.High == nil:
		return "—"
	case c.Low == nil || c.High == nil || *c.Low == *c.High:
		if c.Low == nil {
			return quantity(c.High, c.Counting)
		}
		return quantity(c.Low, c.Counting)
	}
	return quantity(c.Low, "") + "～" + quantity(c.High, c.Counting)
}

// quantity prints a count as a count and a share as a share.
func quantity(v *float64, unit string) string {
	switch {
	case v == nil:
		return "—"
	case *v == math.Trunc(*v) && math.Abs(*v) < 1e15:
		return grouped(int64(*v)) + unit
	}
	return fmt.Sprintf("%.4g", *v) + unit
}

func (a *analysis) warningSection() (section, error) {
	s := section{Title: "五、构建提示"}
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
