package transform

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// ordered returns all models so that each stands after those it reads. The
// graph is read from the SQL itself; a table that nobody makes and a circle
// are errors that name the models.
func ordered(ctx context.Context, db *warehouse.DB, o Options) (*graph, error) {
	all, err := models.Tables()
	if err != nil {
		return nil, err
	}
	made, err := existing(ctx, db)
	if err != nil {
		return nil, err
	}
	for _, d := range o.Datasets { // some builds make them later
		for _, name := range stagingNames(d) {
			made[name] = true
		}
	}
	return order(ctx, db, all, made)
}

// existing lists the tables and views that stand before any model.
func existing(ctx context.Context, db *warehouse.DB) (map[string]bool, error) {
	found, err := db.Query(ctx, "select table_schema || '.' || table_name from information_schema.tables")
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	made := map[string]bool{}
	for _, row := range found.Rows {
		made[row[0].(string)] = true
	}
	return made, nil
}

func order(ctx context.Context, db *warehouse.DB, all []models.Model, made map[string]bool) (*graph, error) {
	byName := map[string]models.Model{}
	for _, m := range all {
		byName[m.Table()] = m
	}
	g := &graph{models: byName, reads: map[string][]string{}, tables: map[string][]string{}, state: map[string]int{}}
	for _, m := range all {
		refs, err := db.Refs(ctx, m.Query)
		if err != nil {
			return nil, fmt.Errorf("read the inputs of %s: %w", m.Table(), err)
		}
		for _, ref := range refs {
			table := ref.Schema + "." + ref.Table
			g.tables[m.Table()] = append(g.tables[m.Table()], table)
			if _, ok := byName[table]; ok {
				g.reads[m.Table()] = append(g.reads[m.Table()], table)
			} else if !made[table] {
				return nil, fmt.Errorf("%s reads %s, which nothing makes", m.Table(), table)
			}
		}
	}
	for _, m := range all {
		if err := g.visit(m.Table(), nil); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// behind is every table that these are made of, themselves included. A table
// for which stop is true is listed, but not what it is made of.
func (g *graph) behind(tables []string, stop func(table string) bool) map[string]bool {
	found := map[string]bool{}
	for len(tables) > 0 {
		table := tables[0]
		tables = tables[1:]
		if found[table] {
			continue
		}
		found[table] = true
		if !stop(table) {
			tables = append(tables, g.tables[table]...)
		}
	}
	return found
}

type graph struct {
	models map[string]models.Model
	reads  map[string][]string // the models a model reads
	tables map[string][]string // everything it reads
	state  map[string]int      // 1 on the way, 2 done
	sorted []models.Model
}

func (g *graph) visit(table string, way []string) error {
	switch g.state[table] {
	case 2:
		return nil
	case 1:
		circle := append(way[slices.Index(way, table):], table)
		return fmt.Errorf("models read each other in a circle: %s", strings.Join(circle, " → "))
	}
	g.state[table] = 1
	for _, input := range g.reads[table] {
		if err := g.visit(input, append(slices.Clone(way), table)); err != nil {
			return err
		}
	}
	g.state[table] = 2
	g.sorted = append(g.sorted, g.models[table])
	return nil
}
