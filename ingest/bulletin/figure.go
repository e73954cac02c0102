package bulletin

import "strings"

// figure is a number that counts something, with where it stands in its
// squeezed sentence.
type figure struct {
	number
	unit       string
	end        int // behind the counter and what follows it (以上, 左右)
	comparison string
	month      bool // 每年元月份: the number names a month
	all        bool // 均, 全部: a share of one
}

// scanFigures finds the figures of one squeezed sentence, in order.
func scanFigures(rs []rune) []figure {
	var out []figure
	titled, quoted := marked(rs)
	for i := 0; i < len(rs); {
		if titled[i] {
			i++
			continue
		}
		after := len(out) > 0 && out[len(out)-1].month && out[len(out)-1].end == i
		if f, ok := scanMonth(rs, i, after); ok {
			out = append(out, f)
			i = f.end
			continue
		}
		n, ok := scanNumber(rs, i)
		if !ok {
			i++
			continue
		}
		f := figure{number: n, end: n.hi}
		f.prefix(rs)
		f.counter(rs)
		f.suffix(rs)
		if f.unit != "" && counts(rs, f) && !(quoted[i] && isSlogan(rs, f)) {
			out = append(out, f)
		}
		i = max(f.hi, i+1)
	}
	return withShares(rs, out)
}

// marked tells for each rune whether it stands in a book title, and whether in
// a quotation.
func marked(rs []rune) (titled, quoted []bool) {
	titled, quoted = make([]bool, len(rs)), make([]bool, len(rs))
	mark := func(open, shut rune, into []bool) {
		from := -1
		for i, r := range rs {
			switch {
			case r == open && from < 0:
				from = i
			case r == shut && from >= 0:
				for j := from; j <= i; j++ {
					into[j] = true
				}
				from = -1
			}
		}
	}
	mark('《', '》', titled)
	mark('〔', '〕', titled)
	mark('“', '”', quoted)
	return titled, quoted
}

// scanMonth reads 每年元月份, 每年3月: a fixed month, which is a rule. after says
// that a month stood just before: 每年3月、9月.
func scanMonth(rs []rune, i int, after bool) (figure, bool) {
	j := i + 2
	if after && skipAny(rs, i, "、 和 及") > 0 {
		j = i + 1
	} else if !hasAt(rs, i, "每年") {
		return figure{}, false
	}
	j += skipAny(rs, j, "的 在 于")
	n := number{lo: j, hi: j + 1, low: 1, high: 1, chinese: true}
	if at(rs, j) != '元' {
		var ok bool
		if n, ok = scanNumber(rs, j); !ok {
			return figure{}, false
		}
	}
	if at(rs, n.hi) != '月' || n.low < 1 || n.high > 12 || n.low != float64(int(n.low)) || n.about || n.unclear {
		return figure{}, false
	}
	end := n.hi + 1
	end += skipAny(rs, end, "份")
	if d := at(rs, end); isDigit(d) || isNumeral(d) && !hasAt(rs, end, "一次") {
		return figure{}, false // 每年3月5日 is a date
	}
	n.hi = end
	n.text = string(rs[n.lo:end])
	return figure{number: n, unit: "月", end: end, month: true}, true
}

func skipAny(rs []rune, i int, words string) int {
	for w := range strings.FieldsSeq(words) {
		if hasAt(rs, i, w) {
			return len([]rune(w))
		}
	}
	return 0
}

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

// counter reads the unit: a fraction's is 比例.
func (f *figure) counter(rs []rune) {
	if f.rate {
		f.unit = "比例"
		return
	}
	if at(rs, f.hi) == '成' && f.low >= 1 && f.low < 10 && !hasAnyAt(rs, f.hi+1, "立 为 果 员 效 绩 长 功 就 本 熟") {
		f.low, f.high, f.rate, f.unit = f.low/10, f.high/10, true, "比例"
		f.hi++
		f.end, f.text = f.hi, f.text+"成"
		return
	}
	i := f.hi
	if hasAt(rs, i, "个") && hasAnyAt(rs, i+1, "多月 余月") {
		f.unclear = true
	}
	f.unit, f.end = scanUnit(rs, i)
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

func (f figure) isDuration() bool {
	return strings.Contains(" 个月 个工作日 天 日 小时 分钟 个季度 ", " "+f.unit+" ")
}

// withShares adds the share that 均 or 全部 states of a number just printed:
// 12名…代表均获得“满意”等次.
func withShares(rs []rune, figures []figure) []figure {
	var out []figure
	for k, f := range figures {
		out = append(out, f)
		if f.rate || f.month || f.isDuration() || f.comparison != "" || !strings.Contains(" 名 席位 件 条 个 项 家 处 户 ", " "+f.unit+" ") {
			continue
		}
		limit := len(rs)
		if k+1 < len(figures) {
			limit = figures[k+1].lo
		}
		if s, ok := shareAfter(rs, f.end, limit); ok {
			out = append(out, s)
		}
	}
	return out
}

// shareAfter looks for 均 or 全部 up to the end of the clause, or at the head of
// the next one.
func shareAfter(rs []rune, from, limit int) (figure, bool) {
	for i := from; i < limit; i++ {
		if strings.ContainsRune("。；：“（", rs[i]) {
			break
		}
		if rs[i] == '，' {
			i += 1 + skipAny(rs, i+1, "目前已 现已 已")
			if w := allWord(rs, i); w != "" {
				return share(i, w), true
			}
			break
		}
		if w := allWord(rs, i); w != "" {
			return share(i, w), true
		}
	}
	return figure{}, false
}

func allWord(rs []rune, i int) string {
	if hasAt(rs, i, "全部") && !hasAnyAt(rs, i+2, "代表 的 工作 内容") {
		return "全部"
	}
	if at(rs, i) == '均' && !strings.ContainsRune("平人户年月日", at(rs, i-1)) && !strings.ContainsRune("衡等匀价值线", at(rs, i+1)) && i > 0 {
		return "均"
	}
	return ""
}

func share(i int, word string) figure {
	n := len([]rune(word))
	return figure{
		number: number{lo: i, hi: i + n, low: 1, high: 1, rate: true, chinese: true, text: word},
		unit:   "比例", end: i + n, all: true,
	}
}
