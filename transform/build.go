package transform

import (
	"context"
	"fmt"

	"lvzhi/contracts"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// buildMemory bounds what DuckDB holds in its buffers; it spills to the build's
// folder. The process holds up to half as much again, which the allocator keeps.
// copyMemory is for a database that only copies.
const (
	buildMemory = "1500MB"
	copyMemory  = "600MB"
)

func limitMemory(ctx context.Context, db *warehouse.DB, most string) error {
	if err := db.Exec(ctx, "set memory_limit = "+warehouse.Literal(most)); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	return nil
}

var schemas = []string{"lake", "ref", "staging", models.Intermediate, models.Marts, viewSchema}

// build fills an open, empty database in folder.
func build(ctx context.Context, db *warehouse.DB, o Options, folder string) (Result, error) {
	if err := prepare(ctx, db, o); err != nil {
		return Result{}, err
	}
	graph, err := ordered(ctx, db, o)
	if err != nil {
		return Result{}, err
	}
	way := chooseWay(o)
	o.Log.Debug("way of the build", "passes", len(way.passes), "reused", way.reuse != "")
	warnings, err := way.build(ctx, db, o, graph, folder)
	if err != nil {
		return Result{}, err
	}
	if err := store(ctx, db, warnings); err != nil {
		return Result{}, err
	}
	if err := label(ctx, db); err != nil {
		return Result{}, err
	}
	if err := db.Exec(ctx, "drop schema lake cascade"); err != nil { // its views point at Parquet
		return Result{}, fmt.Errorf("drop the lake views: %w", err)
	}
	return Result{Manifest: o.State.Number, AsOf: asOf(o), Models: len(graph.sorted), Warnings: warnings}, nil
}

// prepare makes what every build begins with: settings, schemas, macros and
// reference.
func prepare(ctx context.Context, db *warehouse.DB, o Options) error {
	// No model may depend on the order of rows, and large ones build faster so.
	settings := []string{"set preserve_insertion_order = false"}
	if o.Threads > 0 {
		settings = append(settings, fmt.Sprintf("set threads = %d", o.Threads))
	}
	for _, s := range settings {
		if err := db.Exec(ctx, s); err != nil {
			return fmt.Errorf("prepare build: %w", err)
		}
	}
	if err := limitMemory(ctx, db, buildMemory); err != nil {
		return err
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
	return makeReference(ctx, db, o)
}

// stage makes the lake views and the staging of datasets.
func stage(ctx context.Context, db *warehouse.DB, o Options, datasets []contracts.Dataset) error {
	for _, d := range datasets {
		if err := makeLake(ctx, db, o.State, o.Root, d); err != nil {
			return err
		}
		if err := makeStaging(ctx, db, d); err != nil {
			return err
		}
	}
	return nil
}

func materialiseAll(ctx context.Context, db *warehouse.DB, o Options, tables []models.Model) error {
	for _, m := range tables {
		if err := materialise(ctx, db, m); err != nil {
			return err
		}
		o.Log.Debug("model built", "model", m.Table())
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
