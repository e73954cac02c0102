package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

const allLevels = "all"

// tenths returns 1000·num/den rounded half away from zero, exactly: tenths of a
// percent.
func tenths(num, den int64) int64 {
	if den == 0 {
		return 0
	}
	n := 2000*abs(num) + den
	t := n / (2 * den)
	if num < 0 {
		return -t
	}
	return t
}

func abs(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// percent prints num/den with one decimal, half up on the exact fraction,
// without the sign.
func percent(num, den int64) string {
	t := tenths(num, den)
	sign := ""
	if t < 0 {
		sign, t = "-", -t
	}
	return fmt.Sprintf("%s%d.%d", sign, t/10, t%10)
}

// percentOf prints a share that the marts give as a number only.
func percentOf(share float64) string {
	// A share is a quotient of counts: what lies within a rounding error of a
	// half is the half.
	return strconv.FormatFloat(math.Floor(share*1000+0.5+1e-9)/10, 'f', 1, 64)
}

// rateChange words the difference of two rates in tenths of a percentage point.
func rateChange(diff int64) string {
	switch {
	case diff > 0:
		return fmt.Sprintf("提高%d.%d个百分点", diff/10, diff%10)
	case diff < 0:
		return fmt.Sprintf("下降%d.%d个百分点", -diff/10, -diff%10)
	}
	return "持平"
}

// countChange words the change of a count, with the unit it is counted in.
func countChange(now, before int64, unit string) string {
	d := now - before
	switch {
	case d == 0:
		return "持平"
	case before == 0:
		return fmt.Sprintf("增加%d%s", d, unit)
	case d > 0:
		return fmt.Sprintf("增加%d%s，增长%s%%", d, unit, percent(d, before))
	}
	return fmt.Sprintf("减少%d%s，下降%s%%", -d, unit, percent(-d, before))
}

// rateDifference returns now − before in tenths of a point, exactly rounded.
func rateDifference(now, before provinceMonth) int64 {
	return tenths(now.Satisfied*before.Ballots-before.Satisfied*now.Ballots, now.Ballots*before.Ballots)
}

// newcombe is the hybrid score interval for p1 − p2 (Newcombe 1998, method 10)
// from the two Wilson intervals, which the marts give on the effective size.
func newcombe(p1, l1, u1, p2, l2, u2 float64) (low, high float64) {
	d := p1 - p2
	return d - math.Hypot(p1-l1, u2-p2), d + math.Hypot(u1-p1, p2-l2)
}

// againstYearBefore words the change of the rate against the same month a year
// before. The two months asked different people: without an interval that
// excludes zero there is no direction to report.
func againstYearBefore(now provinceMonth, before *provinceMonth) string {
	switch {
	case before == nil || before.Ballots == 0:
		return "上年同月无数据，不作同比"
	case now.Ballots == 0:
		return "本月无数据，不作同比"
	case now.Low == nil || now.High == nil || before.Low == nil || before.High == nil:
		return "与上年同月基本相当"
	}
	low, high := newcombe(
		float64(now.Satisfied)/float64(now.Ballots), *now.Low, *now.High,
		float64(before.Satisfied)/float64(before.Ballots), *before.Low, *before.High)
	if low <= 0 && high >= 0 {
		return "与上年同月基本相当"
	}
	d := rateDifference(now, *before)
	if d == 0 {
		return "同比持平"
	}
	if d < 0 {
		low, high = -high, -low
	}
	return fmt.Sprintf("同比%s（95%%区间%s～%s个百分点）", rateChange(d), percentOf(low), percentOf(high))
}

// verdict is where a unit stands against the province.
type verdict int

const (
	notCompared verdict = iota
	above
	alike
	below
)

// Word is the fixed wording of the release page.
func (v verdict) Word() string {
	return [...]string{"未作比较", "高于控制范围", "相当", "低于控制范围，建议核实情况"}[v]
}

func readVerdict(word string) (verdict, error) {
	switch word {
	case "":
		return notCompared, nil
	case "above", "high", "高于", "高于控制范围":
		return above, nil
	case "alike", "similar", "within", "相当":
		return alike, nil
	case "below", "low", "低于", "低于控制范围", "低于控制范围，建议核实情况":
		return below, nil
	}
	return 0, fmt.Errorf("unknown comparison %q", word)
}

var baseWords = map[string]string{"valid": "有效票", "participants": "参评人数", "issued": "发出票", "returned": "收回票"}

var levelWords = map[string]string{"national": "全国", "province": "省级", "city": "市级", "county": "县级", "township": "乡级", allLevels: "合计"}

var levelOrder = []string{"national", "province", "city", "county", "township"}

// shift moves a period by months.
func shift(period string, months int) string {
	var y, m int
	fmt.Sscanf(period, "%d-%d", &y, &m)
	n := y*12 + m - 1 + months
	return fmt.Sprintf("%04d-%02d", n/12, n%12+1)
}

// monthWord prints 2024-08 as 2024年8月.
func monthWord(period string) string {
	var y, m int
	fmt.Sscanf(period, "%d-%d", &y, &m)
	return fmt.Sprintf("%d年%d月", y, m)
}

// dateWord prints 2024-09-05 as 2024年9月5日; anything else stays as it is.
func dateWord(date string) string {
	var y, m, d int
	if n, err := fmt.Sscanf(date, "%d-%d-%d", &y, &m, &d); n != 3 || err != nil {
		return date
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, d)
}

func list(names []string) string { return strings.Join(names, "、") }

// grouped prints a count of five or more digits with commas; four-digit numbers
// have none (GB/T 15835).
func grouped(n int64) string {
	s := strconv.FormatInt(abs(n), 10)
	if len(s) >= 5 {
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "," + s[i:]
		}
	}
	if n < 0 {
		return "-" + s
	}
	return s
}
