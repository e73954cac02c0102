package transform

import (
	"fmt"

	"lvzhi/contracts"
)

// localTermTable has the terms of the units that count them otherwise than
// ref.term does.
func localTermTable() (table, error) {
	t := table{name: "local_term", columns: "unit_code varchar, level varchar, local_term varchar, term varchar"}
	all, err := contracts.LocalTerms()
	if err != nil {
		return t, fmt.Errorf("read local terms: %w", err)
	}
	for _, l := range all {
		t.rows = append(t.rows, []any{l.Unit, l.Level, l.Local, l.Term})
	}
	return t, nil
}
