package main

import (
	"fmt"
	"strings"

	"lvzhi/contracts"
)

// How a check of a regime reads on a screen.

var severityWords = map[string]string{contracts.Wrong: "错误", contracts.Suspect: "请核对", contracts.Note: "说明"}

var consequenceWords = map[string]string{"none": "无后果", "rectify": "限期整改", "resign_or_recall": "依法辞去或罢免（线索）", "unspecified": "原文未规定"}

func (r regimeReport) text() string {
	var t strings.Builder
	fmt.Fprintf(&t, "%s（%s）\n", r.Label, r.Regime)
	for _, m := range r.Remarks {
		where := ""
		if m.Line > 0 {
			where = fmt.Sprintf("第%d行 ", m.Line)
		}
		fmt.Fprintf(&t, "  %s%s：%s\n", where, severityWords[m.Severity], m.Sentence)
	}
	switch {
	case hasRemark(r.Remarks, contracts.Wrong):
		t.WriteString("改正上面的错误以后再检查，边界情形还没有算。\n")
		return t.String()
	case len(r.Remarks) == 0:
		t.WriteString("  没有发现问题\n")
	}
	if len(r.Edges)+len(r.Bands) == 0 {
		t.WriteString("这个办法没有票数或分数的界线，没有边界情形可算。\n")
		return t.String()
	}
	t.WriteString("下面是数仓按这个办法实际算出的结果。\n")
	r.writeRules(&t)
	r.writeRest(&t)
	return t.String()
}

func (r regimeReport) writeRules(t *strings.Builder) {
	rule := 0
	for _, c := range r.Rules {
		if c.Rule != rule {
			rule = c.Rule
			fmt.Fprintf(t, "第%d条 %s\n", rule, c.What)
		}
		mark := ""
		if c.Exact {
			mark = "  ← 恰在界线上"
		}
		fmt.Fprintf(t, "  基数%3d  票数%3d  %s  %s%s\n", c.Base, c.Votes, cutPercent(c.Votes, c.Base), c.outcome(), mark)
	}
}

// outcome is the grade where there is one, else the consequence.
func (c ruleLine) outcome() string {
	if c.Unverified {
		return "待核实"
	}
	if c.Tier != "" {
		return c.Tier
	}
	return consequenceWords[c.Consequence]
}

// cutPercent prints a share cut, not rounded: 79.99% is not 80%.
func cutPercent(votes, base int) string {
	hundredths := votes * 10000 / max(base, 1)
	return fmt.Sprintf("%3d.%02d%%", hundredths/100, hundredths%100)
}

func (r regimeReport) writeRest(t *strings.Builder) {
	if len(r.Dues) > 0 {
		t.WriteString("整改期限\n")
		for _, c := range r.Dues {
			fmt.Fprintf(t, "  第%d条  测评日 %s → 期限 %s\n", c.Rule, c.Day, c.Due)
		}
	}
	if len(r.Edges) > 0 {
		t.WriteString("特殊情形\n")
		for _, c := range r.Edges {
			fmt.Fprintf(t, "  %s → %s\n", c.What, c.outcome())
		}
	}
	if len(r.Bands) > 0 {
		t.WriteString("积分等次\n")
		for _, c := range r.Bands {
			mark := ""
			if c.ModeSensitive {
				mark = "  ← 换一种取整办法，等次会变"
			}
			fmt.Fprintf(t, "  %5.1f 分  %s%s\n", c.Total, c.Band, mark)
		}
	}
}
