package contracts

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func shipped(t *testing.T) (*Calendar, []Dataset, *Places) {
	t.Helper()
	c, err := LoadCalendar()
	if err != nil {
		t.Fatal(err)
	}
	datasets, err := Datasets()
	if err != nil {
		t.Fatal(err)
	}
	places, err := LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	return c, datasets, places
}

func dueOn(t *testing.T, c *Calendar, datasets []Dataset, dataset, period string) string {
	t.Helper()
	i := slices.IndexFunc(datasets, func(d Dataset) bool { return d.Name == dataset })
	return c.Due(datasets[i], period).Format(time.DateOnly)
}

func day(text string) time.Time {
	d, _ := time.Parse(time.DateOnly, text)
	return d
}

func TestADueDayMovesToTheNextWorkingDay(t *testing.T) {
	c, datasets, _ := shipped(t)
	for _, x := range []struct{ dataset, period, want, why string }{
		{"votes", "2024-05", "2024-06-05", "a Wednesday stays"},
		{"votes", "2024-09", "2024-10-08", "the 5th lies in National Day's week"},
		{"votes", "2024-03", "2024-04-07", "清明 to the make-up Sunday, which is worked"},
		{"votes", "2024-04", "2024-05-06", "5 May is a day off"},
		{"votes", "2019-04", "2019-05-05", "a Sunday that is worked stays"},
		{"votes", "2018-12", "2019-01-07", "a Saturday"},
		{"scores", "2024-12", "2025-02-05", "31 January 2025 is Spring Festival"},
		{"scores", "2021-12", "2022-02-07", "31 January 2022 is New Year's Eve"},
		{"scores", "2019-12", "2020-02-03", "the Spring Festival that was made longer"},
		{"scores", "2022-12", "2023-01-31", "a Tuesday stays"},
		{"scores", "2025-12", "2026-02-02", "a Saturday, two weeks before Spring Festival"},
		{"votes", "2026-12", "2027-01-05", "a year without an arrangement: a Tuesday"},
		{"votes", "2027-05", "2027-06-07", "and a Saturday"},
	} {
		if got := dueOn(t, c, datasets, x.dataset, x.period); got != x.want {
			t.Errorf("%s of %s is due %s, want %s: %s", x.dataset, x.period, got, x.want, x.why)
		}
	}
	if c.Arranged(2027) || !c.Arranged(2026) || !c.Arranged(2019) {
		t.Error("the arranged years are not 2019 to 2026")
	}
	if !c.Due(datasets[0], "2024").IsZero() {
		t.Error("a due date for what is no period")
	}
}

// Every notice names as many worked weekend days as its days off take from
// working days, less the statutory days that fell on working days.
func TestEveryArrangementNamesWeekendsWorkedAndOthersOff(t *testing.T) {
	c, _, _ := shipped(t)
	if len(c.days) < 8*28 {
		t.Fatalf("only %d days", len(c.days))
	}
	taken, given := map[int]int{}, map[int]int{}
	for d, worked := range c.days {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if worked && !weekend {
			t.Errorf("%s is worked and no weekend", d.Format(time.DateOnly))
		}
		if worked {
			given[d.Year()]++
		} else if !weekend {
			taken[d.Year()]++
		}
	}
	for year := 2019; year <= 2026; year++ {
		// 11 statutory days, 13 from 2025; those on a weekend are given back,
		// except where a year end moves one over. 2020's longer Spring Festival
		// took a Friday more and gave a Saturday back.
		want := 11
		switch {
		case year >= 2025, year == 2020:
			want = 13
		}
		if net := taken[year] - given[year]; net < want-2 || net > want+1 {
			t.Errorf("%d: %d working days off, %d weekend days worked", year, taken[year], given[year])
		}
	}
}

