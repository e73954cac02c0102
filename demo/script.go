package demo

import (
	"fmt"
	"strings"
)

// rounded prints a fraction half-up with so many decimals, in integers.
func rounded(part, whole, decimals int) string {
	scale := 1
	for range decimals {
		scale *= 10
	}
	n := (2*part*scale + whole) / (2 * whole)
	return fmt.Sprintf("%d.%0*d", n/scale, decimals, n%scale)
}

// name writes a name with the unit's habits; n varies them from row to row.
func (h habits) name(name, gender string, n int) string {
	r := []rune(name)
	switch {
	case strings.Contains(name, "·") && h.p.has("name_dots"):
		h.note("name_dots")
		return strings.ReplaceAll(name, "·", []string{"•", "‧", "・", "．"}[n%4])
	case h.p.has("name_space") && len(r) == 2:
		h.note("name_space")
		return string(r[0]) + []string{" ", "　"}[n%2] + string(r[1])
	case h.p.has("name_female") && gender == "女" && n%2 == 0:
		h.note("name_female")
		return name + "（女）"
	case h.p.has("name_star") && n%9 == 4:
		h.note("name_star")
		return name + "*"
	}
	return name
}

// number writes the running number of a row.
func (h habits) number(n int) any {
	switch h.p.Serial {
	case "dashed":
		h.note("serial_dashed")
		return fmt.Sprintf("%d-%d", (n-1)/10+1, (n-1)%10+1)
	case "paren":
		h.note("serial_paren")
		return fmt.Sprintf("(%d)", n)
	case "chinese":
		h.note("serial_chinese")
		return chineseNumber(n)
	case "blank":
		h.note("serial_blank")
		return ""
	}
	return n
}

// chineseNumber writes 1 to 9999.
func chineseNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	var out []rune
	zero := false
	for i, unit := range []rune{'千', '百', '十', 0} {
		d := n / []int{1000, 100, 10, 1}[i] % 10
		switch {
		case d == 0:
			zero = len(out) > 0
			continue
		case zero:
			out = append(out, '零')
			zero = false
		}
		if d != 1 || unit != '十' || len(out) > 0 {
			out = append(out, digits[d])
		}
		if unit != 0 {
			out = append(out, unit)
		}
	}
	return string(out)
}
