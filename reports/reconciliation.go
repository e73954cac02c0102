package reports

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

type reconciled struct {
	Unit       string   `col:"unit_name"`
	Place      string   `col:"place_name"`
	Metric     string   `col:"metric"`
	Counting   string   `col:"counting_unit"`
	From       string   `col:"window_start"`
	To         string   `col:"window_end"`
	Population string   `col:"population"`
	Source     string   `col:"source"`
	Low        *float64 `col:"stated_low"`
	High       *float64 `col:"stated_high"`
	Computed   *float64 `col:"computed"`
	Verdict    string   `col:"verdict"`
}

// reconciliationSection lists what does not agree; what agrees, and what
// nothing can be said of, is counted and listed behind it.
func (a *analysis) reconciliationSection() (section, error) {
	s := section{Title: "六、公开数字与明细核对"}
	if len(a.claims) == 0 {
		s.Paras = []Para{plains("没有可核对的公开数字或单位汇总数。")}
		return s, nil
	}
	head := []string{"单位", "指标", "时段", "层级", "来源", "所载", "库内", "核对"}
	differ := Table{Class: "words", Caption: "与库内明细不一致、口径不明的", Head: head}
	agree := Table{Class: "words", Caption: agrees + "的", Head: head}
	none := Table{Class: "words", Caption: noData + "的", Head: head}
	count := map[string]int{}
	for _, c := range a.claims {
		count[c.Verdict]++
		into := &differ
		switch c.Verdict {
		case agrees:
			into = &agree
		case noData:
			into = &none
		}
		into.Rows = append(into.Rows, claimRow(c))
	}
	var parts []string
	for _, v := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%s%d项", v, count[v]))
	}
	s.Paras = []Para{plains(fmt.Sprintf("核对%d项：", len(a.claims)) + strings.Join(parts, "，") + "。所载与库内不同，可能是时段、口径不同，不等于哪一方有误。")}
	if len(differ.Rows) > 0 {
		s.Tables = append(s.Tables, differ)
	}
	for _, t := range []Table{agree, none} {
		if len(t.Rows) > 0 {
			s.Behind = append(s.Behind, t)
		}
	}
	return s, nil
}

const (
	agrees = "相符"
	noData = "库内无数"
)

func claimRow(c reconciled) Row {
	source := map[string]string{"claim": "《代表工作》", "summary": "单位汇总"}[c.Source]
	var levels []string
	for level := range strings.SplitSeq(c.Population, ",") {
		levels = append(levels, cmp.Or(levelWords[level], level))
	}
	return Row{Cells: []Cell{plain(c.place()), plain(cmp.Or(metricWords[c.Metric], c.Metric)), plain(window(c.From, c.To)), plain(strings.ReplaceAll(list(levels), "合计", "各级")),
		plain(cmp.Or(source, c.Source)), plain(stated(c)), plain(quantity(c.Computed, c.Counting)), {Text: c.Verdict, Class: verdictClass(c.Verdict)}}}
}

// place is the county or township the figure speaks for, inside its unit.
func (c reconciled) place() string {
	if c.Place == "" || c.Place == c.Unit {
		return c.Unit
	}
	return c.Unit + c.Place
}

var metricWords = map[string]string{
	"deputies_reported": "述职代表", "deputies_total": "代表总数", "report_sessions": "述职场次", "satisfaction_rate": "满意率",
	"overall_satisfaction_rate": "综合满意率", "satisfied_grade_share": "满意等次占比", "review_excellent_deputies": "测评优秀代表",
	"station_assignment_share": "代表编组进站比例",
}

func verdictClass(v string) string {
	if v == "超出惯例区间" {
		return "band lo"
	}
	return "band mid"
}

// window prints a whole month as a month, other spans by their ends.
func window(from, to string) string {
	switch {
	case from == "" && to == "":
		return "—"
	case from == "":
		return "至" + dateWord(to)
	case len(to) == 10 && from == to[:7]+"-01" && lastDay(to):
		return monthWord(from[:7])
	}
	return dateWord(from) + "至" + dateWord(to)
}

func lastDay(date string) bool {
	d, err := time.Parse(time.DateOnly, date)
	return err == nil && d.AddDate(0, 0, 1).Day() == 1
}

func stated(c reconciled) string {
	switch {
	case c.Low == nil && c.High == nil:
		return "—"
	case c.Low == nil || c.High == nil || *c.Low == *c.High:
		if c.Low == nil {
			return quantity(c.High, c.Counting)
		}
		return quantity(c.Low, c.Counting)
	}
	low := quantity(c.Low, "")
	if c.Counting == "比例" {
		low = quantity(c.Low, c.Counting)
	}
	return low + "～" + quantity(c.High, c.Counting)
}

// quantity prints a count as a count and a share as a share.
func quantity(v *float64, unit string) string {
	switch {
	case v == nil:
		return "—"
	case unit != "比例" && *v == math.Trunc(*v) && math.Abs(*v) < 1e15:
		return grouped(int64(*v)) + unit
	}
	if unit == "比例" {
		return percentOf(*v) + "%"
	}
	return fmt.Sprintf("%.4g", *v) + unit
}
