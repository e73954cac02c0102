package reports

import (
	"fmt"
	"strconv"
)

// printable says whether a rate rests on enough people and sessions.
func (r run) printable(s satisfaction) bool {
	return s.Mandates >= r.LeastMandates && s.Sessions >= r.LeastSessions && s.Ballots > 0
}

// How a count that speaks ill of few people may be printed; the marts
// consequence_unit_month and consequence_province_month decide it, over units
// and months together.
const (
	printShown    = "shown"
	printSmall    = "small"
	printHidden   = "complement"
	printWithheld = "withheld" // the province's
)

const hiddenCount = "＊"

// fewer is what stands for a small count: ‹3.
func (r run) fewer() string { return fmt.Sprintf("‹%d", r.SmallCount) }

// printedCount is a unit's count as it goes to print, "" where it does not.
func (r run) printedCount(c consequence) string {
	switch c.Print {
	case printShown:
		return strconv.FormatInt(c.Rectify, 10)
	case printSmall:
		return r.fewer()
	case printHidden:
		return hiddenCount
	}
	return ""
}
