package reports

import "fmt"

// judged is how one unit's comparison came about.
type judged struct {
	Name       string   `col:"unit_name"`
	Mandates   int64    `col:"mandates"`
	Sessions   int64    `col:"sessions"`
	Ballots    int64    `col:"ballots"`
	Satisfied  int64    `col:"satisfied"`
	Mean       *float64 `col:"mean_deputy_rate"`
	Grade      *float64 `col:"satisfied_grade_share"`
	Deff       *float64 `col:"deff"`
	Effective  *float64 `col:"n_eff"`
	Low        *float64 `col:"ci_low"`
	High       *float64 `col:"ci_high"`
	Comparison string   `col:"comparison"`
	Near       bool     `col:"is_near_limit"`
}

// spread is one scheme's distribution of points in one unit.
type spread struct {
	Unit    string   `col:"unit_name"`
	Scheme  string   `col:"scheme_label"`
	Year    int64    `col:"year"`
	N       int64    `col:"n"`
	Mean    *float64 `col:"mean"`
	P10     *float64 `col:"p10"`
	P25     *float64 `col:"p25"`
	P50     *float64 `col:"p50"`
	P75     *float64 `col:"p75"`
	P90     *float64 `col:"p90"`
	Ceiling *float64 `col:"ceiling_share"`
}

// judgementSection shows the three readings of 满意率 side by side, and flags
// inside the house what the release page calls 相当.
func (a *analysis) judgementSection() (section, error) {
	s := section{Title: "四、满意率的判定细节"}
	t := Table{Caption: "三种读法与判定依据（行政区划代码序）", Head: []string{"单位", "场次", "代表", "满意率（合并）", "代表平均", "满意等次占比", "设计效应", "有效样本量", "95%区间", "判定", "接近控制限"},
		Notes: []string{"合并＝满意票合计÷有效票合计；代表平均＝各代表满意率的平均；满意等次占比只算办法规定该等次的代表，办法未规定的空缺。",
			"接近控制限：落在95%与99.8%控制限之间，月报写作相当，只在本页提示。" + fmt.Sprintf("代表不足%d名或述职不足%d场的不计算。", a.run.LeastMandates, a.run.LeastSessions)}}
	var near []string
	for _, j := range a.judged {
		verdict, err := readVerdict(j.Comparison)
		if err != nil {
			return s, fmt.Errorf("unit %s: %w", j.Name, err)
		}
		row := []Cell{plain(j.Name), plain(grouped(j.Sessions)), plain(grouped(j.Mandates))}
		if !a.run.printable(satisfaction{Mandates: j.Mandates, Sessions: j.Sessions, Ballots: j.Ballots}) {
			t.Rows = append(t.Rows, Row{Cells: append(row, Cell{Text: fewPeople.Word(), Span: 8, Class: "faint"})})
			continue
		}
		mark := ""
		if j.Near {
			mark, near = "是", append(near, j.Name)
		}
		span := "—"
		if j.Low != nil && j.High != nil {
			span = percentOf(*j.Low) + "～" + percentOf(*j.High)
		}
		t.Rows = append(t.Rows, Row{Cells: append(row,
			a.ledger.number(Figure{Text: percent(j.Satisfied, j.Ballots) + "%", Definition: j.Name + "满意率（合并）", Numerator: grouped(j.Satisfied) + "票", Denominator: grouped(j.Ballots) + "票", Query: "analysis_satisfaction"}),
			plain(optional(j.Mean)), plain(optional(j.Grade)), plain(number(j.Deff, 2)), plain(number(j.Effective, 0)), plain(span), plain(verdict.Word()), plain(mark))})
	}
	if len(t.Rows) == 0 {
		s.Paras = []Para{plains("本月没有可判定的单位。")}
		return s, nil
	}
	s.Paras = []Para{plains("没有单位落在95%与99.8%控制限之间。")}
	if len(near) > 0 {
		s.Paras = []Para{plains(fmt.Sprintf("落在95%%与99.8%%控制限之间的%d个：%s。单月出现不作结论，可对照前后几个月。", len(near), list(near)))}
	}
	s.Tables = []Table{t}
	return s, nil
}

func (a *analysis) spreadSection() (section, error) {
	s := section{Title: "五、积分分布"}
	if len(a.spreads) == 0 {
		s.Paras = []Para{plains("〔待补：尚无经主任会议确认的积分〕")}
		return s, nil
	}
	t := Table{Class: "named", Caption: fmt.Sprintf("%d年积分分布（经确认的，行政区划代码序）", a.spreads[0].Year),
		Head:  []string{"单位", "办法", "代表", "均值", "第10", "第25", "第50", "第75", "第90百分位", "封顶比例"},
		Notes: []string{"各按本地办法，分值不可跨办法比较；封顶比例可比较，过高说明积分难以分出差别。"}}
	for _, d := range a.spreads {
		cells := []Cell{plain(d.Unit), {Text: d.Scheme, Class: "wrap"}, plain(grouped(d.N))}
		if d.N < a.run.LeastMandates {
			t.Rows = append(t.Rows, Row{Cells: append(cells, Cell{Text: fewPeople.Word(), Span: 7, Class: "faint"})})
			continue
		}
		for _, v := range []*float64{d.Mean, d.P10, d.P25, d.P50, d.P75, d.P90} {
			cells = append(cells, plain(number(v, 2)))
		}
		t.Rows = append(t.Rows, Row{Cells: append(cells, plain(optional(d.Ceiling)))})
	}
	s.Tables = []Table{t}
	return s, nil
}
