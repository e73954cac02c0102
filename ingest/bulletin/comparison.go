package bulletin

import (
	"strings"
)

const (
	approxWords = "近 约 大约 将近 接近 大概 约为 约有 近乎"
	overWords   = "超过 超出 大于 高于 多于 突破 逾 超"
	leastWords  = "不少于 不低于 不小于 大于等于 大于或等于 大于或者等于 至少 最少 不得少于 不得低于 达到或超过"
	mostWords   = "不超过 不高于 不多于 不大于 不得超过 不得多于 最多 至多 小于等于 小于或等于"
	underWords  = "低于 少于 小于 不足 不满 未达到 未达 不到"
)

// prefix reads what stands before the number: 近, 约, 超过, 不少于.
func (f *figure) prefix(rs []rune) {
	i := f.lo
	switch {
	case endsAnyAt(rs, i, approxWords) && !endsAnyAt(rs, i, "公约 预约 节约 制约 大约定 附近 邻近 临近 最近 契约 签约"):
		f.unclear = true
		f.text = approxBefore(rs, i) + f.text
	case strings.HasPrefix(f.text, "过半"):
		f.comparison = ">"
	case endsAnyAt(rs, i, leastWords):
		f.comparison = ">="
	case endsAnyAt(rs, i, mostWords):
		f.comparison = "<="
	case endsAnyAt(rs, i, overWords):
		f.comparison = ">"
	case endsAnyAt(rs, i, underWords):
		f.comparison = "<"
	default:
		f.comparison = comparisonAhead(rs, f)
	}
}

// comparisonAhead finds the comparison when what is measured stands between it
// and the number: 超过参评人员三分之一, 至少向原选区选民述职1次.
func comparisonAhead(rs []rune, f *figure) string {
	lo, _ := clauseAround(rs, f.lo)
	for i := f.lo - 1; i >= lo; i-- {
		if f.rate && (isDigit(rs[i]) || rs[i] == '、') || rs[i] == '》' {
			return ""
		}
		switch {
		case endsAnyAt(rs, i, "至少 最少 不少于 不低于 不得少于"):
			return ">="
		case f.rate && f.lo-i <= 12 && endsAnyAt(rs, i, mostWords):
			return "<="
		case f.rate && f.lo-i <= 12 && endsAnyAt(rs, i, overWords):
			return ">"
		case f.rate && f.lo-i <= 12 && endsAnyAt(rs, i, "不足 低于 少于 不满"):
			return "<"
		}
	}
	return ""
}

func approxBefore(rs []rune, i int) string {
	longest := ""
	for w := range strings.FieldsSeq(approxWords) {
		if endsAt(rs, i, w) && len(w) > len(longest) {
			longest = w
		}
	}
	return longest
}

// suffix reads what follows the counter: 以上, 以内, 左右.
func (f *figure) suffix(rs []rune) {
	i := f.end
	for _, s := range []struct{ words, comparison string }{
		{"（含）以上 （含）及以上 及以上 以上", ">="}, {"（含）以下 及以下", "<="}, {"（不含）以下", "<"},
		{"以内 之内", "<="}, {"以下", "<="},
	} {
		if n := skipAny(rs, i, s.words); n > 0 {
			f.comparison = s.comparison
			if s.words == "以下" && f.unit == "分" {
				f.comparison = "<" // the bands' own words put the line itself in the band above
			}
			f.end += n
			return
		}
	}
	if f.isDuration() && at(rs, i) == '内' {
		f.comparison = "<="
		f.end++
	}
	if n := skipAny(rs, i, "左右 上下"); n > 0 {
		f.unclear = true
		f.end += n
	}
}
