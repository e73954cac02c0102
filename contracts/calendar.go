package contracts

import (
	_ "embed"
	"maps"
	"slices"
	"time"
)

// CalendarFile is the name of the office's own calendar in a workspace.
const CalendarFile = "calendar.yaml"

//go:embed calendar.yaml
var shippedCalendar []byte

// china is where days are counted: a due day ends at midnight there.
var china = time.FixedZone("UTC+8", 8*60*60)

// Day is the day a moment has in China, as a midnight in UTC.
func Day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	t = t.In(china)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// Owed says who owes a dataset.
type Owed string

// A dataset is owed by every unit once any sent it, by each unit once it sent
// it itself, or by nobody.
const (
	ByEveryUnit Owed = "every_unit"
	BySenders   Owed = "senders"
	ByNobody    Owed = "nobody"
)

// AllDatasets stands for every dataset where a unit is excused.
const AllDatasets = "all"

// Calendar knows working days, due dates, who owes what and who is excused.
// Days are midnights in UTC and mean days in China.
type Calendar struct {
	shifts   bool               // a due day that is no working day moves to the next
	days     map[time.Time]bool // what an arrangement says of a day: worked or not
	arranged map[int]bool       // years whose arrangement is known
	owed     map[string]Owed
	due      []dueRule
	excused  []excuse
}

// dueRule sets the due day of some periods of a dataset: a day of the month it
// is due in, or a date, which holds as written.
type dueRule struct {
	dataset, from, to string
	day               int
	date              time.Time
}

type excuse struct{ unit, dataset, from, to, reason string }

// LoadCalendar returns the calendar that ships with the program.
func LoadCalendar() (*Calendar, error) {
	c := &Calendar{days: map[time.Time]bool{}, arranged: map[int]bool{}, owed: map[string]Owed{}}
	return c, c.read("the shipped calendar", shippedCalendar, nil, nil)
}

// With returns the calendar with an office's own calendar.yaml laid over it.
// A mistake in that file is a *Mistake.
func (c *Calendar) With(raw []byte, datasets []Dataset, places *Places) (*Calendar, error) {
	over := &Calendar{shifts: c.shifts, days: maps.Clone(c.days), arranged: maps.Clone(c.arranged), owed: maps.Clone(c.owed),
		due: slices.Clone(c.due), excused: slices.Clone(c.excused)}
	return over, over.read(CalendarFile, raw, datasets, places)
}

// IsWorkday reports whether people are at work: Monday to Friday, unless the
// year's arrangement says otherwise.
func (c *Calendar) IsWorkday(day time.Time) bool {
	if worked, said := c.days[day]; said {
		return worked
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

// Arranged reports whether the arrangement of a year is known.
func (c *Calendar) Arranged(year int) bool { return c.arranged[year] }

// Owed says who owes a dataset; a dataset nobody decided on is owed by nobody.
func (c *Calendar) Owed(dataset string) Owed {
	if who, ok := c.owed[dataset]; ok {
		return who
	}
	return ByNobody
}

// Due is the last day on which a period's file of a dataset is in time. It is
// zero for what is no period.
func (c *Calendar) Due(d Dataset, period string) time.Time {
	first, err := time.Parse("2006-01", period)
	if err != nil {
		return time.Time{}
	}
	day := d.DueDay
	for _, rule := range slices.Backward(c.due) { // what an office wrote last holds
		if rule.dataset != d.Name || !covers(rule.from, rule.to, period) {
			continue
		}
		if !rule.date.IsZero() {
			return rule.date
		}
		day = rule.day
		break
	}
	month := first.AddDate(0, 1, 0)
	if d.Cadence == Yearly {
		month = time.Date(first.Year()+1, time.Month(d.DueMonth), 1, 0, 0, 0, 0, time.UTC)
	}
	return c.shifted(clamped(month, day))
}

// clamped is a day of a month, the last where the month is shorter.
func clamped(month time.Time, day int) time.Time {
	last := month.AddDate(0, 1, -1)
	return month.AddDate(0, 0, min(max(day, 1), last.Day())-1)
}

// longestBreak bounds the search for the next working day.
const longestBreak = 60

func (c *Calendar) shifted(day time.Time) time.Time {
	for n := 0; c.shifts && n < longestBreak && !c.IsWorkday(day); n++ {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// Excused returns why a unit need not send a period's file, if it need not.
func (c *Calendar) Excused(unit, dataset, period string) (reason string, ok bool) {
	for _, e := range c.excused {
		if e.unit == unit && (e.dataset == dataset || e.dataset == AllDatasets) && covers(e.from, e.to, period) {
			return e.reason, true
		}
	}
	return "", false
}

// covers reports from <= period <= to; an end that is "" is open.
func covers(from, to, period string) bool {
	return period >= from && (to == "" || period <= to)
}
