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
		review_month bigint, defines_satisfied_grade boolean, otherwise_code varchar, otherwise_tier varchar,
		is_once_per_term boolean`}
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
				textOrNull(v.Otherwise.Code), textOrNull(v.Otherwise.Tier), v.OncePerTerm})
		}
	}
	return t
}

// tierTable has the words a regime grades in, and those it gives by no rule.
func tierTable(o Options) table {
	t := table{name: "review_tier", columns: "regime varchar, tier_no bigint, tier varchar, is_award boolean"}
	for _, r := range o.Regimes {
		if r.Review == nil {
			continue
		}
		for i, tier := range slices.Concat(r.Review.Tiers, r.Review.Awards) {
			t.rows = append(t.rows, []any{r.ID, int64(i + 1), tier, i >= len(r.Review.Tiers)})
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

// orNone keeps "no number" apart from 0.
func orNone(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}
