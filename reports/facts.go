package reports

import (
	"context"
	"fmt"
	"strconv"
)

type run struct {
	AsOf          string `col:"as_of"`
	Manifest      int64  `col:"manifest"`
	Base          string `col:"comparison_base"` // units are compared on
	LeastMandates int64  `col:"min_mandates"`    // a printed rate needs
	LeastSessions int64  `col:"min_sessions"`
	SmallCount    int64  `col:"small_count"` // a count below it, that speaks ill of few, is not printed
}

type unit struct {
	Code    string `col:"unit_code"`
	Name    string `col:"unit_name"`
	Short   string `col:"unit_short"`
	Column  int64  `col:"tile_column"`
	Row     int64  `col:"tile_row"`
	HasCity bool   `col:"has_city_congress"`
}

type satisfaction struct {
	Unit       string   `col:"unit_code"`
	Base       string   `col:"base_kind"`
	Mandates   int64    `col:"mandates"`
	Sessions   int64    `col:"sessions"`
	Ballots    int64    `col:"ballots"`
	Satisfied  int64    `col:"satisfied"`
	WithBasic  *int64   `col:"satisfied_or_basic"`
	BasicOf    int64    `col:"ballots_with_basic"` // its denominator: ballots of files that count 基本满意
	Rate       *float64 `col:"satisfaction_rate"`
	Low        *float64 `col:"ci_low"`
	High       *float64 `col:"ci_high"`
	Comparison string   `col:"comparison"`
}

type provinceMonth struct {
	Period    string   `col:"period"`
	Level     string   `col:"level"`
	Mandates  int64    `col:"mandates"`
	Sessions  int64    `col:"sessions"`
	Ballots   int64    `col:"ballots"`
	Satisfied int64    `col:"satisfied"`
	WithBasic *int64   `col:"satisfied_or_basic"`
	BasicOf   int64    `col:"ballots_with_basic"`
	Low       *float64 `col:"ci_low"`
	High      *float64 `col:"ci_high"`
}

type coverage struct {
	Unit     string
	Level    string
	AsOf     string
	InOffice int64
	Reported int64
	Ever     int64
	Counted  bool // a unit that sent no votes has no rate
	Expected *float64
	Plan     *float64
}

type unitCoverage struct {
	Unit     string   `col:"unit_code"`
	Level    string   `col:"level"`
	AsOf     string   `col:"as_of"`
	InOffice int64    `col:"mandates_in_office"`
	Reported int64    `col:"mandates_reported"`
	Ever     int64    `col:"mandates_reported_ever"`
	Counted  bool     `col:"is_counted"`
	Expected *float64 `col:"expected_rate"`
	Plan     *float64 `col:"plan_rate"`
}

type provinceCoverage struct {
	Level    string   `col:"level"`
	AsOf     string   `col:"as_of"`
	InOffice int64    `col:"mandates_in_office"`
	Reported int64    `col:"mandates_reported"`
	Ever     int64    `col:"mandates_reported_ever"`
	Counted  bool     `col:"is_counted"`
	Expected *float64 `col:"expected_rate"`
	Plan     *float64 `col:"plan_rate"`
}

type consequence struct {
	Unit        string `col:"unit_code"`
	Decided     int64  `col:"decided"`
	Rectify     int64  `col:"rectify"`
	OverHalf    int64  `col:"over_half"`
	Unspecified int64  `col:"unspecified"`
	Print       string `col:"rectify_print"` // how Rectify may be printed, "" where the unit's rules know no rectifying
	PrintSum    string `col:"total_print"`   // and the province's
}

type bandCount struct {
	Unit   string `col:"unit_code"`
	Scheme string `col:"scheme"`
	Label  string `col:"scheme_label"`
	Source string `col:"source"`
	Year   int64  `col:"year"`
	Band   string `col:"band"`
	No     int64  `col:"band_no"`
	N      int64  `col:"n"`
}

type schemeBand struct {
	Scheme string `col:"scheme"`
	Band   string `col:"band"`
	No     int64  `col:"band_no"`
}

