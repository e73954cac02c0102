package transform

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"lvzhi/contracts"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// countyField says whose county a row is, where a dataset has it.
const countyField = "county_code"

// stagingNames are the tables makeStaging makes.
func stagingNames(d contracts.Dataset) []string {
	return []string{"staging.stg_" + d.Name, "staging.stg_" + d.Name + "_withdrawn"}
}

// makeStaging makes staging.stg_<dataset>, the rows that hold now, and
// staging.stg_<dataset>_withdrawn, those a newer file no longer has.
func makeStaging(ctx context.Context, db *warehouse.DB, d contracts.Dataset) error {
	for suffix, withdrawn := range map[string]bool{"": false, "_withdrawn": true} {
		query, err := stagingQuery(d, withdrawn)
		if err != nil {
			return fmt.Errorf("write staging of %s: %w", d.Name, err)
		}
		table := "staging." + warehouse.Quote("stg_"+d.Name+suffix)
		if err := db.Exec(ctx, "create table "+table+" as\n"+query); err != nil {
			return fmt.Errorf("build staging of %s: %w", d.Name, err)
		}
	}
	return nil
}

func stagingQuery(d contracts.Dataset, withdrawn bool) (string, error) {
	text, err := models.StagingTemplate("current")
	if err != nil {
		return "", err
	}
	t, err := template.New("staging").Parse(text)
	if err != nil {
		return "", err
	}
	var columns []string
	for _, f := range d.Columns() {
		columns = append(columns, warehouse.Quote(f.Name))
	}
	key := []string{"unit_code"}
	for _, name := range d.NaturalKey {
		key = append(key, warehouse.Quote(name))
	}
	month := "period"
	if d.DateField != "" {
		month = "coalesce(month_of(" + warehouse.Quote(d.DateField) + "), period)"
	}
	date, _ := d.Field(d.DateField)
	dated := date.Required
	county := "cast(null as varchar)"
	if _, ok := d.Field(countyField); ok {
		county = warehouse.Quote(countyField)
	}
	var out strings.Builder
	err = t.Execute(&out, map[string]any{
		"Dataset": warehouse.Quote(d.Name), "Literal": warehouse.Literal(d.Name),
		"Columns": strings.Join(columns, ",\n    "), "Key": strings.Join(key, ", "),
		"KeyColumns": key, "EventPeriod": month, "Withdrawn": withdrawn, "County": county,
		"KeepAll": d.Arrival == contracts.Snapshot,
		// rows of one key then lie in one month, whichever file they are of
		"Monthly": slices.Contains(d.NaturalKey, d.DateField) && dated,
	})
	return out.String(), err
}
