package reports

import "fmt"

func (r *release) basis() []Para {
	due := len(r.all) - len(names(r.all, func(s standing) bool { return s.kind == excused }))
	came := len(names(r.all, standing.reported))
	first := Para{plain(fmt.Sprintf("本月述职满意度测评应报送单位%d个，已报送", due)), {Text: fmt.Sprint(came), Class: "b"}, plain("个")}
	if none := names(r.all, func(s standing) bool { return s.kind == unreported }); len(none) > 0 {
		first = append(first, plain("；"), Cell{Text: "未报送：" + list(none), Class: "b"}, plain("，不参与比较，不按零计"))
	}
	if later := names(r.all, func(s standing) bool { return s.kind == unreported && s.state == "not_due" }); len(later) > 0 {
		first = append(first, plain("（其中"+list(later)+"截至数据日未到报送期限）"))
	}
	if only := names(r.all, func(s standing) bool { return s.kind == totalsOnly }); len(only) > 0 {
		first = append(first, plain("；"+list(only)+"仅报汇总数，不参与比较"))
	}
	first = append(first, plain("。"))
	second := Para{plain(fmt.Sprintf(defRate, r.base()) + "；" + fmt.Sprintf(defBasic, r.base()) +
		"。各单位比较统一以" + r.base() + "为分母，报送数据没有该项的单列。区间为95%置信区间，已计入同场选票的关联；与全省水平的比较以99.8%控制范围为准。")}
	third := Para{plain(fmt.Sprintf("代表不足%d名或述职不足%d场的单位不计算满意率。只统计经主任会议确认的积分。", r.run.LeastMandates, r.run.LeastSessions) + r.noCity()),
		{Text: "带点线的数字可点开查看口径和分子、分母。", Class: "on-screen"}}
	return []Para{first, second, third}
}

func (r *release) noCity() string {
	var none []string
	for _, u := range r.units {
		if !u.HasCity {
			none = append(none, u.Name)
		}
	}
	if len(none) == 0 {
		return ""
	}
	return list(none) + "无市级代表，该项不适用。"
}

func (r *release) headlines() []headline {
	p, c := r.province, at(r.covered, "", allLevels)
	sum := r.consequenceTotals()
	cover, expected := plain("—"), "匀速参照值—"
	if c.InOffice > 0 {
		cover = r.coverageFigure(c, "全省", "monthly_coverage_province", "")
		if c.Expected != nil {
			expected = "匀速参照值" + percentOf(*c.Expected) + "%"
		}
	}
	overNote := Para{plain("本地有办法可判定的" + grouped(sum.Decided) + "人次中")}
	if sum.OverHalf > 0 {
		overNote = append(overNote, plain("；另有不满意票超过半数"), r.overHalf(sum.OverHalf), plain("人次"))
	}
	return []headline{
		{"述职评议", r.provinceCount(grouped(p.Sessions), "本月述职评议场次"), "场次", Para{plain(r.sessionsNote())}},
		{"述职代表", r.provinceCount(grouped(p.Mandates), "本月述职并参加测评的代表（席位）"), "名", Para{plain("有效测评票" + grouped(p.Ballots) + "票")}},
		{"满意率", r.provinceRate(false, ""), "%", Para{plain("95%区间" + r.interval())}},
		{"综合满意率", r.provinceRate(true, ""), "%", Para{plain("含基本满意")}},
		{"届内述职覆盖率", cover, "%", Para{plain(expected)}},
		{"列入整改", r.rectifyFigure(sum.Rectify), "人次", overNote},
	}
}

func (r *release) sessionsNote() string {
	var sessions int64
	for _, s := range r.all {
		sessions += s.other.Sessions
	}
	if sessions == 0 {
		return "按" + r.base() + "口径汇总"
	}
	return fmt.Sprintf("口径不同的另有%d场，单列", sessions)
}
