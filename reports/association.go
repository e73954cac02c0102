package reports

import (
	"fmt"
	"math"
)

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

// associationSection sets crude beside stratified, and says so when the
// direction turns.
func (a *analysis) associationSection() (section, error) {
	s := section{Title: "三、关联的粗算与分层", Caution: PolicySentence}
	t := Table{Caption: "前期指标与推荐的关联（全省）", Head: []string{"指标", "有该项（名）", "其中推荐", "秩相关", "AUC（95%区间）", "比值比：粗算", "比值比：分层（95%区间）", "比值比：回归（95%区间）"},
		Notes: []string{"比值比为高组与低组之比：百分位取前、后三分之一，等次取优秀与其他。分层为曼特尔—亨塞尔，层为单位×层级。",
			"回归为逻辑回归，控制单位和层级，区间按代表聚类：百分位为每高10个百分点，等次为优秀比其他。"}}
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
