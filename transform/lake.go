package transform

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// makeLake makes lake.<dataset>: a view over the live Parquet files with the
// contract's columns and types. Without files it is an empty view of the same
// shape; a column that older files lack is NULL.
func makeLake(ctx context.Context, db *warehouse.DB, state *lake.State, root string, d contracts.Dataset) error {
	from, present, err := parquet(ctx, db, state.Live(lake.Rows, d.Name), root)
	if err != nil {
		return fmt.Errorf("read lake %s: %w", d.Name, err)
	}
	var columns []string
	for _, f := range d.Columns() {
		source := "null"
		if slices.Contains(present, f.Name) {
			source = warehouse.Quote(f.Name)
		}
		columns = append(columns, fmt.Sprintf("cast(%s as %s) as %s", source, f.ColumnType(), warehouse.Quote(f.Name)))
	}
	view := fmt.Sprintf("create view lake.%s as select\n    %s\n%s",
		warehouse.Quote(d.Name), strings.Join(columns, ",\n    "), from)
	if err := db.Exec(ctx, view); err != nil {
		return fmt.Errorf("make lake %s: %w", d.Name, err)
	}
	return nil
}

// globSafe makes a path mean itself, where a workspace's folder is called a[1].
var globSafe = strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]")

func parquet(ctx context.Context, db *warehouse.DB, files []lake.File, root string) (from string, columns []string, err error) {
	if len(files) == 0 {
		return "where false", nil, nil
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, warehouse.Literal(globSafe.Replace(filepath.Join(root, filepath.FromSlash(f.Path)))))
	}
	// The folders' unit= and period= stand inside the files too, as text.
	from = "from read_parquet([" + strings.Join(paths, ", ") + "], union_by_name = true, hive_partitioning = false)"
	described, err := db.Query(ctx, "select column_name from (describe select * "+from+")")
	if err != nil {
		return "", nil, err
	}
	for _, row := range described.Rows {
		columns = append(columns, row[0].(string))
	}
	return from, columns, nil
}