func TestAnOfficeEditsItsCalendar(t *testing.T) {
	c, datasets, places := shipped(t)
	over, err := c.With([]byte(`
years:
  - {year: 2027, notice: 示例, off: [2027-02-05..2027-02-11], work: [2027-02-13]}
  - {year: 2024, off: [2024-06-05]} # a day of one's own
owed: {activities: every_unit, 履职积分: nobody}
due:
  - {dataset: votes, from: 2025-01, day: 9}
  - {dataset: votes, from: 2025-01, to: 2025-12, day: 31} # the last that fits holds
  - {dataset: scores, from: 2024-12, to: 2024-12, date: 2025-02-15}
excused:
  - {unit: 濮阳市, dataset: votes, from: 2024-03, to: 2024-05, reason: 机构改革}
  - {unit: 410500, dataset: all, from: 2024-01, reason: 受灾}
`), datasets, places)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ dataset, period, want string }{
		{"votes", "2027-01", "2027-02-12"},
		{"votes", "2024-05", "2024-06-06"},
		{"votes", "2025-01", "2025-02-28"}, // the 31st of a short month is its last day
		{"votes", "2026-01", "2026-02-09"},
		{"votes", "2024-12", "2025-01-06"},
		{"scores", "2024-12", "2025-02-15"}, // a date holds as written, on a Saturday too
	} {
		if got := dueOn(t, over, datasets, x.dataset, x.period); got != x.want {
			t.Errorf("%s of %s is due %s, want %s", x.dataset, x.period, got, x.want)
		}
	}
	if !over.IsWorkday(day("2027-02-13")) || c.IsWorkday(day("2027-02-13")) || c.Arranged(2027) {
		t.Error("2027 is not laid over, or the shipped calendar changed")
	}
	if over.Owed("activities") != ByEveryUnit || over.Owed("scores") != ByNobody || c.Owed("scores") != ByEveryUnit || c.Owed("bulletin_issue") != ByNobody {
		t.Error("owed is not laid over, or the shipped one changed")
	}
	for _, x := range []struct {
		unit, dataset, period, reason string
	}{
		{"410900", "votes", "2024-03", "机构改革"}, {"410900", "votes", "2024-05", "机构改革"}, {"410900", "votes", "2024-06", ""},
		{"410900", "scores", "2024-03", ""}, {"410500", "roster", "2030-01", "受灾"}, {"410500", "roster", "2023-12", ""},
	} {
		if got, _ := over.Excused(x.unit, x.dataset, x.period); got != x.reason {
			t.Errorf("%s %s %s is excused for %q, want %q", x.unit, x.dataset, x.period, got, x.reason)
		}
	}
	still, err := c.With([]byte("\uFEFFshift: none\r\n"), datasets, places)
	if err != nil || dueOn(t, still, datasets, "votes", "2024-09") != "2024-10-05" {
		t.Errorf("shift: none still moves: %v", err)
	}
	if _, err := c.With(nil, datasets, places); err != nil {
		t.Errorf("an empty file: %v", err)
	}
}

func TestAMistakeInACalendarIsSaidWithItsLine(t *testing.T) {
	c, datasets, places := shipped(t)
	for text, want := range map[string]string{
		"shift: later":                                "第1行：shift 只能写 next",
		"\nholiday: [2027-01-01]":                     "第2行：不认识“holiday”",
		"shift: next\nshift: none":                    "第2行：“shift”写了两遍",
		"excused: [] # \xb8\xc4\xb8\xef":              "calendar.yaml：不是 UTF-8 编码",
		"shift: next\n---\nshift: none":               "只能有一部分",
		"years: 2027":                                 "第1行：这里的写法不对",
		"years: [":                                    "不是规范的 YAML",
		"years:\n  - {year: 二〇二七}":                    "第2行：year 要写四位年份",
		"years:\n  - year: 2027\n    off: [2027-2-5]": "第3行：日期要写成",
		"years:\n  - year: 2027\n    off: [2027-02-11..2027-02-05]":                         "第3行：“2027-02-11..2027-02-05”起止颠倒",
		"years:\n  - year: 2027\n    off: [2072-02-05]":                                     "第3行：“2072-02-05”不是2027年安排里的日子",
		"years:\n  - year: 2027\n    off: [2027-02-05..2027-02-07]\n    work: [2027-02-06]": "第4行：2027-02-06既写成放假又写成上班",
		"years:\n  - year: 2027\n    off: [[2027-02-05]]":                                   "第3行：这里应当是一个值",
		"owed: {vote: nobody}":                                           "第1行：没有“vote”这种报表",
		"owed: {bulletin_issue: nobody}":                                 "没有“bulletin_issue”这种报表",
		"owed:\n  votes: all":                                            "第2行：“votes”由谁报只能写",
		"due:\n  - {dataset: votes, from: 2025-1, day: 8}":               "第2行：报送期要写成 2024-03",
		"due:\n  - {dataset: votes, from: 2025-03, to: 2025-01, day: 8}": "早于起",
		"due:\n  - {dataset: votes, from: 2025-01}":                      "要写一个，也只写一个",
		"due:\n  - {dataset: votes, day: 8, date: 2025-02-08}":           "要写一个，也只写一个",
		"due:\n  - {dataset: votes, day: 32}":                            "day 要写 1 到 31",
		"due:\n  - {dataset: votes, date: 2月8日}":                         "date 要写成",
		"due:\n  - {day: 8}":                                             "第2行：要写明是哪种报表（dataset）",
		"excused:\n  - {unit: 石家庄市, dataset: votes, reason: x}":          "第2行：“石家庄市”不是报送单位",
		"excused:\n  - {dataset: votes, reason: x}":                      "第2行：要写明是哪个单位（unit）",
		"excused:\n  - {unit: 410928, dataset: votes, reason: x}":        "“410928”不是报送单位",
		"excused:\n  - {unit: 410900, dataset: votes, from: 2024-03}":    "第2行：免报要写明理由",
		"excused:\n  - {unit: 410900, reason: x}":                        "第2行：要写明是哪种报表（dataset）",
	} {
		_, err := c.With([]byte(text), datasets, places)
		var m *Mistake
		if !errors.As(err, &m) || !strings.HasPrefix(err.Error(), "calendar.yaml") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
