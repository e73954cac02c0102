package transform

import (
	"context"
	"fmt"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// fit turns the rows of a fitted model's query into the rows of its table, in
// the order of its declared columns.
type fit func(input *warehouse.Table) ([][]any, error)

// fits has the computation of each model in sql/fitted, by name.
var fits = map[string]fit{
	"int_consequence_print":         consequencePrints,
	"int_person_group":              personGroups,
	"int_renomination_calibration":  renominationCalibration,
	"int_renomination_left_out":     renominationLeftOut,
	"int_renomination_logit":        renominationLogit,
	"int_renomination_significance": renominationSignificance,
}

// materialiseFitted makes the table of a fitted model.
func materialiseFitted(ctx context.Context, db *warehouse.DB, m models.Model) error {
	rows, err := fitted(ctx, db, m)
	if err != nil {
		return err
	}
	made := table{schema: m.Schema, name: m.Name, columns: m.Columns, rows: rows}
	if err := made.make(ctx, db); err != nil {
		return fmt.Errorf("build %s: %w", m.Table(), err)
	}
	return nil
}

// fitted computes the rows of a fitted model.
func fitted(ctx context.Context, db *warehouse.DB, m models.Model) ([][]any, error) {
	compute, ok := fits[m.Name]
	if !ok {
		return nil, fmt.Errorf("build %s: nothing computes it", m.Table())
	}
	input, err := db.Query(ctx, m.Query)
	if err != nil {
		return nil, fmt.Errorf("read the input of %s: %w", m.Table(), err)
	}
	rows, err := compute(input)
	if err != nil {
		return nil, fmt.Errorf("compute %s: %w", m.Table(), err)
	}
	return rows, nil
}
