package ingest

import (
	"slices"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/drift"
	"lvzhi/internal/lake"
)

// drifted says what changed in the columns of a file since the last one of the
// same dataset, unit and scope.
func (r *Receiver) drifted(key lake.Key, d contracts.Dataset, now []drift.Column) ([]check.Problem, error) {
	kept, err := r.Lake.State.ColumnsBefore(key)
	if err != nil {
		return nil, err
	}
	var before []drift.Column
	for _, h := range kept {
		before = append(before, drift.Column{Header: h.Header, Field: h.Field})
	}
	name := r.placeName(key.Unit)
	if key.Scope != "all" {
		name = r.scopeName(key.Scope)
	}
	return drift.Compare(before, now, drift.File{Dataset: d, Unit: key.Unit, UnitName: name, Period: key.Period}), nil
}

// add puts what changed before the other problems. Of a new column it says
// all there is to say: that it is unknown need not be said beside it.
func (o *Outcome) add(changes []check.Problem) {
	if len(changes) == 0 {
		return
	}
	before := len(o.Problems)
	o.Problems = slices.Concat(changes, slices.DeleteFunc(o.Problems, func(p check.Problem) bool {
		return p.Rule == check.UnknownColumn && slices.ContainsFunc(changes, func(c check.Problem) bool { return c.Sheet == p.Sheet && c.Cell == p.Cell })
	}))
	o.Warnings += int64(len(o.Problems) - before)
}

// keepColumns remembers the columns for the next file; the name returned is
// for the batch.
func (r *Receiver) keepColumns(columns []drift.Column) (string, error) {
	var headings []lake.Heading
	for _, c := range columns {
		headings = append(headings, lake.Heading{Header: c.Header, Field: c.Field})
	}
	return r.Lake.KeepColumns(headings)
}
