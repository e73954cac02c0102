package transform

import (
	"context"
	"fmt"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// assertions are the written ones and the uniqueness of every grain.
func assertions(tables []models.Model) ([]models.Assertion, error) {
	checks, err := models.Checks()
	if err != nil {
		return nil, err
	}
	for _, m := range tables {
		checks = append(checks, uniqueness(m))
		if m.ByUnit {
			checks = append(checks, belonging(m))
		}
	}
	return checks, nil
}

// judge runs assertions: it returns the warnings; failures are one FailedError.
func judge(ctx context.Context, db *warehouse.DB, checks []models.Assertion) (warnings []Finding, err error) {
	var failures []Finding
	for _, a := range checks {
		rows, err := offending(ctx, db, a)
		switch {
		case err != nil:
			return nil, err
		case rows == 0:
		case a.Severity == models.Error:
			failures = append(failures, Finding{a.Name, a.Message, rows})
		default:
			warnings = append(warnings, Finding{a.Name, a.Message, rows})
		}
	}
	if len(failures) > 0 {
		return nil, &FailedError{failures}
	}
	return warnings, nil
}

func offending(ctx context.Context, db *warehouse.DB, a models.Assertion) (int64, error) {
	found, err := db.Query(ctx, "select count(*) from (\n"+a.Query+"\n) as offending")
	if err != nil {
		return 0, fmt.Errorf("assert %s: %w", a.Name, err)
	}
	return found.Rows[0][0].(int64), nil
}

// uniqueness is the assertion that a header's `-- grain:` promises.
func uniqueness(m models.Model) models.Assertion {
	var grain []string
	for _, c := range m.Grain {
		grain = append(grain, warehouse.Quote(c))
	}
	key := strings.Join(grain, ", ")
	return models.Assertion{
		Name:     "grain of " + m.Table(),
		Severity: models.Error,
		Message:  m.Table() + " 的主键重复：" + strings.Join(m.Grain, ", "),
		Query: fmt.Sprintf("select %s, count(*) as copies from %s.%s group by %s having count(*) > 1",
			key, warehouse.Quote(m.Schema), warehouse.Quote(m.Name), key),
	}
}

// belonging is the assertion that `-- by: unit_code` promises: a row of nobody
// would be lost where tables are taken over unit by unit.
func belonging(m models.Model) models.Assertion {
	return models.Assertion{
		Name:     "units of " + m.Table(),
		Severity: models.Error,
		Message:  m.Table() + " 有不知属于哪个单位的行",
		Query:    fmt.Sprintf("select 1 from %s.%s where unit_code is null", warehouse.Quote(m.Schema), warehouse.Quote(m.Name)),
	}
}

// store keeps the warnings for whoever reads the build, as marts.build_warning.
func store(ctx context.Context, db *warehouse.DB, warnings []Finding) error {
	const table = `create table marts.build_warning (assertion varchar, message varchar, "rows" bigint)`
	if err := db.Exec(ctx, table); err != nil {
		return fmt.Errorf("create marts.build_warning: %w", err)
	}
	for _, w := range warnings {
		if err := db.Exec(ctx, "insert into marts.build_warning values (?, ?, ?)", w.Assertion, w.Message, w.Rows); err != nil {
			return fmt.Errorf("store warning %s: %w", w.Assertion, err)
		}
	}
	return nil
}
