package reports

import "fmt"

// unitTable is the full table in division-code order.
func (r *release) unitTable() Table {
	t := Table{Caption: "各单位满意率（行政区划代码序）",
		Head: []string{"单位", "场次", "代表（名）", r.base() + "（票）", "满意率", "95%区间", "综合满意率", "与全省水平比较"}}
	for _, s := range r.all {
		t.Rows = append(t.Rows, r.unitRow(s))
	}
	p := r.province
	t.Rows = append(t.Rows, Row{Class: "sum", Cells: []Cell{plain("全省"),
		r.provinceCount(grouped(p.Sessions), "本月述职评议场次"), r.provinceCount(grouped(p.Mandates), "本月述职并参加测评的代表（席位）"),
		r.provinceCount(grouped(p.Ballots), "本月"+r.base()), r.provinceRate(false, "%"), plain(r.interval()), r.provinceRate(true, "%"), plain("—")}})
	t.Notes = []string{fmt.Sprintf("未报送的单位不按零计，不参与比较。代表不足%d名或述职不足%d场的，场次、代表和票数计入全省，满意率不计算。", r.run.LeastMandates, r.run.LeastSessions)}
	return t
}

func (r *release) unitRow(s standing) Row {
	if s.kind != measured && s.kind != fewPeople {
		return Row{Class: "none", Cells: []Cell{plain(s.Name), {Text: s.kind.Word(), Span: 7}}}
	}
	count := func(n int64, def string) Cell {
		return r.ledger.number(Figure{Text: grouped(n), Definition: s.Name + def, Query: "monthly_satisfaction", Unit: s.Code})
	}
	cells := []Cell{plain(s.Name), count(s.own.Sessions, "本月述职评议场次"), count(s.own.Mandates, "本月述职并参加测评的代表（席位）"), count(s.own.Ballots, "本月"+r.base())}
	if s.kind == fewPeople {
		return Row{Cells: append(cells, Cell{Text: s.kind.Word(), Span: 4, Class: "faint"})}
	}
	rate := r.unitRate(s)
	rate.Class = "b"
	return Row{Cells: append(cells, rate, plain(s.span()), r.unitRateWithBasic(s),
		Cell{Text: s.verdict.Word(), Class: [...]string{"faint", "band hi", "band mid", "band lo"}[s.verdict]})}
}

// apartTable lists units that lack the page's base, never beside the others.
func (r *release) apartTable() Table {
	t := Table{Caption: "口径不同，单列（不与其他单位比较，不计入全省）", Head: []string{"单位", "分母", "场次", "代表（名）", "票（人）数", "满意率"}}
	for _, s := range r.all {
		if s.kind != otherBase {
			continue
		}
		rate := plain("人数少，不计算")
		if r.run.printable(s.other) {
			rate = r.ledger.number(Figure{Text: percent(s.other.Satisfied, s.other.Ballots) + "%",
				Definition: s.Name + fmt.Sprintf(defRate, baseWords[s.other.Base]),
				Numerator:  grouped(s.other.Satisfied), Denominator: grouped(s.other.Ballots), Query: "monthly_satisfaction", Unit: s.Code})
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{plain(s.Name), plain(baseWords[s.other.Base]), plain(grouped(s.other.Sessions)),
			plain(grouped(s.other.Mandates)), plain(grouped(s.other.Ballots)), rate}})
	}
	return t
}

// unitRate is a unit's own rate as a figure.
func (r *release) unitRate(s standing) Cell {
	return r.ledger.number(Figure{Text: percent(s.own.Satisfied, s.own.Ballots) + "%",
		Definition: s.Name + fmt.Sprintf(defRate, r.base()),
		Numerator:  grouped(s.own.Satisfied) + "票", Denominator: grouped(s.own.Ballots) + "票",
		Query: "monthly_satisfaction", Unit: s.Code})
}

func (r *release) unitRateWithBasic(s standing) Cell {
	if s.own.WithBasic == nil || s.own.BasicOf == 0 {
		return plain("—")
	}
	n, of := *s.own.WithBasic, s.own.BasicOf
	return r.ledger.number(Figure{Text: percent(n, of) + "%",
		Definition: s.Name + fmt.Sprintf(defBasic, r.base()),
		Numerator:  grouped(n) + "票", Denominator: grouped(of) + "票",
		Query: "monthly_satisfaction", Unit: s.Code})
}
