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
	"roster_movement_unit_month":  "unit_code level period opening elected_in resigned recalled moved died closing vacant",
	"rectification_unit_month":    "unit_code period source_kind raised due done_on_time done_late overdue not_due feedback",
	"activity_unit_month":         "unit_code period activity_kind counting_unit n",
	"absence_clue":                "unit_code mandate_id deputy_name unexcused unverified clue_state",
	"rhythm_unit_slot":            "unit_code place_code what every slot held is_held is_due",
	"plan_unit_year":              "unit_code level plan_year batch_no planned plan_to_date plan_done plan_rate overdue",
	"procedure_unit_month":        "unit_code period step venue_kind stated done done_rate",
	"score_workflow_unit_month":   "unit_code dataset period review_state in_state median_days is_official",
	"result_use_unit_year":        "unit_code year use_kind uses deputies",
	"campaign_unit_month":         "unit_code period tag dataset counting_unit n",
	"station_unit":                "unit_code station_kind stations deputies visits opinions resolved",
	"suggestion_unit_year":        "unit_code year suggestion_kind suggestions replied replied_in_time",
	"honour_unit_year":            "unit_code year honour_grade honours deputies",
	"deputy_event":                "mandate_id unit_code dataset event_kind event_date is_official",
	"dossier_unit":                "unit_code level mandates_in_office archived with_event",
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
