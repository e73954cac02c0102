package demo

import (
	"fmt"
	"time"
)

// The two sizes of the made-up province: about 4,000 mandates, or 180,000.
const (
	Small    = "small"
	Province = "province"
)

// Options says what province to make up.
type Options struct {
	Scale      string // Small (default) or Province
	Months     int    // monthly periods up to the last; default 9 (small) or 26 (province)
	Seed       uint64
	LastPeriod string // YYYY-MM, default 2024-09
}

func (o Options) completed() (Options, error) {
	if o.Scale == "" {
		o.Scale = Small
	}
	if o.Scale != Small && o.Scale != Province {
		return o, fmt.Errorf("scale %q is neither %s nor %s", o.Scale, Small, Province)
	}
	if o.Months == 0 {
		o.Months = map[string]int{Small: 9, Province: 26}[o.Scale]
	}
	if o.Months < 1 || o.Months > 60 {
		return o, fmt.Errorf("%d months: want 1 to 60", o.Months)
	}
	if o.LastPeriod == "" {
		o.LastPeriod = "2024-09"
	}
	if _, err := time.Parse("2006-01", o.LastPeriod); err != nil {
		return o, fmt.Errorf("last period: %w", err)
	}
	return o, nil
}

// calendar is the run of months the files speak of.
type calendar []time.Time // first days, in order

func newCalendar(o Options) calendar {
	last, _ := time.Parse("2006-01", o.LastPeriod) // checked by completed
	c := make(calendar, o.Months)
	for i := range c {
		c[i] = time.Date(last.Year(), last.Month()-time.Month(o.Months-1-i), 1, 0, 0, 0, 0, time.UTC)
	}
	return c
}

// at returns the month index that lies back months before the last; negative
// when the run is shorter.
func (c calendar) at(back int) int { return len(c) - 1 - back }

func (c calendar) last() time.Time { return c[len(c)-1] }

// scoreYears lists the last two full years.
func (c calendar) scoreYears() []int {
	y := c.last().Year() - 1
	if c.last().Month() == time.December {
		y++
	}
	return []int{y - 1, y}
}

func monthEnd(first time.Time) time.Time { return first.AddDate(0, 1, -1) }

func period(first time.Time) string { return first.Format("2006-01") }
