package main

import (
	"fmt"
	"strconv"
	"strings"

	"lvzhi/transform"
)

// How the effect of a change of definitions reads on a screen.

var kindWords = map[string]string{transform.TierChange: "等次", transform.ConsequenceChange: "后果", transform.BandChange: "积分等次",
	transform.ComparisonChange: "比较结论", transform.RankChange: "名次"}

func (r whatIfReport) text() string {
	var t strings.Builder
	fmt.Fprintf(&t, "假如采用%s\n数据版本第%d号", r.Adopts, r.Manifest)
	if r.AsOf != nil {
		fmt.Fprintf(&t, "，统计截止%s", *r.AsOf)
	}
	t.WriteString("；只作比较，数仓没有变动\n")
	if len(r.Units) == 0 {
		t.WriteString("没有任何单位、席位的等次、后果、积分等次、比较结论或名次会变\n")
		return t.String()
	}
	t.WriteString("会变的（前三列是席位数，后两列是层级和月份的个数）：\n  等次  后果  积分等次  比较结论  名次  单位\n")
	for _, u := range r.Units {
		fmt.Fprintf(&t, "  %4d  %4d  %8d  %8d  %4d  %s\n", u.Tier, u.Consequence, u.Band, u.Comparison, u.Rank, u.Name)
	}
	r.writeMonths(&t)
	r.writeMandates(&t)
	return t.String()
}

// writeMonths says the newest month's conclusions for all levels together.
func (r whatIfReport) writeMonths(t *strings.Builder) {
	newest := ""
	for _, m := range r.Months {
		newest = max(newest, m.Period)
	}
	for _, m := range r.Months {
		if m.Period == newest && m.Level == "all" {
			fmt.Fprintf(t, "  %s %s：%s %s → %s\n", m.Period, r.names[m.Unit], kindWords[m.Kind], said(m.Before), said(m.After))
		}
	}
}

func (r whatIfReport) writeMandates(t *strings.Builder) {
	if len(r.Mandates) == 0 {
		return
	}
	fmt.Fprintf(t, "席位（内部使用）：\n")
	for _, m := range r.Mandates[:min(r.limit, len(r.Mandates))] {
		fmt.Fprintf(t, "  %s %s %s：%s %s → %s\n", r.names[m.Unit], m.Deputy, m.When, kindWords[m.Kind], said(m.Before), said(m.After))
	}
	if left := len(r.Mandates) - r.limit; left > 0 {
		fmt.Fprintf(t, "  还有%d条，用 --limit %s 或 --json 看全部\n", left, strconv.Itoa(len(r.Mandates)))
	}
}

// said is a value in words: none is 无, a consequence its Chinese.
func said(value *string) string {
	if value == nil {
		return "无"
	}
	parts := strings.Split(*value, "/")
	if len(parts) == 1 {
		return *value
	}
	text := consequenceWords[parts[0]]
	if parts[1] == "unverified" {
		text += "（待核实）"
	}
	if len(parts) > 2 {
		text += "，" + parts[2] + "前"
	}
	return text
}
