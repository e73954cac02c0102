package reports

import (
	"fmt"

	"lvzhi/reports/chart"
)

var verdictColour = map[verdict]string{notCompared: chart.Alike, above: chart.Above, alike: chart.Alike, below: chart.Below}

// comparison is 二、各单位满意率: intervals before points, groups before order.
func (r *release) comparison() (section, error) {
	s := section{Title: "二、各单位满意率" + r.finding(), Pair: true}
	compared := names(r.all, func(s standing) bool { return s.kind == measured })
	if len(compared) > 0 {
		forest, err := r.forest()
		if err != nil {
			return s, err
		}
		s.Charts = append(s.Charts, forest)
	} else {
		s.Paras = []Para{{plain("本月没有可计算满意率的单位，不作图。")}}
	}
	s.Charts = append(s.Charts, r.tiles())
	s.Tables = append(s.Tables, r.unitTable())
	if apart := r.apartTable(); len(apart.Rows) > 0 {
		s.Tables = append(s.Tables, apart)
	}
	return s, nil
}

func (r *release) finding() string {
	var n [4]int
	for _, s := range r.all {
		if s.kind == measured {
			n[s.verdict]++
		}
	}
	switch {
	case n[above]+n[below]+n[alike] == 0:
		return ""
	case n[above]+n[below] == 0:
		return "：各单位与全省水平相当"
	case n[alike] > n[above]+n[below]:
		return "：多数单位与全省水平相当"
	}
	return ""
}

func (r *release) forest() (picture, error) {
	var rows []chart.Interval
	data := Table{Head: []string{"单位", "满意率", "95%区间", "有效票", "与全省水平比较"}}
	data.Head[3] = r.base()
	for _, v := range []verdict{above, alike, below, notCompared} {
		head := chart.Interval{Head: true, Name: [...]string{"未作比较", "高于", "相当", "低于"}[v]}
		for _, s := range r.all {
			if s.kind != measured || s.verdict != v {
				continue
			}
			if head.Head {
				rows = append(rows, head)
				head.Head = false
			}
			rows = append(rows, interval(s))
			data.Rows = append(data.Rows, Row{Cells: []Cell{plain(s.Name), r.unitRate(s), plain(s.span()),
				plain(grouped(s.own.Ballots)), plain(v.Word())}})
		}
	}
	p := r.province
	data.Rows = append(data.Rows, Row{Class: "sum", Cells: []Cell{plain("全省"), r.provinceRate(false, "%"), plain(r.interval()), plain(grouped(p.Ballots)), plain("—")}})
	c, err := chart.Forest("chart-forest", "各单位满意率及95%区间，与全省水平比较", rows, 100*float64(p.Satisfied)/float64(max(p.Ballots, 1)))
	return picture{
		Chart: c, Ask: "哪些单位与全省水平确有差别？",
		Drawn: "点为满意率（%），横线为95%区间，竖线为全省水平；先按是否超出99.8%控制范围分组，组内按行政区划代码序",
		Count: fmt.Sprintf("%d个单位，%s%s票", len(data.Rows)-1, r.base(), grouped(p.Ballots)),
		Data:  data,
		Basis: []string{fmt.Sprintf(defRate, r.base()) + "。",
			"95%区间按有效样本量计算，已计入同场选票的关联。",
			"高于、低于：超出以全省水平为中心、计入单位间固有差异的99.8%控制范围；其余为相当，先后没有意义。"},
	}, err
}

func interval(s standing) chart.Interval {
	rate := percent(s.own.Satisfied, s.own.Ballots)
	return chart.Interval{Name: s.Short, Low: 100 * *s.own.Low, High: 100 * *s.own.High,
		Value: 100 * float64(s.own.Satisfied) / float64(s.own.Ballots), Text: rate, Colour: verdictColour[s.verdict],
		Tip: fmt.Sprintf("%s\n满意率%s%%（95%%区间%s）\n%s场，%s票\n%s", s.Name, rate, s.span(), grouped(s.own.Sessions), grouped(s.own.Ballots), s.verdict.Word())}
}

// span is the printed 95% interval.
func (s standing) span() string { return percentOf(*s.own.Low) + "～" + percentOf(*s.own.High) }

func (r *release) tiles() picture {
	var tiles []chart.Tile
	data := Table{Head: []string{"单位", "图中所示"}}
	for _, s := range r.all {
		t := chart.Tile{Column: int(s.Column), Row: int(s.Row), Name: s.Short, Text: s.kind.short(), Hole: true}
		if s.kind == measured {
			t.Text, t.Hole, t.Colour = percent(s.own.Satisfied, s.own.Ballots), false, verdictColour[s.verdict]
		}
		tiles = append(tiles, t)
		word := s.kind.Word()
		if s.kind == measured {
			word = t.Text + "%，" + s.verdict.Word()
		}
		data.Rows = append(data.Rows, Row{Cells: plains(s.Name, word)})
	}
	return picture{
		Chart: chart.Chart{ID: "chart-tiles", Still: chart.Tiles("18个报送单位的方格位置示意，数字为满意率", tiles)},
		Ask:   "高与低的单位分布在哪里？", Drawn: "方格位置示意，非行政区划图；数字为满意率（%），空格为无数可比",
		Count: fmt.Sprintf("%d个单位", len(r.all)), Data: data,
		Basis:  []string{"颜色只表示与全省水平比较的结果，与左图一致；空格不是零。"},
		Legend: []key{{chart.Above, "高于控制范围"}, {"#c9d3d8", "相当"}, {chart.Below, "低于控制范围"}, {"", "未报送、未比较"}},
	}
}
