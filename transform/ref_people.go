package transform

// peopleTable has what the analyst decided on doubtful pairs of seats.
func peopleTable(o Options) table {
	t := table{name: "person_decision", columns: "pair_id varchar, decision varchar, why varchar"}
	for _, d := range o.People {
		t.rows = append(t.rows, []any{d.Pair, d.Decision, textOrNull(d.Why)})
	}
	return t
}