type submission struct {
	Unit        string `col:"unit_code"`
	Dataset     string `col:"dataset"`
	Label       string `col:"label"`
	State       string `col:"state"`
	IsDue       bool   `col:"is_due"`
	Editions    int64  `col:"editions"`
	Due         string `col:"due_date"`
	Received    string `col:"received_on"`
	Accepted    int64  `col:"rows_accepted"`
	Quarantined int64  `col:"rows_quarantined"`
}

// facts is everything the release page reads, as the marts have it.
type facts struct {
	run          run
	units        []unit
	satisfaction []satisfaction
	province     provinceMonth   // the month, all levels; zero if no unit reported on the base
	levels       []provinceMonth // the month, one level each
	yearBefore   *provinceMonth
	before       map[string]bool // units with sessions in the same month a year before
	coverage     []coverage
	covered      []coverage // province, by level
	consequences []consequence
	bands        []bandCount
	schemeBands  []schemeBand
	submissions  []submission
}

func readRun(ctx context.Context, q *queries) (run, error) {
	runs, err := load[run](ctx, q, "monthly_run")
	if err != nil {
		return run{}, err
	}
	if len(runs) != 1 {
		return run{}, fmt.Errorf("ref.run has %d rows, want one", len(runs))
	}
	return runs[0], nil
}

func readFacts(ctx context.Context, q *queries, r run, o Options) (facts, error) {
	f := facts{run: r}
	for _, step := range []func(context.Context, *queries, Options) error{
		f.readUnits, f.readProvince, f.readCoverage, f.readRest,
	} {
		if err := step(ctx, q, o); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (f *facts) readUnits(ctx context.Context, q *queries, o Options) (err error) {
	if f.units, err = load[unit](ctx, q, "monthly_unit"); err != nil {
		return err
	}
	f.satisfaction, err = load[satisfaction](ctx, q, "monthly_satisfaction", o.Period)
	return err
}

func (f *facts) readProvince(ctx context.Context, q *queries, o Options) error {
	lastYear := shift(o.Period, -12)
	rows, err := load[provinceMonth](ctx, q, "monthly_satisfaction_province", o.Base, o.Period, lastYear)
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch {
		case r.Period == lastYear:
			f.yearBefore = &r
		case r.Level == allLevels:
			f.province = r
		default:
			f.levels = append(f.levels, r)
		}
	}
	type code struct {
		Unit string `col:"unit_code"`
	}
	before, err := load[code](ctx, q, "monthly_reporting_before", lastYear, o.Base)
	f.before = map[string]bool{}
	for _, c := range before {
		f.before[c.Unit] = true
	}
	return err
}

func (f *facts) readCoverage(ctx context.Context, q *queries, _ Options) error {
	units, err := load[unitCoverage](ctx, q, "monthly_coverage")
	if err != nil {
		return err
	}
	for _, c := range units {
		f.coverage = append(f.coverage, coverage(c))
	}
	province, err := load[provinceCoverage](ctx, q, "monthly_coverage_province")
	for _, c := range province {
		f.covered = append(f.covered, coverage{"", c.Level, c.AsOf, c.InOffice, c.Reported, c.Ever, c.Counted, c.Expected, c.Plan})
	}
	return err
}

func (f *facts) readRest(ctx context.Context, q *queries, o Options) (err error) {
	if f.consequences, err = load[consequence](ctx, q, "monthly_consequence", o.Period); err != nil {
		return err
	}
	year, err := strconv.Atoi(o.Period[:4])
	if err != nil {
		return fmt.Errorf("period %q: %w", o.Period, err)
	}
	if f.bands, err = load[bandCount](ctx, q, "monthly_band", year); err != nil {
		return err
	}
	if f.schemeBands, err = load[schemeBand](ctx, q, "monthly_scheme_band"); err != nil {
		return err
	}
	if f.submissions, err = load[submission](ctx, q, "monthly_submission", o.Period); err != nil {
		return err
	}
	for i := range f.submissions {
		f.submissions[i].settle(o)
	}
	return nil
}
