package address

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
)

// time finds the period, the year for days written without one, and whether
// the file is cumulative.
func (a *Address) time(e Evidence, d contracts.Dataset, given Hints) error {
	found := a.readTimes(e, d)
	a.Period = found
	if d.Cadence == contracts.Yearly && a.Year > 0 {
		a.Period = fmt.Sprintf("%04d-12", a.Year)
	}
	if given.Period != "" {
		if a.Period != "" && a.Period != given.Period {
			a.Notes = append(a.Notes, "报送期按命令中的 --period 确定，与文件自述的"+a.Period+"不同")
		}
		a.Period = given.Period
	}
	if a.Period == "" {
		return whichPeriod("看不出是哪个月的报表", "请在标题中写明年月")
	}
	if a.Year == 0 {
		a.Year, _ = strconv.Atoi(a.Period[:4])
	}
	return nil
}

func (a *Address) readTimes(e Evidence, d contracts.Dataset) (period string) {
	for _, text := range e.texts() {
		t := timeIn(text)
		if a.Year == 0 && t.year > 0 {
			a.Year = t.year
		}
		if period == "" && t.month > 0 {
			period = fmt.Sprintf("%04d-%02d", t.monthYear, t.month)
		}
		switch {
		case t.cumulative:
			a.Arrival = contracts.Cumulative
		case t.thisMonth && d.Arrival == contracts.Cumulative:
			a.Arrival = contracts.Increment
		}
	}
	if a.Year == 0 && len(e.Years) == 1 {
		a.Year = e.Years[0]
	}
	return period
}

type textTime struct {
	year                  int // the year the text speaks of
	monthYear, month      int // the month it names; 2023年度（2024年1月） names January 2024
	cumulative, thisMonth bool
}

var (
	filledOn   = regexp.MustCompile(`(填报|填表|制表|报送|上报|统计|打印|导出)(时间|日期)\s*[:：]?\s*[0-9年月日./\- ]*`)
	monthRange = regexp.MustCompile(`((?:19|20)\d{2})\s*年?\s*度?\s*[(（]?\s*(\d{1,2})\s*月?\s*(?:-|—|－|–|~|～|至|到)\s*(\d{1,2})\s*月`)
	yearMonth  = regexp.MustCompile(`((?:19|20)\d{2})\s*(?:年\s*(1[0-2]|0?[1-9])(?:\s*月|\s*$|[)）_])|[.\-/_]\s*(1[0-2]|0?[1-9])(?:\s*月|[^0-9]|$))`)
	packed     = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d{2})(0[1-9]|1[0-2])(?:[^0-9]|$|[0-3][0-9](?:[^0-9]|$))`)
	quarter    = regexp.MustCompile(`((?:19|20)\d{2})年?第?([一二三四1-4])季度`)
	halfYear   = regexp.MustCompile(`((?:19|20)\d{2})年?(上|下)半年`)
	onlyYear   = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d{2})(?:\s*年|年度|[^0-9]|$)`)
	bareMonth  = regexp.MustCompile(`(?:^|[^0-9])(1[0-2]|[1-9])月(?:份|[^0-9日底末初前以至到报])`)
	loneDay    = regexp.MustCompile(`(?:^|\s)(?:19|20)\d{2}\s*[年./\-]\s*\d{1,2}\s*[月./\-]\s*\d{1,2}\s*日?(?:\s|$)`)
	wholeYear  = regexp.MustCompile(`((?:19|20)\d{2})\s*年度`)
)

// timeIn reads year and month out of a title or a file name; the day a form
// was filled in is not its period, nor is a day that stands alone beside the
// title.
func timeIn(text string) textTime {
	text = loneDay.ReplaceAllString(filledOn.ReplaceAllString(norm.NFKC.String(check.ArabicDate(strings.ReplaceAll(text, "元月", "1月"))), ""), " ")
	t := textTime{cumulative: strings.Contains(text, "累计"), thisMonth: strings.Contains(text, "本月")}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := monthRange.FindStringSubmatch(text); m != nil && number(m[2]) <= number(m[3]) && number(m[3]) <= 12 {
		t.year, t.month = number(m[1]), number(m[3])
		t.cumulative = t.cumulative || number(m[2]) == 1
	} else if m := yearMonth.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), number(m[2]+m[3])
	} else if m := packed.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), number(m[2])
	} else if m := quarter.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), 3*(strings.Index("一二三四", m[2])/3+1)
		if n := number(m[2]); n > 0 {
			t.month = 3 * n
		}
	} else if m := halfYear.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), 6
		if m[2] == "下" {
			t.month = 12
		}
	} else if m := onlyYear.FindStringSubmatch(text); m != nil {
		t.year = number(m[1])
		if m := bareMonth.FindStringSubmatch(text); m != nil { // 9月份述职情况（2024年）
			t.month = number(m[1])
		}
	}
	t.monthYear = t.year
	if m := wholeYear.FindStringSubmatch(text); m != nil {
		t.year = number(m[1])
	}
	return t
}
