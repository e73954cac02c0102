package bulletin

import (
	"math"
	"strconv"
	"strings"
)

// number is one figure found in a squeezed sentence, before it is known to
// count anything.
type number struct {
	lo, hi   int // rune offsets, markers (余, 多, 约, 上) included
	low      float64
	high     float64
	unclear  bool // no interval by convention
	rate     bool // a fraction of one
	decimals int
	chinese  bool
	about    bool // 余, 多: an interval by convention
	text     string
}

const powers = "十百千万亿"

// scanNumber reads the number that starts at rs[i].
func scanNumber(rs []rune, i int) (number, bool) {
	if n, ok := scanHalf(rs, i); ok {
		return n, true
	}
	if n, ok := scanFraction(rs, i); ok {
		return n, true
	}
	n, ok := scanArabic(rs, i)
	if !ok {
		n, ok = scanChinese(rs, i)
	}
	if !ok {
		return number{}, false
	}
	return withRange(rs, n), true
}

// scanHalf reads 半数, 过半数, 一半.
func scanHalf(rs []rune, i int) (number, bool) {
	for _, w := range []string{"过半数", "半数", "一半"} {
		if hasAt(rs, i, w) {
			n := len([]rune(w))
			return number{lo: i, hi: i + n, low: .5, high: .5, rate: true, chinese: true, text: w}, true
		}
	}
	if hasAt(rs, i, "过半") && !strings.ContainsRune("年月天日小个", at(rs, i+2)) {
		return number{lo: i, hi: i + 2, low: .5, high: .5, rate: true, chinese: true, text: "过半"}, true
	}
	return number{}, false
}

// scanFraction reads 三分之一, 百分之九十八点五, 2/3 is left alone (a date, a page).
func scanFraction(rs []rune, i int) (number, bool) {
	j := digitsEnd(rs, i)
	if j == i || !hasAt(rs, j, "分之") {
		return number{}, false
	}
	k := digitsEnd(rs, j+2)
	below, ok1 := plainNumber(rs[i:j])
	above, ok2 := plainNumber(rs[j+2 : k])
	if !ok1 || !ok2 || below == 0 {
		return number{}, false
	}
	decimals := 0
	if at(rs, k) == '点' {
		for k++; k < len(rs); k++ {
			d, ok := chineseDigits[rs[k]]
			if !ok {
				break
			}
			decimals++
			above += float64(d) * math.Pow(10, -float64(decimals))
		}
	}
	v := above / below
	if below == 3 {
		v = math.Round(v*1e6) / 1e6 // thirds as the seed facts write them: 0.333333
	}
	return number{lo: i, hi: k, low: v, high: v, rate: true, chinese: true, decimals: decimals, text: string(rs[i:k])}, true
}

func digitsEnd(rs []rune, i int) int {
	for i < len(rs) && (isDigit(rs[i]) || isNumeral(rs[i])) {
		i++
	}
	return i
}

func isNumeral(r rune) bool {
	_, d := chineseDigits[r]
	_, p := chinesePowers[r]
	return (d || p) && r != '○'
}

func plainNumber(rs []rune) (float64, bool) {
	if v, err := strconv.ParseFloat(string(rs), 64); err == nil {
		return v, true
	}
	return chineseNumber(rs)
}

// scanArabic reads 7700余, 98.5%, 7,700, 18.46万, 1.2万余.
func scanArabic(rs []rune, i int) (number, bool) {
	if !isDigit(at(rs, i)) {
		return number{}, false
	}
	j := i
	for j < len(rs) && (isDigit(rs[j]) || rs[j] == ',' && isThousands(rs, j)) {
		j++
	}
	n := number{lo: i}
	if at(rs, j) == '.' && isDigit(at(rs, j+1)) {
		for j++; j < len(rs) && isDigit(rs[j]); j++ {
			n.decimals++
		}
	}
	if j-i > 12 {
		return number{lo: i, hi: j}, true // an identity number or the like: counts nothing
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(string(rs[i:j]), ",", ""), 64)
	if err != nil {
		return number{}, false
	}
	n.low, n.high = v, v
	if r := at(rs, j); r == '%' || r == '‰' {
		per := map[rune]float64{'%': 100, '‰': 1000}[r]
		n.low = math.Round(v/per*1e9) / 1e9 // the double nearest to the printed decimal
		n.high, n.rate = n.low, true
		j++
	} else {
		j = n.scale(rs, j)
	}
	n.hi, n.text = j, string(rs[i:j])
	return n, true
}

