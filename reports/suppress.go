package reports

import "strconv"

// A printed rate needs this many people and sessions.
const (
	leastMandates = 10
	leastSessions = 3
)

func ratePrintable(s satisfaction) bool {
	return s.Mandates >= leastMandates && s.Sessions >= leastSessions && s.Ballots > 0
}

// maskCounts prints counts that speak ill of few people: 1 and 2 become ‹3, and
// one further count becomes ＊, so that the printed total gives none of them
// away. The further count is hidden whether it must be or not: hidden only when
// needed, it would itself tell. ok is false where no count can be hidden and
// the total would tell: then the counts are not listed by unit at all.
func maskCounts(counts []int64) (cells []string, ok bool) {
	var small, sum int64
	for _, n := range counts {
		cell := strconv.FormatInt(n, 10)
		if n == 1 || n == 2 {
			small, sum, cell = small+1, sum+n, "‹3"
		}
		cells = append(cells, cell)
	}
	if small == 0 {
		return cells, true
	}
	also, least := -1, int64(3)
	if sum == small {
		least = 4 // all ones: the further count must leave room for a two
	}
	for i, n := range counts {
		if n >= least && (also < 0 || n < counts[also]) {
			also = i
		}
	}
	if also >= 0 {
		cells[also] = "＊"
		return cells, true
	}
	// All ones or all twos follow from their sum; so does a single one.
	if sum == small || sum == 2*small {
		return nil, false
	}
	return cells, true
}
