package bulletin

import (
	"strings"
	"unicode/utf8"
)

// readClaims reads every figure of an article's body.
func readClaims(body string) []Claim {
	var out []Claim
	for _, sentence := range splitSentences(body) {
		rs := []rune(squeeze(sentence))
		figures := scanFigures(rs)
		for k := range figures {
			c := makeClaim(rs, figures, k)
			c.No, c.Quote = len(out)+1, sentence
			out = append(out, c)
		}
	}
	return out
}

func makeClaim(rs []rune, figures []figure, k int) Claim {
	f := figures[k]
	c := Claim{
		CountingUnit: f.unit, Comparison: f.comparison, Printed: f.text, Decimals: f.decimals,
		BasisUnclear: f.unclear, Kind: kindOf(rs, f),
	}
	ctx := contextOf(rs, figures, k)
	m, words := chooseMetric(ctx, f, c.Kind)
	c.Metric = m.Key
	if m.kind != "" {
		c.Kind = m.kind
	}
	if c.Kind == Rule && c.Comparison == "" && endsAnyAt(rs, f.lo, "达到 达") {
		c.Comparison = ">="
	}
	c.Strict = c.Comparison == ">"
	c.Population = population(ctx, f)
	if utf8.RuneCountInString(c.Population) > 10 && f.unit == "次" && words != "" && !strings.Contains(words, "&") {
		c.Population = words // a whole clause stood before the number
	}
	c.TimeBase = timeBase(rs, f.lo, c.Kind, f)
	if c.TimeBase == NotStated && m.stock {
		c.TimeBase = Stock
	}
	c.Low, c.High = bounds(f, c.Kind)
	return c
}

// bounds gives a figure its interval. A rule's threshold is a point; a fact
// printed as "more than" has no upper end, "less than" no lower one.
func bounds(f figure, kind string) (low, high *float64) {
	if f.unclear {
		return nil, nil
	}
	low, high = &f.low, &f.high
	if kind == Fact {
		switch f.comparison {
		case ">", ">=":
			high = nil
		case "<", "<=":
			low = nil
		}
	}
	return low, high
}

// respectively pairs the names before 分别 with the figures behind it:
// 办结率、满意率分别达98.5%、96%.
func respectively(rs []rune, figures []figure, k, lo, hi int) string {
	clause := string(rs[lo:hi])
	before, _, ok := strings.Cut(clause, "分别")
	if !ok {
		return ""
	}
	from := lo + utf8.RuneCountInString(before)
	index, total := -1, 0
	for i, f := range figures {
		if f.lo > from && f.lo < hi {
			if i == k {
				index = total
			}
			total++
		}
	}
	names := strings.FieldsFunc(before, func(r rune) bool { return strings.ContainsRune("、和及与", r) })
	if index < 0 || len(names) != total {
		return ""
	}
	return names[index]
}

// setting is what stands around a figure, near to far.
type setting struct {
	left, right string // up to the next mark or figure
	clause      string
	part        string // up to ；
}

func contextOf(rs []rune, figures []figure, k int) setting {
	f := figures[k]
	lo, hi := 0, len(rs)
	if k > 0 {
		lo = min(figures[k-1].end, f.lo)
	}
	if k+1 < len(figures) && figures[k+1].lo >= f.end {
		hi = figures[k+1].lo
	}
	if k > 0 && f.end < hi && !f.rate && !strings.ContainsAny(string(rs[lo:f.lo]), "，。；：、") && !strings.ContainsRune("，。；：、", rs[f.end]) {
		lo = f.lo // what stands between belongs to the figure before
	}
	if f.all && k > 0 { // 均 speaks of the number before it
		lo, _ = clauseAround(rs, figures[k-1].lo)
	}
	left, right := rs[lo:f.lo], rs[min(f.end, hi):hi]
	for i := len(left) - 1; i >= 0; i-- {
		if strings.ContainsRune("，。；：、", left[i]) && !f.all {
			left = left[i+1:]
			break
		}
	}
	for i, r := range right {
		if r == '、' && i > 0 && i <= 4 && strings.ContainsRune("省市县区乡镇", right[i-1]) && nounWithin(right, i+1, 6, "代表") {
			continue // 市、镇人大代表
		}
		if strings.ContainsRune("，。；：、", r) {
			right = right[:i]
			break
		}
	}
	if f.month { // 每年元月份，为人大代表述职评议月
		right = rs[min(f.end, hi):hi]
	}
	clo, chi := clauseAround(rs, f.lo)
	if name := respectively(rs, figures, k, clo, chi); name != "" {
		left = []rune(name)
	}
	plo, phi := f.lo, f.lo
	for ; plo > 0 && rs[plo-1] != '；'; plo-- {
	}
	for ; phi < len(rs) && rs[phi] != '；'; phi++ {
	}
	return setting{string(left), string(right), string(rs[clo:chi]), string(rs[plo:phi])}
}
