package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Values as the generator holds them, before a unit's habits shape them.
type (
	count  int       // a number of ballots or people
	tenths int       // points
	day    time.Time // a date
	month  time.Time // a month of birth
	yes    bool
	share  struct{ part, whole int }
)

// habits shapes values the way one unit writes them and remembers which kinds
// of mess that made.
type habits struct {
	p     profile
	sheet bool // a spreadsheet, not a csv
	note  func(kind string)
}

// show turns a value of a field into a cell.
func (h habits) show(field string, v any) cell {
	switch v := v.(type) {
	case nil:
		return h.null()
	case string:
		if v == "" {
			return h.null()
		}
		return cell{value: v}
	case int:
		return cell{value: v}
	case count:
		return cell{value: h.count(field, int(v))}
	case tenths:
		return cell{value: float64(v) / 10}
	case day:
		return h.day(field, time.Time(v))
	case month:
		return cell{value: h.month(time.Time(v))}
	case yes:
		return cell{value: h.flag(field, bool(v))}
	case share:
		return h.share(v)
	}
	return cell{value: fmt.Sprint(v)}
}

func (h habits) null() cell {
	if !h.p.has("null_marks") {
		return cell{value: ""}
	}
	h.note("null_marks")
	return cell{value: map[string]string{"csv-gb18030": "无", "xlsx": "／"}[h.p.Format]}
}

func (h habits) count(field string, n int) any {
	digits := strconv.Itoa(n)
	switch {
	case h.p.has("null_marks") && n == 0 && field == "abstain":
		return "—"
	case h.p.has("full_width"):
		h.note("full_width_digits")
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, digits)
	case h.p.has("count_unit") && field == "participants":
		h.note("count_with_unit")
		return digits + "名"
	case h.p.has("thousands") && n >= 1000:
		h.note("thousands_comma")
		return fmt.Sprintf("%d,%03d", n/1000, n%1000)
	case h.p.has("text_numbers") && h.sheet:
		h.note("text_numbers")
		return digits
	}
	return n
}

func (h habits) day(field string, d time.Time) cell {
	if d.IsZero() {
		return h.null()
	}
	style := h.p.Date
	if style == "short" && field != "review_date" {
		style = "cn" // without a year only where the title gives it
	}
	switch style {
	case "cn":
		h.note("date_cn")
		return cell{value: d.Format("2006年1月2日")}
	case "yuan":
		if d.Month() == time.January {
			h.note("date_yuan")
			return cell{value: d.Format("2006年元月2日")}
		}
		return cell{value: d.Format("2006年1月2日")}
	case "dots":
		h.note("date_dots")
		return cell{value: d.Format("2006.1.2")}
	case "slash":
		h.note("date_slash")
		return cell{value: d.Format("2006/1/2")}
	case "compact":
		h.note("date_compact")
		return cell{value: d.Format("20060102")}
	case "short":
		h.note("date_short")
		return cell{value: d.Format("1月2日")}
	case "serial":
		h.note("date_serial")
		return cell{value: serialDay(d), look: asDate}
	case "bare_serial":
		h.note("date_bare_serial")
		return cell{value: serialDay(d)}
	}
	h.note("date_dash")
	return cell{value: d.Format("2006-01-02")}
}

// serialDay counts days as a spreadsheet does: 2024-09-09 is 45544.
func serialDay(d time.Time) int {
	return int(d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

func (h habits) month(d time.Time) string {
	switch {
	case h.p.Roster == "private":
		return d.Format("2006年1月2日")
	case h.p.Date == "dots":
		return d.Format("2006.01")
	case h.p.Date == "compact":
		return d.Format("200601")
	case h.p.Date == "dash":
		return d.Format("2006-01")
	}
	return d.Format("2006年1月")
}

// flag writes yes and no in the unit's words.
func (h habits) flag(field string, v bool) any {
	pair := [2]string{"否", "是"}
	switch h.p.Flags {
	case "digits":
		pair = [2]string{"0", "1"}
	case "letters":
		pair = [2]string{"N", "Y"}
	case "words":
		switch field {
		case "is_eligible":
			pair = [2]string{"不符合", "符合"}
		case "is_proposed":
			pair = [2]string{"不提名", "提名"}
		case "is_elected":
			pair = [2]string{"未当选", "当选"}
		}
	}
	if v {
		return pair[1]
	}
	return pair[0]
}

func (h habits) share(s share) cell {
	if s.whole == 0 {
		return cell{value: ""}
	}
	switch {
	case h.p.Percent == "text":
		h.note("percent_text")
		return cell{value: rounded(100*s.part, s.whole, 1) + "%"}
	case h.p.Percent == "bare":
		h.note("percent_bare")
		return cell{value: rounded(100*s.part, s.whole, 1)}
	case h.sheet:
		h.note("percent_fraction")
		f, _ := strconv.ParseFloat(rounded(s.part, s.whole, 4), 64) // its own output
		return cell{value: f, look: asPercent}
	}
	h.note("percent_fraction")
	return cell{value: rounded(s.part, s.whole, 3)}
}
