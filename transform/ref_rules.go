package transform

import (
	"slices"

	"lvzhi/contracts"
)

// gradeSatisfied is the grade satisfied_grade_share counts.
const gradeSatisfied = "满意"

func regimeTable(o Options) table {
	t := table{name: "review_regime", columns: `regime varchar, regime_label varchar, source varchar, place_code varchar, level varchar,
		valid_from date, valid_to date, outcome_kind varchar, base varchar, fallback_1 varchar, fallback_2 varchar, fallback_3 varchar,
		review_month bigint, defines_satisfied_grade boolean, otherwise_code varchar, otherwise_tier varchar`}
	for _, r := range o.Regimes {
		if r.Review == nil {
			continue
		}
		v, fallback := r.Review, [3]any{}
		for i, base := range v.Fallback[:min(3, len(v.Fallback))] {
			fallback[i] = base
		}
		grade := slices.ContainsFunc(v.Rules, func(rule contracts.Rule) bool { return rule.Tier == gradeSatisfied })
		for _, level := range v.Levels {
			t.rows = append(t.rows, []any{r.ID, r.Label, r.Source, r.Place, level, dateOf(r.From), dateOf(r.To), v.OutcomeKind,
				v.Base, fallback[0], fallback[1], fallback[2], orNone(v.ReviewMonth), grade,
				textOrNull(v.Otherwise.Code), textOrNull(v.Otherwise.Tier)})
		}
	}
	return t
}

func ruleTable(o Options) table {
	t := table{name: "review_rule", columns: `regime varchar, rule_no bigint, code varchar, tier varchar, measure varchar,
		numerator bigint, denominator bigint, is_strict boolean, due_months bigint, label varchar`}
	for _, r := range o.Regimes {
		if r.Review == nil {
			continue
		}
		for i, rule := range r.Review.Rules {
			t.rows = append(t.rows, []any{r.ID, int64(i + 1), rule.Code, textOrNull(rule.Tier), rule.Measure,
				int64(rule.Numerator), int64(rule.Denominator), rule.Strict, orNone(rule.DueMonths), rule.Label})
		}
	}
	return t
}

// schemeTable has one row per scheme and level it is for, dated as its regime is.
func schemeTable(o Options) table {
	t := table{name: "scheme", columns: `scheme varchar, scheme_label varchar, source varchar, place_code varchar,
		level varchar, valid_from date, valid_to date, banding varchar, talk_below bigint`}
	for _, r := range o.Regimes {
		if r.Points == nil {
			continue
		}
		p := r.Points
		for _, level := range p.Levels {
			t.rows = append(t.rows, []any{p.Scheme, p.Label, r.Source, r.Place, level, dateOf(r.From), dateOf(r.To), textOrNull(p.Banding),
				orNone(p.TalkBelow)})
		}
	}
	return t
}

func bandTable(o Options) table {
	t := table{name: "scheme_band", columns: "scheme varchar, band_no bigint, band varchar, low double, is_excellent boolean"}
	for _, r := range o.Regimes {
		if r.Points == nil {
			continue
		}
		for i, b := range r.Points.Bands {
			low := any(nil)
			if b.AtLeast != nil {
				low = *b.AtLeast
			}
			t.rows = append(t.rows, []any{r.Points.Scheme, int64(i + 1), b.Band, low, b.IsExcellent})
		}
	}
	return t
}

func batchTable(o Options) table {
	t := table{name: "batch", columns: `batch_id varchar, batch_seq bigint, dataset varchar, unit_code varchar, scope varchar,
		period varchar, arrival varchar, is_live boolean, file_name varchar, sha256 varchar, received_on date,
		rows_read bigint, rows_accepted bigint, rows_quarantined bigint, rows_skipped bigint, rows_warned bigint`}
	for _, b := range o.State.Batches {
		t.rows = append(t.rows, []any{b.ID, b.Seq, b.Dataset, textOrNull(b.Unit), textOrNull(b.Scope), textOrNull(b.Period),
			textOrNull(b.Arrival), b.ReplacedBy == "", b.FileName, b.SHA256, dayOf(b.ReceivedAt),
			b.Read, b.Accepted, b.Quarantined, b.Skipped, b.Warned})
	}
	return t
}

func refusalTable(o Options) table {
	t := table{name: "refusal", columns: `file_name varchar, sha256 varchar, dataset varchar, unit_code varchar, scope varchar,
		period varchar, received_on date, reason varchar`}
	for _, r := range o.State.Refusals {
		t.rows = append(t.rows, []any{r.FileName, r.SHA256, textOrNull(r.Dataset), textOrNull(r.Unit), textOrNull(r.Scope),
			textOrNull(r.Period), dayOf(r.ReceivedAt), r.Reason})
	}
	return t
}

// orNone keeps "no number" apart from 0.
func orNone(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}
