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
// where the printed total would give one of them away a further count becomes
// ＊. ok is false when no such further count exists: then the counts are not
// listed by unit at all.
func maskCounts(counts []int64) (cells []string, ok bool) {
	var small, sum int64
	for _, n := range counts {
		if n == 1 || n == 2 {
			small, sum = small+1, sum+n
		}
		cells = append(cells, strconv.FormatInt(n, 10))
	}
	for i, n := range counts {
		if n == 1 || n == 2 {
			cells[i] = "‹3"
		}
	}
	// All ones or all twos follow from their sum; so does a single one.
	if small == 0 || small > 1 && sum != small && sum != 2*small {
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
	if also < 0 {
		return nil, false
	}
	cells[also] = "＊"
	return cells, true
}
