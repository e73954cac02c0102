package transform

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// promised are the columns that readers outside this package rely on.
var promised = map[string]string{
	"deputy":                             "mandate_id person_key deputy_name unit_code county_code level congress_code electing_unit_code constituency term station elected_on left_on in_office",
	"review":                             "mandate_id person_key session_id unit_code county_code congress_code electing_unit_code constituency review_organ_code period deputy_name level review_date participants issued returned valid satisfied basic dissatisfied abstain regime base_kind base base_is_fallback tier tier_reported consequence consequence_state due_date is_base_sensitive",
	"satisfaction_unit_month":            "unit_code unit_name period level base_kind mandates sessions ballots satisfied basic dissatisfied satisfaction_rate satisfaction_rate_with_basic mean_deputy_rate satisfied_grade_share wilson_low wilson_high ci_low ci_high comparison rank rank_low rank_high ranked_units satisfaction_rate_shrunk is_ceiling",
	"satisfaction_province_month":        "period level base_kind mandates sessions ballots satisfied basic dissatisfied satisfaction_rate satisfaction_rate_with_basic mean_deputy_rate satisfied_grade_share wilson_low wilson_high ci_low ci_high",
	"satisfaction_county_month":          "unit_code county_code period level base_kind mandates sessions ballots satisfied satisfaction_rate wilson_low wilson_high ci_low ci_high n_eff tau2 city_comparison province_comparison is_suppressed",
	"satisfaction_unit_standardised":     "unit_code period base_kind satisfaction_rate satisfaction_rate_standardised missing_levels direction_turns",
	"satisfaction_window_unit_month":     "unit_code unit_name period level base_kind window_kind window_from months_with_ballots mandates sessions ballots satisfied satisfaction_rate ci_low ci_high n_eff deff previous_rate yoy_points yoy_points_low yoy_points_high yoy_word is_suppressed",
	"satisfaction_window_province_month": "period level base_kind window_kind window_from units mandates sessions ballots satisfied satisfaction_rate ci_low ci_high n_eff deff previous_rate yoy_points yoy_points_low yoy_points_high yoy_word is_suppressed",
	"satisfaction_control_unit_month":    "unit_code unit_name period level base_kind chart_state sessions ballots satisfied satisfaction_rate centre sigma_z lower upper z run_length rule_1 rule_2",
	"consequence_unit_month":             "unit_code period level consequence window_kind decided n print_kind",
	"consequence_province_month":         "period level consequence window_kind units decided n print_kind",
	"coverage_unit":                      "unit_code level as_of mandates_in_office mandates_reported mandates_reported_ever coverage_rate expected_rate plan_rate",
	"coverage_province":                  "level as_of mandates_in_office mandates_reported mandates_reported_ever coverage_rate expected_rate plan_rate",
	"roster_movement_unit_month":         "unit_code level period opening elected_in resigned recalled moved died closing vacant",
	"rectification_unit_month":           "unit_code period source_kind raised due done_on_time done_late overdue not_due feedback",
	"activity_unit_month":                "unit_code period activity_kind counting_unit n",
	"absence_clue":                       "unit_code mandate_id deputy_name unexcused unverified clue_state",
	"rhythm_unit_slot":                   "unit_code place_code what every slot held is_held is_due",
	"plan_unit_year":                     "unit_code level plan_year batch_no planned plan_to_date plan_done plan_rate overdue",
	"procedure_unit_month":               "unit_code period step venue_kind stated done done_rate",
	"score_workflow_unit_month":          "unit_code dataset period review_state in_state median_days is_official",
	"result_use_unit_year":               "unit_code year use_kind uses deputies",
	"campaign_unit_month":                "unit_code period tag dataset counting_unit n",
	"station_unit":                       "unit_code station_kind stations deputies visits opinions resolved",
	"suggestion_unit_year":               "unit_code year suggestion_kind suggestions replied replied_in_time",
	"honour_unit_year":                   "unit_code year honour_grade honours deputies",
	"deputy_event":                       "mandate_id unit_code dataset event_kind event_date is_official",
	"identity_review":                    "pair_id unit_code deputy_name_a deputy_name_b score state reason mandate_a mandate_b",
	"person":                             "person_key unit_code deputy_name seats terms seats_in_office",
	"review_tier_unit_month":             "unit_code period level regime tier tier_kind reviews computed reported",
	"renomination_deputy":                "mandate_id unit_code congress_level term_from term_to score_percentile score_band satisfaction_percentile is_eligible out_of_scope_reason is_proposed is_candidate is_elected",
	"renomination_band":                  "stratum_kind stratum measure band n proposed rate wilson_low wilson_high",
	"renomination_association":           "stratum_kind stratum measure congress_level term_from term_to n missing proposed point_biserial spearman auc auc_low auc_high auc_stratified auc_stratified_low auc_stratified_high odds_ratio_crude odds_ratio_mh odds_ratio_mh_low odds_ratio_mh_high cmh cmh_p breslow_day_tarone breslow_day_df breslow_day_p odds_ratio_logit odds_ratio_logit_low odds_ratio_logit_high logit_step method",
	"renomination_calibration":           "measure unit_code n expected proposed ratio ratio_low ratio_high",
	"renomination_calibration_province":  "measure n expected proposed ratio calibration_shift calibration_slope",
	"renomination_calibration_tenth":     "measure tenth n expected proposed",
	"renomination_flow_unit":             "unit_code congress_level term_from term_to node parent_node mandates parent_mandates",
	"renomination_flow_province":         "congress_level term_from term_to node parent_node mandates parent_mandates",
	"renomination_rate_unit":             "unit_code congress_level term_from term_to proposed proposal_base proposal_rate reelected retention_base retention_rate share_base reelected_share",
	"renomination_rate_province":         "congress_level term_from term_to proposed proposal_base proposal_rate retention_reelected retention_base retention_rate share_reelected share_base reelected_share",
	"dossier_unit":                       "unit_code level mandates_in_office archived with_event",
	"score_histogram_unit_year":          "unit_code scheme year level bin_low bin_high n mandates share",
	"score_item_unit_year":               "unit_code scheme year level item item_kind n mean_points share_of_total at_max at_max_share correlation",
	"score_gap_unit_year":                "unit_code scheme year level n mean_gap sd_gap scheme_sd gap_in_sd",
	"score_rounding_unit_year":           "unit_code scheme year level mode band_from band_to n mandates is_changed",
	"score_part_year":                    "mandate_id unit_code scheme year deputy_name level part_year_reason graded_total band is_official",
	"score_completion_unit_year":         "unit_code scheme year level due scored_due confirmed_due completion_rate",
	"quality_flag":                       "unit_code dataset period batch_id flag n of value threshold note_zh",
	"due_list":                           "unit_code level kind subject_key deputy_name basis due_date days_left state",
	"due_list_unit":                      "unit_code kind state n",
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
