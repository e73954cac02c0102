package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"lvzhi/internal/durable"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// ExportMarts writes every mart of the build at path as a Parquet file into
// folder and returns their names. Rows stand in the order of all columns and
// one thread writes, so that the same rows give the same bytes.
func ExportMarts(ctx context.Context, path, folder string) ([]string, error) {
	unfinished, err := ownFolder(folder)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(unfinished)
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	for _, step := range []string{"set threads = 1", "set preserve_insertion_order = true",
		"set temp_directory = " + warehouse.Literal(unfinished), "attach " + warehouse.Literal(path) + " as build (read_only)"} {
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
		if err := exportMart(ctx, db, name, unfinished, folder); err != nil {
			return names, fmt.Errorf("export %s: %w", name, err)
		}
		names = append(names, name)
	}
	return names, durable.Sync(folder)
}

// ownFolder makes a folder inside for what is not finished, which only its
// owner enters, and clears those that killed exports left.
func ownFolder(inside string) (string, error) {
	entries, err := os.ReadDir(inside)
	if err != nil {
		return "", fmt.Errorf("look for unfinished exports: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), durable.Unfinished+"export-") {
			continue
		}
		if err := os.RemoveAll(filepath.Join(inside, e.Name())); err != nil {
			return "", fmt.Errorf("clear an unfinished export: %w", err)
		}
	}
	folder, err := os.MkdirTemp(inside, durable.Unfinished+"export-")
	if err != nil {
		return "", fmt.Errorf("begin the export: %w", err)
	}
	return folder, nil
}

func exportMart(ctx context.Context, db *warehouse.DB, name, unfinished, folder string) error {
	fresh := filepath.Join(unfinished, name+".parquet")
	err := db.Exec(ctx, fmt.Sprintf("copy (select * from build.%s.%s order by all) to %s (format parquet, compression zstd)",
		models.Marts, warehouse.Quote(name), warehouse.Literal(fresh)))
	if err == nil {
		err = os.Chmod(fresh, 0o600)
	}
	if err == nil {
		err = durable.Sync(fresh)
	}
	if err != nil {
		return err
	}
	return os.Rename(fresh, filepath.Join(folder, name+".parquet"))
}
