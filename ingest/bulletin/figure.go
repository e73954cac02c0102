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

func (f figure) isDuration() bool {
	return strings.Contains(" 个月 个工作日 天 日 小时 分钟 个季度 ", " "+f.unit+" ")
}
