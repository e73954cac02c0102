package check

import (
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
)

// Decimal is a number with six decimals, scaled by a million: 0.98 is
// 980000. It is what lake files store for decimals and shares.
type Decimal int64

// DecimalScale is how many units of Decimal make one.
const DecimalScale = 1_000_000

func (d Decimal) String() string {
	text := new(big.Rat).SetFrac64(int64(d), DecimalScale).FloatString(6)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// nulls are the ways cities write nothing.
var nulls = []string{"", "无", "—", "-", "——", "--", "/", "\\", "暂无", "未填", "n/a", "na", "null", "空", "*", "未知", "不详"}

// fold brings full-width digits and letters to their usual form, and drops a
// spreadsheet's text mark.
func fold(text string) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.ReplaceAll(norm.NFKC.String(text), "\u2212", "-"), "'"))
}

func isNull(text string) bool {
	text = strings.ToLower(strings.ReplaceAll(fold(text), "－", "-"))
	return slices.Contains(nulls, text)
}

var (
	countSuffix = regexp.MustCompile(`^(.*?)(?:票|张|人次|人|名|个|次|场次|场|分|席位|席|位|件|条|期|周岁|岁|届)$`)
	plainNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)
	rounded     = regexp.MustCompile(`^[+-]?\d+(\.\d+)?[eE]\+?\d{1,3}$`)
	grouped     = regexp.MustCompile(`^[(+-]*\d{1,3}(,\d{3})+([^\d,].*)?$`)
	inBrackets  = regexp.MustCompile(`^\((\d+(?:\.\d+)?)\)$`)
	aboutNumber = regexp.MustCompile(`^(?:约|近|上)\s*\d+|^\d+(?:余|多|左右|以上)`)
)

// longestNumber is more than any figure needs.
const longestNumber = 40

// number reads what people write for a number: full-width, with commas, with
// its unit, in brackets for negative, in Chinese numerals.
func number(text string) (*big.Rat, *fault) {
	s := strings.ReplaceAll(fold(text), " ", "")
	if strings.Contains(s, ",") {
		if !grouped.MatchString(s) { // 1,24 may be 1.24 or 124
			return nil, faultf(Warning, "not_a_number", "请填写数字，小数点用“.”", "“%s”里的逗号看不出是什么意思", brief(text))
		}
		s = strings.ReplaceAll(s, ",", "")
	}
	if m := inBrackets.FindStringSubmatch(s); m != nil {
		s = "-" + m[1]
	}
	if len(s) > longestNumber {
		return nil, faultf(Warning, "not_a_number", "请填写数字", "“%s…”不是数字", string([]rune(text)[:10]))
	}
	if rounded.MatchString(s) {
		if value, ok := new(big.Rat).SetString(s); ok && value.IsInt() && len(value.Num().String()) <= 15 {
			return value, nil
		}
		return nil, faultf(Error, "precision_lost", "请把该列设为文本格式后重填", "“%s”超过15位，精度已丢失", text)
	}
	if m := countSuffix.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if plainNumber.MatchString(s) {
		value, _ := new(big.Rat).SetString(s)
		return value, nil
	}
	if n, ok := chineseNumber(s); ok {
		return new(big.Rat).SetInt64(n), nil
	}
	if aboutNumber.MatchString(s) {
		return nil, faultf(Warning, "not_exact", "请填写确切数字", "“%s”不是确切数字", text)
	}
	return nil, faultf(Warning, "not_a_number", "请填写数字", "“%s”不是数字", text)
}

var chineseDigits = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// capitals are the numerals of ledgers.
var capitals = strings.NewReplacer("壹", "一", "贰", "二", "叁", "三", "肆", "四", "伍", "五", "陆", "六", "柒", "七", "捌", "八", "玖", "九", "拾", "十", "佰", "百", "仟", "千")

// chineseNumber reads 三, 十二, 一百零三, 二〇二四, 伍拾.
func chineseNumber(text string) (int64, bool) {
	text = capitals.Replace(text)
	if text == "" {
		return 0, false
	}
	if !strings.ContainsAny(text, "十百千") {
		var n int64
		for _, r := range text {
			d, ok := chineseDigits[r]
			if !ok {
				return 0, false
			}
			n = n*10 + d
		}
		return n, len([]rune(text)) <= 4
	}
	var total, digit, unit int64 // unit is that of the next place: 一百二 is 120
	for _, r := range text {
		if d, ok := chineseDigits[r]; ok {
			if digit != 0 {
				return 0, false // 四五十 is no number
			}
			if digit = d; d == 0 {
				unit = 1
			}
			continue
		}
		weight, ok := map[rune]int64{'十': 10, '百': 100, '千': 1000}[r]
		if !ok {
			return 0, false
		}
		if digit == 0 {
			digit = 1
		}
		total += digit * weight
		digit, unit = 0, weight/10
	}
	return total + digit*max(unit, 1), true
}

const tooLarge = 1_000_000_000

// withoutNoise undoes what a spreadsheet's arithmetic leaves behind a whole
// number: 39.99999999999999.
func withoutNoise(value *big.Rat) *big.Rat {
	near, ok := new(big.Rat).SetString(value.FloatString(0))
	if gap := new(big.Rat).Sub(value, near); ok && gap.Abs(gap).Cmp(big.NewRat(1, 1_000_000_000)) < 0 {
		return near
	}
	return value
}

