package demo

import "time"

// nominations writes the one file on the change of term.
func (w *writer) nominations() error {
	if w.p.Nominations == "" {
		return nil
	}
	at := w.months.last()
	title := w.title("nominations", at, w.unit)
	file := File{Path: w.path("nominations", title, at, ""), Dataset: "nominations", Scope: "all", Period: period(at), Arrival: "snapshot"}
	f := form{dataset: "nominations", sheet: "换届提名", title: title, unitLine: w.unitLine(w.unit, time.Time{}, "人"),
		columns: parseColumns(w.t.headers.set("nominations", w.p.Nominations))}
	for _, m := range w.people {
		if m.fate == nil || m.electedOn.After(monthEnd(at)) {
			continue
		}
		f.entries = append(f.entries, entry{county: m.county, get: func(field string) any { return w.nominationValue(m, field) }})
	}
	return w.save(file, []*grid{w.compose(f, file.Path)})
}

func (w *writer) nominationValue(m *mandate, field string) any {
	f := m.fate
	switch field {
	case "term_from":
		return m.term
	case "term_to":
		return nextTerm(m.term)
	case "is_eligible":
		return yes(f.reason == "")
	case "out_of_scope_reason":
		return reasonWord(f.reason)
	case "is_proposed":
		return yes(f.proposed)
	case "proposer":
		return map[bool]string{true: "原推荐单位"}[f.proposed]
	case "is_candidate":
		return yes(f.candidate)
	case "is_elected":
		return yes(f.elected)
	case "votes_for":
		if f.candidate {
			return count(f.votes)
		}
		return nil
	}
	return w.rosterValue(m, field, w.months.last())
}
