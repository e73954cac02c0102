package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"lvzhi/internal/durable"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// ExportMarts writes every mart of the build at path as a Parquet file into
// folder and returns their names. Rows stand in the order of all columns and
// one thread writes, so that the same rows give the same bytes.
func ExportMarts(ctx context.Context, path, folder string) ([]string, error) {
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	for _, step := range []string{"set threads = 1", "set preserve_insertion_order = true",
		"set temp_directory = " + warehouse.Literal(folder), "attach " + warehouse.Literal(path) + " as build (read_only)"} {
		if err := db.Exec(ctx, step); err != nil {
			return nil, fmt.Errorf("open the build to export: %w", err)
		}
	}
	found, err := db.Query(ctx, `select table_name from information_schema.tables
		where table_catalog = 'build' and table_schema = ? order by table_name`, models.Marts)
	if err != nil {
		return nil, fmt.Errorf("list the marts to export: %w", err)
	}
	var names []string
	for _, row := range found.Rows {
		name := row[0].(string)
		if err := exportMart(ctx, db, name, folder); err != nil {
			return names, fmt.Errorf("export %s: %w", name, err)
		}
		names = append(names, name)
	}
	return names, durable.Sync(folder)
}

func exportMart(ctx context.Context, db *warehouse.DB, name, folder string) error {
	final := filepath.Join(folder, name+".parquet")
	fresh := final + ".new"
	err := db.Exec(ctx, fmt.Sprintf("copy (select * from build.%s.%s order by all) to %s (format parquet, compression zstd)",
		models.Marts, warehouse.Quote(name), warehouse.Literal(fresh)))
	if err == nil {
		err = os.Chmod(fresh, 0o600)
	}
	if err == nil {
		err = durable.Sync(fresh)
	}
	if err == nil {
		err = os.Rename(fresh, final)
	}
	if err != nil {
		os.Remove(fresh)
	}
	return err
}
