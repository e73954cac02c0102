package transform

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// Ballots are the made-up votes on one deputy in a trial of a regime. Every
// base of the file is Base.
type Ballots struct {
	Base, Satisfied, Basic, Dissatisfied, Abstain int
	Day                                           time.Time
}

// Verdict is what a build says of Ballots.
type Verdict struct {
	Rule         int    // the rule that holds, from 1; 0 for none
	Code         string // consequence, as marts.review has it
	Tier         string
	Due          time.Time // zero for none
	IsUnverified bool      // 待核实: without its base nothing follows
}

// Grade is what a build says of a year's total.
type Grade struct {
	Band          string
	ModeSensitive bool // another way of rounding gives another band
}

// Trial asks the warehouse's own SQL what a regime says of made-up ballots and
// totals, in a database of its own that nothing else is in. Of the options it
// needs datasets, places, terms, calendar and choices.
func Trial(ctx context.Context, o Options, r contracts.Regime, ballots []Ballots, totals []float64) ([]Verdict, []Grade, error) {
	o.State, o.Regimes, o.AsOf = &lake.State{}, []contracts.Regime{r}, time.Date(2040, 12, 31, 0, 0, 0, 0, time.UTC)
	unit, ok := o.Places.UnitOf(r.Place)
	if !ok { // the province's own rules hold anywhere
		unit = o.Places.Units[0].Code
	}
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	t := trial{db: db, o: o, regime: r, unit: unit}
	if err := t.lay(ctx, ballots, totals); err != nil {
		return nil, nil, err
	}
	if err := buildOnly(ctx, db, o, "intermediate.int_review_outcome", "marts.review", "marts.score_deputy_year"); err != nil {
		return nil, nil, err
	}
	verdicts, err := t.verdicts(ctx, len(ballots))
	if err != nil {
		return nil, nil, err
	}
	grades, err := t.grades(ctx, len(totals))
	return verdicts, grades, err
}

// buildOnly makes the tables asked for and what they are made of.
func buildOnly(ctx context.Context, db *warehouse.DB, o Options, tables ...string) error {
	g, err := ordered(ctx, db, o)
	if err != nil {
		return err
	}
	wanted := g.behind(tables, func(string) bool { return false })
	for _, m := range g.sorted {
		if wanted[m.Table()] {
			if err := materialise(ctx, db, m); err != nil {
				return err
			}
		}
	}
	return nil
}

type trial struct {
	db     *warehouse.DB
	o      Options
	regime contracts.Regime
	unit   string
}

// lay puts the made-up rows where a file's rows would be.
func (t trial) lay(ctx context.Context, ballots []Ballots, totals []float64) error {
	if err := prepare(ctx, t.db, t.o); err != nil {
		return err
	}
	if err := stage(ctx, t.db, t.o, t.o.Datasets); err != nil {
		return err
	}
	for i, b := range ballots {
		if err := t.insert(ctx, "stg_votes", i, b.Day, t.regime.Review.Levels[0], map[string]any{
			"review_date": b.Day, "participants": b.Base, "issued": b.Base, "returned": b.Base, "valid": b.Base,
			"satisfied": b.Satisfied, "basic": b.Basic, "dissatisfied": b.Dissatisfied, "abstain": b.Abstain,
		}); err != nil {
			return err
		}
	}
	for i, total := range totals {
		day := firstFullYear(t.regime)
		if err := t.insert(ctx, "stg_scores", i, day, t.regime.Points.Levels[0], map[string]any{
			"year": day.Year(), "base_score": total, "bonus_score": 0, "deducted_score": 0, "total_reported": total, "review_state": "confirmed",
		}); err != nil {
			return err
		}
	}
	return nil
}

// firstFullYear is the last day of the first year a regime holds all through.
func firstFullYear(r contracts.Regime) time.Time {
	from, _ := time.Parse(time.DateOnly, r.From) // checked as the regime was read
	if from.YearDay() > 1 {
		from = from.AddDate(1, 0, 0)
	}
	return time.Date(from.Year(), 12, 31, 0, 0, 0, 0, time.UTC)
}

func (t trial) insert(ctx context.Context, table string, i int, day time.Time, level string, values map[string]any) error {
	values["unit_code"], values["scope"], values["level"] = t.unit, "all", level
	if t.regime.Place != t.unit {
		values["county_code"] = t.regime.Place
	}
	values["period"], values["event_period"] = day.Format("2006-01"), day.Format("2006-01")
	values["batch_id"], values["source_row"] = "trial", i
	values["deputy_name"] = fmt.Sprintf("%06d", i)
	var columns, marks []string
	var args []any
	for column, value := range values {
		columns, marks, args = append(columns, warehouse.Quote(column)), append(marks, "?"), append(args, value)
	}
	return t.db.Exec(ctx, "insert into staging."+table+" ("+strings.Join(columns, ", ")+") values ("+strings.Join(marks, ", ")+")", args...)
}

func (t trial) verdicts(ctx context.Context, n int) ([]Verdict, error) {
	found, err := t.db.Query(ctx, `
		select v.deputy_name, o.rule_no, v.consequence, v.tier, v.due_date, v.consequence_state = 'unverified'
		from marts.review as v
		left join intermediate.int_review_outcome as o on o.review_id = v.review_id and o.is_chosen`)
	if err != nil {
		return nil, fmt.Errorf("read the trial's reviews: %w", err)
	}
	all := make([]Verdict, n)
	for _, row := range found.Rows {
		i, err := strconv.Atoi(textOf(row[0])) // as insert wrote it
		if err != nil {
			return nil, fmt.Errorf("read the trial's reviews: %w", err)
		}
		rule, _ := row[1].(int64)
		v := Verdict{Rule: int(rule), Code: textOf(row[2]), Tier: textOf(row[3])}
		v.Due, _ = row[4].(time.Time)
		v.IsUnverified, _ = row[5].(bool)
		all[i] = v
	}
	return all, nil
}

func (t trial) grades(ctx context.Context, n int) ([]Grade, error) {
	found, err := t.db.Query(ctx, "select deputy_name, band, band_mode_sensitive from marts.score_deputy_year")
	if err != nil {
		return nil, fmt.Errorf("read the trial's grades: %w", err)
	}
	all := make([]Grade, n)
	for _, row := range found.Rows {
		i, err := strconv.Atoi(textOf(row[0]))
		if err != nil {
			return nil, fmt.Errorf("read the trial's grades: %w", err)
		}
		sensitive, _ := row[2].(bool)
		all[i] = Grade{Band: textOf(row[1]), ModeSensitive: sensitive}
	}
	return all, nil
}

func textOf(v any) string {
	text, _ := v.(string)
	return text
}
