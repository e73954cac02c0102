package reports

import (
	"fmt"
	"slices"
)

// problem is one thing found and what to do about it; both come from figures.
type problem struct{ found, todo string }

// found applies the rules in a fixed order. Nothing is said that no figure
// supports, and no rule praises.
func (r *release) found() []problem {
	var all []problem
	add := func(found, todo string) { all = append(all, problem{found, todo}) }
	if none := names(r.all, func(s standing) bool { return s.kind == unreported && s.state != "not_due" }); len(none) > 0 {
		add(fmt.Sprintf("%d个单位未报送本月述职满意度测评数据：%s。", len(none), list(none)),
			"未报送的单位尽快补报，补报数据计入发生月份，下期作修订说明。")
	}
	for _, d := range r.datasets() {
		missing := r.unitsWith(func(m submission) bool { return m.Dataset == d.name && d.name != votes && m.State == "missing" })
		if len(missing) > 0 {
			add(fmt.Sprintf("%d个单位未报送%s：%s。", len(missing), d.label, list(missing)), "未报送"+d.label+"的单位尽快补报。")
		}
	}
	if late := r.unitsWith(func(m submission) bool { return m.State == "late" }); len(late) > 0 {
		add(fmt.Sprintf("%d个单位有报表迟报：%s。", len(late), list(late)), "迟报的单位核对报送时限，按期报送。")
	}
	if back := r.unitsWith(func(m submission) bool { return m.State == "refused" }); len(back) > 0 {
		add(fmt.Sprintf("%d个单位有报表退回后未重报：%s。", len(back), list(back)), "退回的报表按回执所列原因修改后重报。")
	}
	if held := r.unitsWith(func(m submission) bool { return m.Quarantined > 0 }); len(held) > 0 {
		add(fmt.Sprintf("%d个单位报送的数据中有未通过检查的行，共%s行：%s。", len(held), grouped(r.submissionCounts()["quarantined"]), list(held)),
			"有未采用数据的单位按回执逐格核对、修改，重报原文件。")
	}
	if other := names(r.all, func(s standing) bool { return s.kind == otherBase }); len(other) > 0 {
		add(fmt.Sprintf("%d个单位报送的测评数据没有%s数，口径不同，未能参与比较：%s。", len(other), r.base(), list(other)),
			"测评数据补报"+r.base()+"数，统一口径。")
	}
	if only := names(r.all, func(s standing) bool { return s.kind == totalsOnly }); len(only) > 0 {
		add(fmt.Sprintf("%d个单位只报汇总数，没有逐人测评数据：%s。", len(only), list(only)), "只报汇总数的单位补报逐人测评数据。")
	}
	if low := names(r.all, func(s standing) bool { return s.kind == measured && s.verdict == below }); len(low) > 0 {
		add(fmt.Sprintf("%d个单位满意率低于控制范围，建议核实情况：%s。", len(low), list(low)),
			"低于控制范围的单位先核实数据和测评组织情况，再分析原因。")
	}
	if n := r.consequenceTotals().Rectify; n > 0 {
		add(fmt.Sprintf("按本地办法列入整改%s人次。", r.rectifyFigure(n).Text), "列入整改的按本地办法规定的时限办理，并向原选举单位或原选区选民反馈。")
	}
	return all
}

// unitsWith lists, in division-code order, units that have such a submission.
func (r *release) unitsWith(want func(submission) bool) []string {
	var out []string
	for _, u := range r.units {
		if slices.ContainsFunc(r.submissions, func(m submission) bool { return m.Unit == u.Code && want(m) }) {
			out = append(out, u.Name)
		}
	}
	return out
}

func (r *release) problems() (section, error) {
	s := section{Title: "六、存在问题"}
	for _, p := range r.found() {
		s.List = append(s.List, Para{plain(p.found)})
	}
	if len(s.List) == 0 {
		s.Paras = []Para{{plain("按现有数据和规则，本月没有需要列出的问题。")}}
	}
	return s, nil
}

func (r *release) advice() (section, error) {
	s := section{Title: "七、下步工作建议"}
	for _, p := range r.found() {
		s.List = append(s.List, Para{plain(p.todo)})
	}
	s.List = append(s.List, Para{plain("〔待补：结合代表工作部署提出的其他建议〕")})
	return s, nil
}

// appendix holds what leads back from the words: consequences by area, coverage
// by level.
func (r *release) appendix() (section, error) {
	s := section{Title: "附表"}
	t, words := r.consequenceTable()
	if words != nil {
		s.Paras = append(s.Paras, words)
	} else {
		s.Tables = append(s.Tables, t)
	}
	if levels := r.levelTable(); len(levels.Rows) > 0 {
		s.Tables = append(s.Tables, levels)
	}
	s.Beside = len(s.Tables) > 1
	return s, nil
}

// consequenceTable lists counts by area, never a person; words stand in its
// place where the counts are too few to be listed.
func (r *release) consequenceTable() (Table, Para) {
	t := Table{Caption: "附表1　按本地办法列入整改的测评（行政区划代码序）", Head: []string{"单位", "列入整改（人次）"},
		Notes: []string{fmt.Sprintf("1至%d人次印作%s；", r.run.SmallCount-1, r.run.fewer()) + "为防止推算而不列的印作＊。待核实的不计入。各地办法不同，不作横向比较。"}}
	sum := r.consequenceTotals()
	total := sum.Rectify
	switch {
	case sum.Decided == 0:
		return t, Para{plain("附表1　〔待补：没有可按本地办法判定的测评〕")}
	case total == 0:
		return t, Para{plain("附表1　可按本地测评办法判定的测评中，本月没有列入整改的结果。")}
	}
	if !slices.ContainsFunc(r.consequences, func(c consequence) bool { return r.run.printedCount(c) != "" }) {
		return t, Para{plain("附表1　本月按本地测评办法列入整改"), r.rectifyFigure(total), plain("人次，数量少，不分单位列出。")}
	}
	for _, s := range r.all {
		c := r.consequenceOf(s.Code)
		text := r.run.printedCount(c)
		switch {
		case !s.reported():
			t.Rows = append(t.Rows, Row{Class: "none", Cells: plains(s.Name, s.kind.Word())})
		case c.Print == "":
			t.Rows = append(t.Rows, Row{Class: "none", Cells: plains(s.Name, "无已登记办法")})
		case text == "":
			t.Rows = append(t.Rows, Row{Class: "none", Cells: plains(s.Name, "不分单位列出")})
		case c.Print == printShown:
			t.Rows = append(t.Rows, Row{Cells: []Cell{plain(s.Name),
				r.ledger.number(Figure{Text: text, Definition: s.Name + defRectify, Query: "monthly_consequence", Unit: s.Code})}})
		default:
			t.Rows = append(t.Rows, Row{Cells: plains(s.Name, text)})
		}
	}
	t.Rows = append(t.Rows, Row{Class: "sum", Cells: []Cell{plain("全省"), r.rectifyFigure(total)}})
	return t, nil
}