// scale reads 余, 多, 万 behind Arabic digits, in either order.
func (n *number) scale(rs []rune, j int) int {
	k := j
	if strings.ContainsRune("余多", at(rs, k)) && strings.ContainsRune("百千万亿", at(rs, k+1)) {
		k++
	}
	if r := at(rs, k); strings.ContainsRune("百千万亿", r) && !(strings.ContainsRune("万亿", r) && at(rs, k+1) == '元') {
		n.low = math.Round(n.low*chinesePowers[r]*1000) / 1000
		n.high = n.low
		if k > j {
			n.openUp()
			return k + 1
		}
		j = k + 1
	}
	return n.marker(rs, j)
}

// marker reads 余, 多, 来, 几 behind a number.
func (n *number) marker(rs []rune, j int) int {
	switch at(rs, j) {
	case '余', '多':
		n.openUp()
		return j + 1
	case '来', '几':
		n.unclear = true
		return j + 1
	}
	return j
}

// openUp gives N余 its customary interval: 680余 is 680 to 689, 7700余 to 7799.
func (n *number) openUp() {
	n.about = true
	n.low = math.Round(n.low*1000) / 1000
	span := 1.0
	for v := n.low; v >= 10 && math.Mod(v, 10) == 0; v /= 10 {
		span *= 10
	}
	n.high = max(n.low, n.low+span-1)
}

// scanChinese reads 十二, 两, 百余, 数百, 上千, 几十, 三五百.
func scanChinese(rs []rune, i int) (number, bool) {
	n := number{lo: i, chinese: true}
	j := i
	if strings.ContainsRune("数上几", at(rs, i)) && strings.ContainsRune(powers, at(rs, i+1)) {
		n.unclear = true
		j++
	}
	k := j
	for k < len(rs) && isNumeral(rs[k]) {
		k++
	}
	if k == j {
		return number{}, false
	}
	v, ok := chineseNumber(rs[j:k])
	if !ok {
		n.unclear = true // 三五, 五六百; counts nothing when no unit follows
	}
	n.low, n.high = v, v
	k = n.marker(rs, k)
	n.hi, n.text = k, string(rs[i:k])
	return n, true
}

// withRange reads the second half of 70—89, 63%～68%, 3至5.
func withRange(rs []rune, n number) number {
	j := n.hi
	for j < len(rs) && j < n.hi+2 && strings.ContainsRune("—–-~～〜－", rs[j]) {
		j++
	}
	if j == n.hi {
		if !strings.ContainsRune("至到", at(rs, j)) {
			return n
		}
		j++
	}
	second, ok := scanArabic(rs, j)
	if !ok {
		if second, ok = scanChinese(rs, j); !ok {
			return n
		}
	}
	if n.about || n.unclear || second.low < n.low && !(second.rate && !n.rate) {
		return n
	}
	if second.rate && !n.rate {
		n.low = math.Round(n.low*1e7) / 1e9
	}
	if n.rate && !second.rate || second.low < n.low {
		return n
	}
	n.high, n.hi, n.rate = second.high, second.hi, second.rate
	n.unclear = second.unclear
	n.decimals = max(n.decimals, second.decimals)
	n.text = string(rs[n.lo:n.hi])
	return n
}

func at(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return 0
	}
	return rs[i]
}

func hasAt(rs []rune, i int, w string) bool {
	for _, r := range w {
		if at(rs, i) != r {
			return false
		}
		i++
	}
	return true
}

func endsAt(rs []rune, i int, w string) bool { return hasAt(rs, i-len([]rune(w)), w) }
