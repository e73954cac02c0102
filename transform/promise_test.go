package transform

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// promised are the columns that readers outside this package rely on.
var promised = map[string]string{
	"deputy":                      "mandate_id person_key deputy_name unit_code county_code level congress_code electing_unit_code constituency term station elected_on left_on in_office",
	"review":                      "mandate_id person_key session_id unit_code county_code congress_code electing_unit_code constituency review_organ_code period deputy_name level review_date participants issued returned valid satisfied basic dissatisfied abstain regime base_kind base base_is_fallback tier tier_reported consequence consequence_state due_date is_base_sensitive",
	"satisfaction_unit_month":     "unit_code unit_name period level base_kind mandates sessions ballots satisfied basic dissatisfied satisfaction_rate satisfaction_rate_with_basic mean_deputy_rate satisfied_grade_share wilson_low wilson_high ci_low ci_high comparison",
	"satisfaction_province_month": "period level base_kind mandates sessions ballots satisfied basic dissatisfied satisfaction_rate satisfaction_rate_with_basic mean_deputy_rate satisfied_grade_share wilson_low wilson_high ci_low ci_high",
	"coverage_unit":               "unit_code level as_of mandates_in_office mandates_reported mandates_reported_ever coverage_rate expected_rate plan_rate",
	"coverage_province":           "level as_of mandates_in_office mandates_reported mandates_reported_ever coverage_rate expected_rate plan_rate",
}

func TestMartsKeepTheirPromisedColumns(t *testing.T) {
	db, broken := emptyWarehouse(t)
	for table, err := range broken {
		if err != nil {
			t.Errorf("%s: %v", table, err)
		}
	}
	marts, err := martColumns(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	for name, columns := range promised {
		i := slices.IndexFunc(marts, func(m mart) bool { return m.name == name })
		if i < 0 {
			t.Errorf("no marts.%s", name)
			continue
		}
		for column := range strings.FieldsSeq(columns) {
			if !marts[i].has(column) {
				t.Errorf("marts.%s lost its column %s", name, column)
			}
		}
	}
}
