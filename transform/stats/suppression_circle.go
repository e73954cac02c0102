package stats

import "math"

// The sums of the table as a network: the total of a month flows to its units
// (root → month → unit in month), what a unit has so far flows on to its next
// month (unit in month → unit in the next), and what all have at the edition
// flows back to the root. A circle along which 1 is added forwards and taken
// backwards leaves every sum right.
type arc struct {
	from, to    int
	unit, month int // unit is -1 for a total
	toDate      bool
	n           int64
	printing    *Printing
}

// step is an arc passed forwards (the count goes up by 1) or backwards.
type step struct {
	arc
	forwards bool
}

func (t *suppression) rootNode() int           { return 0 }
func (t *suppression) lastNode() int           { return 1 }
func (t *suppression) monthNode(month int) int { return 2 + month }
func (t *suppression) unitNode(unit, month int) int {
	return 2 + t.months + unit*t.months + month
}

// wire lays the network up to the edition, its arcs in the order in which counts
// are protected. Arcs point at their marks, so it stands for the whole edition.
func (t *suppression) wire() {
	t.arcs = t.network()
	t.leaving = make([][]step, 2+t.months+t.units*t.months)
	for _, a := range t.arcs {
		t.leaving[a.from] = append(t.leaving[a.from], step{a, true})
		t.leaving[a.to] = append(t.leaving[a.to], step{a, false})
	}
}

func (t *suppression) network() (all []arc) {
	for m := range t.edition + 1 {
		for u := range t.units {
			if n := t.count[u][m]; n != NoCell {
				all = append(all, arc{t.monthNode(m), t.unitNode(u, m), u, m, false, n, &t.printings.Month[u][m]})
			}
			if n := t.toDate[u][m]; n != NoCell {
				to := t.unitNode(u, m+1)
				if m == t.edition {
					to = t.lastNode()
				}
				all = append(all, arc{t.unitNode(u, m), to, u, m, true, n, &t.printings.ToDate[u][m]})
			}
		}
		all = append(all, arc{t.rootNode(), t.monthNode(m), -1, m, false, t.total(t.count, m), &t.printings.TotalMonth[m]})
	}
	return append(all, arc{t.lastNode(), t.rootNode(), -1, t.edition, true, t.total(t.toDate, t.edition), &t.printings.TotalToDate[t.edition]})
}

func (t *suppression) total(cells [][]int64, month int) (sum int64) {
	for u := range t.units {
		sum += max(cells[u][month], 0)
	}
	return sum
}

// What it costs to pass a step: another cell hidden (and more where its count is
// high, or a running total), a small count's cover, or nothing.
const (
	costMonth  = 1000
	costToDate = 1500
	costSmall  = 3000 // small counts are left to cover each other only where nothing else can
	costCount  = 400  // the most a high count adds
)

// cost is the price of a step where a count is to be protected; ok is false
// where it cannot be passed.
func (t *suppression) cost(s step, of arc) (cost int, ok bool) {
	least := int64(1) // what the mark says of the count
	switch *s.printing {
	case Absent:
		return 0, false
	case Shown:
		if s.unit < 0 || s.n == 0 || s.month != t.edition {
			return 0, false
		}
		cost = costMonth
		if s.toDate {
			cost = costToDate
		}
		cost += int(min(s.n, costCount))
	case Small:
		if s.unit != of.unit && *of.printing == Small {
			cost = costSmall
		}
		if s.forwards && s.n+1 >= t.small {
			if s.month != t.edition {
				return 0, false
			}
			cost = costMonth // starred, it may be more than small
		}
	case Pooled, Withheld:
		least = 0
	}
	return cost, s.forwards || s.n > least
}

// circle finds the cheapest circle through an arc, in either direction.
func (t *suppression) circle(a arc) (best []step, ok bool) {
	least := math.MaxInt
	for _, forwards := range []bool{true, false} {
		s := step{a, forwards}
		own, passable := t.cost(s, a)
		if !passable || own > 0 { // the count itself must move within its mark
			continue
		}
		from, to := a.to, a.from
		if !forwards {
			from, to = to, from
		}
		if way, cost, found := t.path(from, to, a); found && cost < least {
			best, least, ok = append(way, s), cost, true
		}
	}
	return best, ok
}

// path is the cheapest way between two nodes that does not use an arc: Dijkstra
// 1959, ties to the node and the arc that come first.
func (t *suppression) path(from, to int, without arc) (way []step, cost int, ok bool) {
	nodes := len(t.leaving)
	distance, came, done := make([]int, nodes), make([]step, nodes), make([]bool, nodes)
	for i := range distance {
		distance[i] = math.MaxInt
	}
	distance[from] = 0
	for {
		at := -1
		for i, d := range distance {
			if !done[i] && d < math.MaxInt && (at < 0 || d < distance[at]) {
				at = i
			}
		}
		if at < 0 {
			return nil, 0, false
		}
		if at == to {
			break
		}
		done[at] = true
		for _, s := range t.leaving[at] {
			if s.printing == without.printing {
				continue
			}
			next := s.end()
			if c, passable := t.cost(s, without); passable && !done[next] && distance[at]+c < distance[next] {
				distance[next], came[next] = distance[at]+c, s
			}
		}
	}
	for at := to; at != from; at = came[at].begin() {
		way = append(way, came[at])
	}
	return way, distance[to], true
}

func (s step) end() int {
	if s.forwards {
		return s.to
	}
	return s.from
}

func (s step) begin() int {
	if s.forwards {
		return s.from
	}
	return s.to
}

// hide stars what a circle changes and its mark would not allow.
func (t *suppression) hide(circle []step) (more bool) {
	for _, s := range circle {
		beyond := *s.printing == Small && s.forwards && s.n+1 >= t.small
		if *s.printing == Shown || beyond {
			*s.printing, more = Starred, true
		}
	}
	return more
}
