package demo

import "slices"

// Flag is a hint on one submission that the marts must give: filled in without
// counting, as plants.yaml says (quality).
type Flag struct {
	Unit    string `json:"unit"`
	Dataset string `json:"dataset"`
	Period  string `json:"period"`
	Flag    string `json:"flag"`
}

// Below these numbers of rows or sessions nothing can be told of a submission.
const (
	heapedRows        = 30
	sameRows          = 10
	unanimousSessions = 3
)

// careless reports whether a unit's submission of a month is of that kind;
// month is -1 for what holds of all its files.
func (t *tables) careless(unit, kind string, months calendar, month int) bool {
	return slices.ContainsFunc(t.plants.Quality, func(pl plant) bool {
		return pl.Unit == unit && pl.Kind == kind && (month < 0 || months.at(pl.Back) == month)
	})
}

// plantUnanimity makes every ballot of the planted month a satisfied one.
func (b *planner) plantUnanimity() {
	for _, v := range b.reviews {
		if b.t.careless(b.p.Code, "all_unanimous", b.months, v.month) {
			v.satisfied, v.basic, v.dissatisfied, v.abstain = v.valid, 0, 0, 0
		}
	}
}

// heap rounds a total to whole fives where its band has one.
func heap(total, low, high int) int {
	const five = 50 // tenths
	down := total / five * five
	for _, near := range []int{down, down + five} {
		if near >= low && near <= high {
			return near
		}
	}
	return total
}

// countFlags enters the planted hints in the truth, once all files are written.
func (w *writer) countFlags() {
	for _, pl := range w.t.plants.Quality {
		if pl.Unit != w.p.Code {
			continue
		}
		for _, at := range w.flagged(pl) {
			w.truth.Work.Flags = append(w.truth.Work.Flags, Flag{w.p.Code, pl.Dataset, at, pl.Kind})
		}
	}
}

// flagged lists the periods a planted hint can be told of.
func (w *writer) flagged(pl plant) []string {
	var periods []string
	month := w.months.at(pl.Back)
	switch pl.Kind {
	case "copied_last_month":
		if month > 0 {
			periods = append(periods, period(w.months[month]))
		}
	case "all_unanimous":
		sessions := map[*session]bool{}
		for _, v := range w.reviews {
			if v.month == month {
				sessions[v.session] = true
			}
		}
		if len(sessions) >= unanimousSessions {
			periods = append(periods, period(w.months[month]))
		}
	case "heaping", "totals_never_disagree":
		least := map[string]int{"heaping": heapedRows, "totals_never_disagree": sameRows}[pl.Kind]
		for _, f := range w.truth.Files {
			if f.Dataset == "scores" && f.Accepted >= least {
				periods = append(periods, f.Period)
			}
		}
	}
	return periods
}
