package album

import (
	"fmt"
	"strings"
	"time"
)

// albumOrdinal writes the 专辑 ordinal as the bulletin does: （二十九）.
func albumOrdinal(n int) string { return "（" + chineseNumeral(n) + "）" }

// chineseNumeral writes n ≥ 0 in Chinese numerals, in sections of four digits
// (万, 亿). Tens between 10 and 19 are 十, not 一十, at the head of the number only.
func chineseNumeral(n int) string {
	if n == 0 {
		return "零"
	}
	var parts []string
	for ; n > 0; n /= 10000 {
		parts = append(parts, section(n%10000))
	}
	units := []string{"", "万", "亿", "万亿", "亿亿"}
	var b strings.Builder
	gap := false
	for i := len(parts) - 1; i >= 0; i-- {
		s := parts[i]
		if s == "" {
			gap = b.Len() > 0
			continue
		}
		if b.Len() > 0 && (gap || !strings.Contains(s, "千")) {
			b.WriteString("零")
		}
		gap = false
		b.WriteString(s + units[i])
	}
	return strings.TrimPrefix(b.String(), trimmedTen(b.String()))
}

// trimmedTen is the 一 that falls away in front of a leading 十.
func trimmedTen(s string) string {
	if strings.HasPrefix(s, "一十") {
		return "一"
	}
	return ""
}

// section writes 1..9999, empty for 0.
func section(n int) string {
	digits := []rune("零一二三四五六七八九")
	var b strings.Builder
	zero := false
	for _, p := range []struct {
		value int
		unit  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / p.value % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteString("零")
			zero = false
		}
		b.WriteString(string(digits[d]) + p.unit)
	}
	return b.String()
}

// officialDate writes a day without leading zeros: 2024年7月9日.
func officialDate(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}
