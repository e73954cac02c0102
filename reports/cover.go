package reports

import (
	"fmt"
	"slices"

	"lvzhi/reports/chart"
)

func (r *release) coverageFigure(c coverage, who, query, suffix string) Cell {
	return r.ledger.number(Figure{Text: percent(c.Reported, c.InOffice) + suffix, Definition: who + defCoverage,
		Numerator: grouped(c.Reported) + "名", Denominator: grouped(c.InOffice) + "名", Query: query, Unit: c.Unit})
}

// coverageSection is 三、届内述职覆盖.
func (r *release) coverageSection() (section, error) {
	s := section{Title: "三、届内述职覆盖"}
	var rows []chart.Bullet
	data := Table{Caption: "各单位届内述职覆盖（行政区划代码序）", Head: []string{"单位", "在任代表（名）", "本届已述职（名）", "覆盖率", "匀速参照值"}}
	var without, silent []string
	under := 0
	var plans []string // beside each row of data
	for _, u := range r.units {
		c := at(r.coverage, u.Code, allLevels)
		plans = append(plans, optional(c.Plan))
		if c.InOffice == 0 {
			without = append(without, u.Name)
			data.Rows = append(data.Rows, Row{Class: "none", Cells: []Cell{plain(u.Name), {Text: "无代表名册", Span: 4}}})
			continue
		}
		if !c.Counted {
			silent = append(silent, u.Name)
			data.Rows = append(data.Rows, Row{Class: "none", Cells: []Cell{plain(u.Name), plain(grouped(c.InOffice)), {Text: "本届无述职数据，不按零计", Span: 3}}})
			continue
		}
		cell := r.coverageFigure(c, u.Name, "monthly_coverage", "%")
		b := chart.Bullet{Name: u.Short, Value: share(c.Reported, c.InOffice), Text: percent(c.Reported, c.InOffice), NoMark: c.Expected == nil}
		if c.Expected != nil {
			b.Mark = 100 * *c.Expected
			if b.Value < b.Mark {
				under++
			}
		}
		b.Tip = fmt.Sprintf("%s\n覆盖率%s%%（%s/%s名）\n匀速参照值%s", u.Name, b.Text, grouped(c.Reported), grouped(c.InOffice), optional(c.Expected))
		rows = append(rows, b)
		data.Rows = append(data.Rows, Row{Cells: []Cell{plain(u.Name), plain(grouped(c.InOffice)), plain(grouped(c.Reported)), cell, plain(optional(c.Expected))}})
	}
	if len(rows) == 0 {
		s.Paras = []Para{{plain("〔待补：尚无代表名册，无法计算覆盖率〕")}}
		return s, nil
	}
	whole := at(r.covered, "", allLevels)
	plans = append(plans, optional(whole.Plan))
	data.Rows = append(data.Rows, Row{Class: "sum", Cells: []Cell{plain("全省"), plain(grouped(whole.InOffice)), plain(grouped(whole.Reported)),
		r.coverageFigure(whole, "全省", "monthly_coverage_province", "%"), plain(optional(whole.Expected))}})
	if r.planned() {
		data.Head = append(data.Head, "计划完成率")
		for i := range data.Rows {
			data.Rows[i].Cells = append(data.Rows[i].Cells, plain(plans[i]))
		}
	}
	if len(silent) > 0 {
		data.Notes = append(data.Notes, "全省数不含本届无述职数据的单位："+list(silent)+"。")
	}
	s.Paras = []Para{r.coverageWords(len(rows), under, without)}
	c, err := chart.Bullets("chart-coverage", "各单位届内述职覆盖率与匀速参照值", rows)
	s.Charts = []picture{{Chart: c, Ask: "各单位本届代表述职走到哪一步？",
		Drawn: "横条为覆盖率（%），短竖线为该单位的匀速参照值；行政区划代码序",
		Count: fmt.Sprintf("%d个单位，在任代表%s名，截至%s", len(rows), grouped(whole.InOffice), dateWord(whole.AsOf)),
		Data:  data, Basis: []string{defCoverage + "。", defExpected + "。", "参照值按每名代表的当选和任期起止逐人计算后平均，各单位不同。"}}}
	return s, err
}

// planned tells whether any unit has sent a plan to hold the reports against.
func (r *release) planned() bool {
	return slices.ContainsFunc(r.coverage, func(c coverage) bool { return c.Level == allLevels && c.Plan != nil })
}

func share(n, of int64) float64 { return 100 * float64(n) / float64(of) }

func optional(v *float64) string {
	if v == nil {
		return "—"
	}
	return percentOf(*v) + "%"
}

func (r *release) coverageWords(n, under int, without []string) Para {
	p := r.coverageSentence()
	p = append(p, plain(fmt.Sprintf("%d个单位中，低于匀速参照值的", n)),
		r.ledger.number(Figure{Text: fmt.Sprint(under), Definition: "覆盖率低于本单位匀速参照值的单位数。" + defExpected, Query: "monthly_coverage"}),
		plain("个。参照值只用于把握进度，不是任务要求；集中在某月或某年述职的办法，低于参照值属正常安排。"))
	if len(without) > 0 {
		p = append(p, plain("无代表名册、未计算的："+list(without)+"。"))
	}
	return p
}

// levelTable is coverage by level, the province.
func (r *release) levelTable() Table {
	t := Table{Caption: "附表2　届内述职覆盖（按代表层级）", Head: []string{"层级", "在任代表（名）", "本届已述职（名）", "含已离任（名）", "覆盖率", "匀速参照值"}}
	for _, level := range append(append([]string{}, levelOrder...), allLevels) {
		c := at(r.covered, "", level)
		if c.InOffice == 0 {
			continue
		}
		class := ""
		if level == allLevels {
			class = "sum"
		}
		t.Rows = append(t.Rows, Row{Class: class, Cells: []Cell{plain(levelWords[level]), plain(grouped(c.InOffice)), plain(grouped(c.Reported)),
			plain(grouped(c.Ever)), r.coverageFigure(c, levelName(level), "monthly_coverage_province", "%"), plain(optional(c.Expected))}})
	}
	return t
}

func levelName(level string) string {
	if level == allLevels {
		return "全省"
	}
	return levelWords[level] + "代表"
}
