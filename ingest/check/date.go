package check

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dating is what a date is read against.
type dating struct {
	year     int // of the title or the period; 0 unknown
	period   string
	date1904 bool
}

// parsedDate is a date, and how much of it was imputed or cut.
type parsedDate struct {
	day     time.Time
	imputed bool // only year and month were written
	ranged  bool // several days were written; the first is kept
}

var (
	fullDate   = regexp.MustCompile(`^(\d{4}|\d{2})[年./\-、](\d{1,2})[月./\-、](\d{1,2})日?号?$`)
	dayRange   = regexp.MustCompile(`^((?:\d{4}[年./\-])?\d{1,2}[月./\-]\d{1,2})日?\s*(?:至|到|—|－|-|~|～|、)+.*$`)
	packedDate = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})$`)
	monthDay   = regexp.MustCompile(`^(\d{1,2})[月./\-](\d{1,2})日?号?$`)
	yearMonth  = regexp.MustCompile(`^(\d{4})[年./\-](\d{1,2})月?(?:份)?$`)
	packedYM   = regexp.MustCompile(`^((?:19|20)\d{2})(0[1-9]|1[0-2])$`)
	monthOnly  = regexp.MustCompile(`^(\d{1,2})月(?:份)?$`)
	dayOnly    = regexp.MustCompile(`^(\d{1,2})日(?:(?:至|到|—|-|~|、)+.*)?$`)
	dayPart    = regexp.MustCompile(`(?:上午|下午|晚上|晚|中午|全天)$`)
	serialDay  = regexp.MustCompile(`^\d{4,5}(\.\d+)?$`)
	clockTail  = regexp.MustCompile(`[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$|(上午|下午|晚)?\d{1,2}[时点:]\d{0,2}分?$`)
	weekday    = regexp.MustCompile(`[(（]?(星期|周)[一二三四五六日天][)）]?`)
)

var (
	writtenYear = regexp.MustCompile(`[〇零○一二三四五六七八九]{4}年`)
	writtenPart = regexp.MustCompile(`([一二三四五六七八九十]{1,3})(月|日)`)
)

// ArabicDate writes the numerals of an official date (二〇二四年九月九日) as
// figures and leaves all else as it is.
func ArabicDate(text string) string {
	text = writtenYear.ReplaceAllStringFunc(text, func(year string) string {
		n, _ := chineseNumber(strings.TrimSuffix(strings.ReplaceAll(year, "○", "〇"), "年")) // four digits by the pattern
		return strconv.FormatInt(n, 10) + "年"
	})
	return writtenPart.ReplaceAllStringFunc(text, func(part string) string {
		r := []rune(part)
		n, ok := chineseNumber(string(r[:len(r)-1]))
		if !ok || n < 1 || n > 31 {
			return part
		}
		return strconv.FormatInt(n, 10) + string(r[len(r)-1])
	})
}

func foldDate(text string) string {
	text = ArabicDate(text)
	s := strings.NewReplacer("元月", "1月", "\u2212", "-", "，", "", "。", ".", " 年", "年", " 月", "月").Replace(fold(text))
	s = weekday.ReplaceAllString(s, "")
	if looksDated := strings.ContainsAny(s, ":时点T"); looksDated {
		s = clockTail.ReplaceAllString(s, "")
	}
	s = dayPart.ReplaceAllString(strings.Join(strings.Fields(s), ""), "")
	return strings.TrimSuffix(s, ".")
}

// date reads a day in any of the ways cities write one.
func date(text string, d dating) (parsedDate, *fault) {
	s := foldDate(text)
	ranged := false
	if m := dayRange.FindStringSubmatch(s); m != nil && fullDate.FindString(s) == "" {
		s, ranged = m[1], true
	}
	if m := fullDate.FindStringSubmatch(s); m != nil {
		return dayOf(text, century(m[1]), m[2], m[3], ranged)
	}
	if m := packedDate.FindStringSubmatch(s); m != nil {
		return dayOf(text, m[1], m[2], m[3], ranged)
	}
	if m := monthOnly.FindStringSubmatch(s); m != nil && d.year > 0 {
		s = strconv.Itoa(d.year) + "年" + m[1] + "月"
	}
	m := yearMonth.FindStringSubmatch(s)
	if m == nil {
		m = packedYM.FindStringSubmatch(s)
	}
	if m != nil {
		p, bad := dayOf(text, m[1], m[2], "1", ranged)
		p.day, p.imputed = p.day.AddDate(0, 1, -1), true // day 1, so the month cannot overflow
		return p, bad
	}
	if m := monthDay.FindStringSubmatch(s); m != nil && d.year > 0 {
		return dayOf(text, strconv.Itoa(d.year), m[1], m[2], ranged)
	}
	if m := dayOnly.FindStringSubmatch(s); m != nil && len(d.period) == 7 {
		return dayOf(text, d.period[:4], d.period[5:], m[1], m[1]+"日" != s)
	}
	if day, ok := SerialDay(s, d.date1904); ok {
		return parsedDate{day: day}, nil
	}
	return parsedDate{}, faultf(Warning, "not_a_date", "请按“2024年9月9日”的样式填写", "“%s”不是日期", text)
}

func century(year string) string {
	if len(year) == 2 {
		return "20" + year
	}
	return year
}

func dayOf(text, year, month, day string, ranged bool) (parsedDate, *fault) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d || y < 1900 || y > 2100 {
		return parsedDate{}, faultf(Error, "impossible_date", "请核对后整份重报", "“%s”这一天不存在", text)
	}
	return parsedDate{day: t, ranged: ranged}, nil
}

// SerialDay reads a spreadsheet's day number between 1930 and 2100.
func SerialDay(text string, date1904 bool) (time.Time, bool) {
	if !serialDay.MatchString(text) {
		return time.Time{}, false
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return time.Time{}, false
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	day := epoch.AddDate(0, 0, int(math.Floor(value)))
	return day, day.Year() >= 1930 && day.Year() <= 2100
}

// month reads YYYY-MM out of a month or a full date.
func month(text string, d dating) (any, *fault) {
	s := foldDate(text)
	if m := yearMonth.FindStringSubmatch(s); m != nil { // 1975.3, also where a sheet made a number of it
		if n, _ := strconv.Atoi(m[2]); n >= 1 && n <= 12 && m[1] > "1900" && m[1] < "2100" {
			return m[1] + "-" + leadingZero(m[2]), nil
		}
		return nil, faultf(Warning, "impossible_month", "请核对年月", "“%s”这个月不存在", text)
	}
	d.year, d.period = 0, "" // of the title: nobody was born in the year of the report
	p, bad := date(text, d)
	if bad != nil {
		return nil, faultf(Warning, "not_a_month", "请按“1975年3月”的样式填写", "“%s”不是年月", text)
	}
	return p.day.Format("2006-01"), nil
}

func leadingZero(text string) string {
	if len(text) == 1 {
		return "0" + text
	}
	return text
}

var yearIn = regexp.MustCompile(`^((?:19|20)\d{2})(?:年.*|\.0+|[.\-/]\d.*)?$`)

func year(text string) (any, *fault) {
	s := strings.Join(strings.Fields(fold(text)), "")
	if m := yearIn.FindStringSubmatch(s); m != nil {
		n, _ := strconv.ParseInt(m[1], 10, 64)
		return n, nil
	}
	if n, ok := chineseNumber(strings.TrimSuffix(strings.TrimSuffix(s, "度"), "年")); ok && n >= 1900 && n <= 2100 {
		return n, nil
	}
	return nil, faultf(Error, "impossible_year", "请填写四位年份，如2024", "“%s”不是年份", text)
}
