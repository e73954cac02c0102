package transform

import (
	"context"
	"fmt"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

var schemas = []string{"lake", "ref", "staging", models.Intermediate, models.Marts, viewSchema}

// build fills an open, empty database.
func build(ctx context.Context, db *warehouse.DB, o Options) (Result, error) {
	if err := prepare(ctx, db, o); err != nil {
		return Result{}, err
	}
	tables, err := ordered(ctx, db, o)
	if err != nil {
		return Result{}, err
	}
	for _, m := range tables {
		if err := materialise(ctx, db, m); err != nil {
			return Result{}, err
		}
		o.Log.Debug("model built", "model", m.Table())
	}
	warnings, err := assert(ctx, db, tables)
	if err != nil {
		return Result{}, err
	}
	if err := label(ctx, db); err != nil {
		return Result{}, err
	}
	if err := db.Exec(ctx, "drop schema lake cascade"); err != nil { // its views point at Parquet
		return Result{}, fmt.Errorf("drop the lake views: %w", err)
	}
	return Result{Manifest: o.State.Number, AsOf: asOf(o), Models: len(tables), Warnings: warnings}, nil
}

// prepare makes everything the models may read.
func prepare(ctx context.Context, db *warehouse.DB, o Options) error {
	// No model may depend on the order of rows, and large ones build faster so.
	if err := db.Exec(ctx, "set preserve_insertion_order = false"); err != nil {
		return fmt.Errorf("prepare build: %w", err)
	}
	for _, s := range schemas {
		if err := db.Exec(ctx, "create schema "+warehouse.Quote(s)); err != nil {
			return fmt.Errorf("create schema %s: %w", s, err)
		}
	}
	macros, err := models.Macros()
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, macros); err != nil {
		return fmt.Errorf("create macros: %w", err)
	}
	if err := makeReference(ctx, db, o); err != nil {
		return err
	}
	for _, d := range o.Datasets {
		if err := makeLake(ctx, db, o.State, o.Root, d); err != nil {
			return err
		}
		if err := makeStaging(ctx, db, d); err != nil {
			return err
		}
	}
	return nil
}

func materialise(ctx context.Context, db *warehouse.DB, m models.Model) error {
	if m.IsFitted() {
		return materialiseFitted(ctx, db, m)
	}
	table := warehouse.Quote(m.Schema) + "." + warehouse.Quote(m.Name)
	if err := db.Exec(ctx, "create table "+table+" as\n"+m.Query); err != nil {
		return fmt.Errorf("build %s: %w", m.Table(), err)
	}
	return nil
}
