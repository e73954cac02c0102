package reports

import (
	"fmt"
	"slices"
	"strings"
)

// overview is 一、总体情况: sentences by rule, each from a figure.
func (r *release) overview() (section, error) {
	p := r.province
	came := names(r.all, standing.reported)
	s := section{Title: "一、总体情况"}
	if p.Sessions == 0 {
		s.Paras = []Para{{plain(fmt.Sprintf("%s，%d个单位报送述职满意度测评数据，按%s口径无可汇总的述职评议。", monthWord(r.o.Period), len(came), r.base()))}}
		return s, nil
	}
	summed := names(r.all, func(s standing) bool { return s.own.Sessions > 0 })
	opening := fmt.Sprintf("%s，%d个单位报送述职满意度测评数据，", monthWord(r.o.Period), len(came))
	if len(summed) != len(came) {
		opening += fmt.Sprintf("其中%d个可按%s口径汇总，", len(summed), r.base())
	}
	first := Para{plain(opening + "共组织述职评议"),
		r.provinceCount(grouped(p.Sessions), "本月述职评议场次"), plain("场次，"),
		r.provinceCount(grouped(p.Mandates), "本月述职并参加测评的代表（席位）"), plain("名代表述职并接受测评")}
	first = append(first, plain(r.byLevel()+"。"+r.sessionsAgainst()))
	second := Para{plain("全省满意率"), r.provinceRate(false, "%"),
		plain("（95%区间" + r.interval() + "），" + againstYearBefore(p, r.yearBefore) + "；综合满意率"), r.provinceRate(true, "%"), plain("。")}
	second = append(second, r.groupsSentence()...)
	s.Paras = []Para{first, second, r.coverageSentence(), r.consequenceSentence()}
	return s, nil
}

// byLevel is left out when the levels do not add up to the whole: then a
// deputy's level is unknown somewhere.
func (r *release) byLevel() string {
	var parts []string
	var sum int64
	for _, level := range levelOrder {
		for _, l := range r.levels {
			if l.Level == level && l.Mandates > 0 {
				parts = append(parts, fmt.Sprintf("%s%s名", levelWords[level], grouped(l.Mandates)))
				sum += l.Mandates
			}
		}
	}
	if sum != r.province.Mandates || len(parts) < 2 {
		return ""
	}
	return "，其中" + strings.Join(parts, "、")
}

// sessionsAgainst compares counts with a year before only between the same
// units.
func (r *release) sessionsAgainst() string {
	if r.yearBefore == nil {
		return ""
	}
	for _, s := range r.all {
		if (s.own.Sessions > 0) != r.before[s.Code] {
			return "因报送单位与上年同月不同，场次不作同比。"
		}
	}
	change := countChange(r.province.Sessions, r.yearBefore.Sessions, "场")
	return "场次同比" + change + "。"
}

func (r *release) groupsSentence() Para {
	groups := map[verdict][]string{}
	for _, s := range r.all {
		if s.kind == measured {
			groups[s.verdict] = append(groups[s.verdict], s.Name)
		}
	}
	n := len(groups[above]) + len(groups[alike]) + len(groups[below])
	if n == 0 {
		return Para{plain("本月没有可与全省水平比较的单位。")}
	}
	def := "已报送且可比较的单位中，按99.8%控制范围判定"
	count := func(v verdict) Cell {
		return r.ledger.number(Figure{Text: fmt.Sprint(len(groups[v])), Definition: def + "为“" + v.Word() + "”的单位数", Query: "monthly_satisfaction"})
	}
	p := Para{plain(fmt.Sprintf("在已报送且可比较的%d个单位中，", n))}
	if len(groups[above])+len(groups[below]) == 0 {
		return append(p, plain("各单位均与全省水平相当，不宜排出先后。"))
	}
	p = append(p, plain("高于控制范围的"), count(above), plain("个"+bracket(groups[above])+"，低于控制范围、建议核实情况的"), count(below), plain("个"+bracket(groups[below])))
	if len(groups[alike]) > 0 {
		p = append(p, plain("，其余"), count(alike), plain("个与全省水平相当，不宜排出先后"))
	}
	return append(p, plain("。"))
}

func bracket(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "（" + list(names) + "）"
}

func (r *release) coverageSentence() Para {
	c := at(r.covered, "", allLevels)
	if c.InOffice == 0 {
		return Para{plain("届内述职覆盖：〔待补：尚无代表名册，无法计算〕。")}
	}
	p := Para{plain("截至" + dateWord(c.AsOf) + "，有述职数据的单位在任代表" + grouped(c.InOffice) + "名中，本届已述职" + grouped(c.Reported) + "名，届内述职覆盖率"),
		r.coverageFigure(c, "全省", "monthly_coverage_province", "%")}
	if c.Expected != nil {
		p = append(p, plain("，匀速参照值"+percentOf(*c.Expected)+"%"))
	}
	return append(p, plain("。"))
}

func (r *release) consequenceSentence() Para {
	sum := r.consequenceTotals()
	if sum.Decided == 0 {
		return Para{plain("〔待补：本月述职的地方尚无已登记的测评办法，是否列入整改不作判定〕")}
	}
	p := Para{plain("本地有办法可判定的"), r.ledger.number(Figure{Text: grouped(sum.Decided), Definition: "所在地有已登记的测评办法、分母齐全的测评（人次）", Query: "monthly_consequence"}), plain("人次测评中，")}
	if sum.Rectify+sum.OverHalf == 0 {
		p = append(p, plain("没有列入整改的结果"))
	} else {
		p = append(p, plain("列入整改"), r.rectifyFigure(sum.Rectify), plain("人次"))
	}
	if sum.OverHalf > 0 {
		p = append(p, plain("，另有不满意票超过半数"), r.overHalf(sum.OverHalf), plain("人次（只列全省数）"))
	}
	if sum.Rectify+sum.OverHalf > 0 {
		p = append(p, plain("；以上为线索，由有关机关依法研究处理"))
	}
	if sum.Unspecified > 0 {
		p = append(p, plain("。另"+grouped(sum.Unspecified)+"人次所在地没有已登记的办法，不作判定"))
	}
	return append(p, plain("。"))
}

func (r *release) consequenceTotals() consequence {
	var sum consequence
	for _, c := range r.consequences {
		sum.Decided += c.Decided
		sum.Rectify += c.Rectify
		sum.OverHalf += c.OverHalf
		sum.Unspecified += c.Unspecified
		sum.PrintSum = c.PrintSum
	}
	return sum
}

// rectifyFigure is the province's count; hidden where it would tell one unit's.
func (r *release) rectifyFigure(n int64) Cell {
	if r.consequenceTotals().PrintSum == printWithheld {
		return plain(hiddenCount)
	}
	return r.ledger.number(Figure{Text: grouped(n), Definition: defRectify, Query: "monthly_consequence"})
}

func (r *release) overHalf(n int64) Cell {
	return r.ledger.number(Figure{Text: grouped(n), Definition: "不满意票超过本地办法分母半数的测评（人次），只列全省数；待核实的不计入", Query: "monthly_consequence"})
}

func (r *release) consequenceOf(unit string) consequence {
	i := slices.IndexFunc(r.consequences, func(c consequence) bool { return c.Unit == unit })
	if i < 0 {
		return consequence{}
	}
	return r.consequences[i]
}