func integer(text string) (any, *fault) {
	value, bad := number(text)
	if bad == nil {
		value = withoutNoise(value)
	}
	switch {
	case bad != nil:
		return nil, bad
	case value.Sign() < 0:
		return nil, faultf(Error, "impossible_number", "请核对后整份重报", "“%s”是负数", text)
	case !value.IsInt():
		return nil, faultf(Error, "impossible_number", "请核对后整份重报", "“%s”不是整数", text)
	case value.Cmp(new(big.Rat).SetInt64(tooLarge)) > 0:
		return nil, faultf(Error, "impossible_number", "请核对后整份重报", "“%s”大得不可能", text)
	}
	return value.Num().Int64(), nil
}

func decimal(text string) (any, *fault) {
	value, bad := number(text)
	if bad != nil {
		return nil, bad
	}
	if new(big.Rat).Abs(value).Cmp(new(big.Rat).SetInt64(tooLarge)) > 0 {
		return nil, faultf(Error, "impossible_number", "请核对后整份重报", "“%s”大得不可能", text)
	}
	return scaled(value), nil
}

// scaled rounds half up (away from zero) to six decimals.
func scaled(value *big.Rat) Decimal {
	n, _ := strconv.ParseInt(strings.Replace(value.FloatString(6), ".", "", 1), 10, 64)
	return Decimal(n)
}

// printedShare is a share as printed: its fraction, the decimals of its
// percentage, and the percentage in units of the last of them, rounded half
// up. A value from a formula carries more decimals than anyone would print,
// so four are enough.
type printedShare struct {
	value    *big.Rat
	decimals int
	rounded  int64
}

// share reads 98%, 98.5, 0.985. Without a sign, perHundred says whether the
// column counts in hundredths.
func share(text string, perHundred bool) (printedShare, *fault) {
	s := fold(text)
	digits, signed := strings.CutSuffix(s, "%")
	for _, suffix := range []string{"分", "左右"} {
		digits = strings.TrimSuffix(digits, suffix)
	}
	if rest, words := strings.CutPrefix(digits, "百分之"); words {
		digits, signed = rest, true
	}
	value, bad := number(digits)
	if bad != nil {
		return printedShare{}, faultf(Warning, "not_a_share", "请填写百分比，如98.5%", "“%s”不是百分比", text)
	}
	decimals := 0
	if _, fraction, ok := strings.Cut(digits, "."); ok {
		decimals = len(fraction)
	}
	if one := big.NewRat(1, 1); perHundred && !signed && value.Sign() > 0 && value.Cmp(one) <= 0 {
		return printedShare{}, faultf(Warning, "ambiguous_share", "请把整列统一写成98.5%的样式", "同一列有的按百分数填、有的按小数填，“%s”看不出是哪一种", text)
	}
	if signed || perHundred {
		value = new(big.Rat).Quo(value, big.NewRat(100, 1))
	} else {
		decimals = max(0, decimals-2)
	}
	if value.Sign() < 0 || value.Cmp(big.NewRat(1, 1)) > 0 {
		return printedShare{}, faultf(Warning, "impossible_share", "请核对该比例", "比例“%s”不在0到100%%之间", text)
	}
	decimals = min(decimals, 4)
	inPercent := percent(new(big.Rat).Set(value), decimals)
	units, _ := strconv.ParseInt(strings.Replace(inPercent, ".", "", 1), 10, 64) // at most 1000000
	return printedShare{value, decimals, units}, nil
}

// inHundredths is a cell that tells how its column counts: a plain number
// above one means that 98 stands for 98%.
func inHundredths(text string) bool {
	s := fold(text)
	if strings.HasSuffix(s, "%") {
		return false
	}
	value, bad := number(s)
	return bad == nil && value.Cmp(big.NewRat(1, 1)) > 0
}

var trueWords = []string{"√", "✓", "✔", "是", "y", "yes", "1", "1.0", "true", "t", "对", "已", "有"}
var falseWords = []string{"×", "✗", "✘", "x", "否", "n", "no", "0", "0.0", "false", "f", "不", "未", "没有", "非"}

func flag(f contracts.Field, text string) (any, *fault) {
	s := strings.ToLower(fold(text))
	bare := strings.TrimSuffix(s, "的")
	switch {
	case slices.Contains(f.TrueWords, text) || slices.Contains(trueWords, bare):
		return true, nil
	case slices.Contains(f.FalseWords, text) || slices.Contains(falseWords, bare):
		return false, nil
	case strings.HasPrefix(s, "未") || strings.HasPrefix(s, "不") || strings.HasPrefix(s, "否"):
		return false, nil
	case strings.HasPrefix(s, "已") || strings.HasPrefix(s, "是"):
		return true, nil
	}
	return nil, faultf(Warning, "not_a_flag", "请填写“是”或“否”", "“%s”看不出是还是否", text)
}

func code(f contracts.Field, text string) (any, *fault) {
	key := headerKey(text)
	best, length := "", 0
	for _, value := range slices.Sorted(maps.Keys(f.Values)) {
		for _, w := range append([]string{value}, f.Values[value]...) {
			word := headerKey(w)
			if key == word || withoutBrackets(key) == word {
				return value, nil
			}
			// 濮阳市人大代表 ends with the word 市人大代表
			if len([]rune(word)) >= 3 && strings.HasSuffix(key, word) && (len(word) > length || len(word) == length && value < best) {
				best, length = value, len(word)
			}
		}
	}
	if best != "" {
		return best, nil
	}
	return nil, faultf(Warning, "unknown_value", "请按模板的选项填写", "“%s”不在%s的选项中", text, f.Label)
}
