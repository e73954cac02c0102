package reports

import (
	"fmt"

	"lvzhi/reports/chart"
)

// group is one congress level at one change of term.
type group struct {
	level, from, to string
	total           flow
	reasons         []flow // those out of scope, by reason
	rates           rates
}

func (a *analysis) groups() []group {
	var all []group
	for _, f := range a.flows {
		if n := len(all); n == 0 || all[n-1].level != f.Level || all[n-1].from != f.From || all[n-1].to != f.To {
			g := group{level: f.Level, from: f.From, to: f.To}
			for _, r := range a.rates {
				if r.Level == f.Level && r.From == f.From && r.To == f.To {
					g.rates = r
				}
			}
			all = append(all, g)
		}
		g := &all[len(all)-1]
		g.total.Mandates += f.Mandates
		g.total.Eligible += f.Eligible
		g.total.EligibleUnknown += f.EligibleUnknown
		g.total.Proposed += f.Proposed
		g.total.ProposedUnknown += f.ProposedUnknown
		g.total.Candidate += f.Candidate
		g.total.Elected += f.Elected
		if out := f.Mandates - f.Eligible - f.EligibleUnknown; out > 0 {
			f.Mandates = out
			g.reasons = append(g.reasons, f)
		}
	}
	return all
}

// flowSection is the way from the old mandates to the new, and three rates that
// are never one word.
func (a *analysis) flowSection() (section, error) {
	s := section{Title: "一、换届：从上届席位到当选"}
	groups := a.groups()
	if len(groups) == 0 {
		s.Paras = []Para{plains("〔待补：没有换届提名数据〕")}
		return s, nil
	}
	t := Table{Caption: "三个比例", Head: []string{"层级", "换届", "上届席位", "符合条件", "推荐提名", "推荐率", "连选同级", "留任率", "新一届席位", "连任占比"},
		Notes: []string{"推荐率的分母不含推荐与否未知的代表。当选结果没有报全的单位不计入留任率和连任占比，新一届名册未报的不计入连任占比；一个单位都没有的写〔待补〕。"}}
	for i, g := range groups {
		x := g.rates
		t.Rows = append(t.Rows, Row{Cells: []Cell{plain(levelWords[g.level]), plain(g.from + "→" + g.to), plain(grouped(g.total.Mandates)), plain(grouped(g.total.Eligible)),
			plain(grouped(g.total.Proposed)), a.share("推荐率＝推荐提名÷符合条件（推荐与否已知）", x.Proposed, x.ProposalBase), plain(grouped(g.total.Elected)),
			a.share(fmt.Sprintf("留任率＝连选同级人大代表÷上届席位，结果报全的%d个单位", x.RetentionUnits), x.RetentionReelected, x.RetentionBase), plain(known0(x.ShareBase)),
			a.share(fmt.Sprintf("连任占比＝连选同级人大代表÷新一届席位，名册和结果都报全的%d个单位", x.ShareUnits), x.ShareReelected, x.ShareBase)}})
		p, err := flowPicture(i+1, g)
		if err != nil {
			return s, err
		}
		s.Charts = append(s.Charts, p)
	}
	s.Pair = len(groups) > 1
	s.Tables = []Table{t}
	return s, nil
}

// known0 prints a count where 0 means nobody knows.
func known0(n int64) string {
	if n == 0 {
		return "—"
	}
	return grouped(n)
}

// reasonWord is why a seat's holder left the scope; age and terms are 不再列入
// 推荐范围, which is no judgement of work.
func reasonWord(reason string) string {
	switch reason {
	case "":
		return "不再列入（原因未填）"
	case "age":
		return "不再列入（年龄）"
	case "terms":
		return "不再列入（届数）"
	case "moved":
		return "调离"
	case "died":
		return "去世"
	case "resigned":
		return "辞去代表职务"
	case "other_level":
		return "转任其他层级"
	}
	return reason
}

func (a *analysis) share(def string, num, den int64) Cell {
	if den <= 0 {
		return plain("〔待补〕")
	}
	return a.rateFigure(percent(num, den), def, num, den, "analysis_renomination_rate")
}

func flowPicture(no int, g group) (picture, error) {
	var steps []chart.Step
	t := Table{Head: []string{"环节", "名"}}
	add := func(name string, n int64, side bool) {
		steps = append(steps, chart.Step{Name: name, N: n, Side: side, Tip: fmt.Sprintf("%s\n%s名", name, grouped(n))})
		t.Rows = append(t.Rows, Row{Cells: plains(name, grouped(n))})
	}
	add("上届席位", g.total.Mandates, false)
	for _, r := range g.reasons {
		add(reasonWord(r.Reason), r.Mandates, true)
	}
	if g.total.EligibleUnknown > 0 {
		add("是否符合条件未知", g.total.EligibleUnknown, true)
	}
	add("符合条件", g.total.Eligible, false)
	if g.total.ProposedUnknown > 0 {
		add("推荐与否未知", g.total.ProposedUnknown, true)
	}
	add("未推荐", g.total.Eligible-g.total.Proposed-g.total.ProposedUnknown, true)
	add("推荐提名", g.total.Proposed, false)
	add("正式候选人", g.total.Candidate, false)
	add("连选同级人大代表", g.total.Elected, false)
	label := levelWords[g.level] + "代表"
	c, err := chart.Steps(fmt.Sprintf("chart-flow-%d", no), label+"从上届席位到当选", steps)
	return picture{Chart: c, Ask: label + "：上届席位走到哪一步？", Drawn: "横条为席位数；蓝为留在流程中的，灰为离开或未知的",
		Count: fmt.Sprintf("%s→%s，上届席位%s", g.from, g.to, grouped(g.total.Mandates)), Data: t,
		Basis: []string{"不再列入推荐范围的按原因分列；未知单列，不按未推荐计。"}}, err
}
