package transform

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// Changes are what other definitions would make of the same data.
type Changes struct {
	Manifest int64
	AsOf     time.Time // zero when the lake has no period at all
	Rows     []Change
}

// The kinds of change. Those of a unit have no mandate.
const (
	TierChange        = "tier"
	ConsequenceChange = "consequence" // code, whether it is confirmed, or when it is due
	BandChange        = "band"
	ComparisonChange  = "comparison"
	RankChange        = "rank"
)

// Change is one value that would be another. Before and After are "" where
// there would be none.
type Change struct {
	Kind, Unit, UnitName string
	Mandate, Deputy      string
	Level                string
	When                 string // month, or year of points
	Before, After        string
}

// whatIfTables are those whose values are compared.
var whatIfTables = []string{"marts.review", "marts.score_deputy_year", "marts.satisfaction_unit_month"}

// WhatIf builds, aside and only as far as needed, what both options give, and
// compares. Nothing is published; what it wrote is removed. Both must be of
// one workspace and manifest.
func WhatIf(ctx context.Context, before, after Options) (Changes, error) {
	home, err := open(ctx, before)
	if err != nil {
		return Changes{}, err
	}
	defer home.close()
	folder, err := os.MkdirTemp(home.dir, ".new-whatif-") // swept by the next build if this one is killed
	if err != nil {
		return Changes{}, fmt.Errorf("make a folder aside: %w", err)
	}
	changes, err := compare(ctx, before, after, folder)
	return changes, errors.Join(err, os.RemoveAll(folder))
}

func compare(ctx context.Context, before, after Options, folder string) (Changes, error) {
	before.State = until(before.State, before.AsOf)
	after.State = before.State
	before.AsOf = asOf(before)
	after.AsOf = before.AsOf
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		return Changes{}, err
	}
	defer db.Close()
	for _, setting := range []string{"set memory_limit = " + warehouse.Literal(buildMemory), "set temp_directory = " + warehouse.Literal(folder)} {
		if err := db.Exec(ctx, setting); err != nil {
			return Changes{}, fmt.Errorf("prepare to compare: %w", err)
		}
	}
	for name, o := range map[string]Options{"before": before, "after": after} {
		path := filepath.Join(folder, name+".duckdb")
		if err := buildAside(ctx, o, path); err != nil {
			return Changes{}, fmt.Errorf("build what was %s: %w", name, err)
		}
		if err := db.Exec(ctx, "attach "+warehouse.Literal(path)+" as "+name+"_it (read_only)"); err != nil {
			return Changes{}, fmt.Errorf("open what was %s: %w", name, err)
		}
	}
	found, err := db.Query(ctx, whatIfQuery)
	if err != nil {
		return Changes{}, fmt.Errorf("compare: %w", err)
	}
	changes := Changes{Manifest: before.State.Number, AsOf: before.AsOf}
	for _, row := range found.Rows {
		c := Change{}
		for i, into := range []*string{&c.Kind, &c.Unit, &c.UnitName, &c.Mandate, &c.Deputy, &c.Level, &c.When, &c.Before, &c.After} {
			*into = textOf(row[i])
		}
		changes.Rows = append(changes.Rows, c)
	}
	return changes, nil
}

func buildAside(ctx context.Context, o Options, path string) error {
	db, err := warehouse.Create(ctx, path)
	if err != nil {
		return err
	}
	err = prepare(ctx, db, o)
	if err == nil {
		err = stage(ctx, db, o, o.Datasets)
	}
	if err == nil {
		err = buildOnly(ctx, db, o, whatIfTables...)
	}
	if err == nil {
		err = judgeBuilt(ctx, db)
	}
	if err == nil {
		err = db.Exec(ctx, "drop schema lake cascade")
	}
	return errors.Join(err, db.Close())
}

// judgeBuilt runs the assertions that read nothing but what was built, so that
// a definition no build would publish is not compared either.
func judgeBuilt(ctx context.Context, db *warehouse.DB) error {
	all, err := models.Tables()
	if err != nil {
		return err
	}
	checks, err := assertions(all)
	if err != nil {
		return err
	}
	made, err := existing(ctx, db)
	if err != nil {
		return err
	}
	var possible []models.Assertion
	for _, c := range checks {
		read, err := tablesOf(ctx, db, c.Query)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(read, func(table string) bool { return !made[table] }) {
			possible = append(possible, c)
		}
	}
	_, err = judge(ctx, db, possible)
	return err
}

// whatIfQuery compares row by row. A rank is that of the month and level among
// all units, on the base each side compares units by.
const whatIfQuery = `
with
reviews as (
    select
        coalesce(b.unit_code, a.unit_code) as unit_code, coalesce(b.mandate_id, a.mandate_id) as mandate_id,
        coalesce(b.deputy_name, a.deputy_name) as deputy_name, coalesce(b.level, a.level) as level,
        coalesce(b.period, a.period) as moment, coalesce(b.review_id, a.review_id) as id,
        b.tier as tier_before, a.tier as tier_after,
        b.consequence || '/' || b.consequence_state || coalesce('/' || cast(b.due_date as varchar), '') as follows_before,
        a.consequence || '/' || a.consequence_state || coalesce('/' || cast(a.due_date as varchar), '') as follows_after
    from before_it.marts.review as b
    full join after_it.marts.review as a on a.review_id = b.review_id
),
scores_before as (
    select *, row_number() over (partition by mandate_id, year order by scheme, row_no) as place from before_it.marts.score_deputy_year
),
scores_after as (
    select *, row_number() over (partition by mandate_id, year order by scheme, row_no) as place from after_it.marts.score_deputy_year
),
scores as (
    select
        coalesce(b.unit_code, a.unit_code) as unit_code, coalesce(b.mandate_id, a.mandate_id) as mandate_id,
        coalesce(b.deputy_name, a.deputy_name) as deputy_name, coalesce(b.level, a.level) as level,
        cast(coalesce(b.year, a.year) as varchar) as moment, cast(coalesce(b.place, a.place) as varchar) as id,
        b.band as band_before, a.band as band_after
    from scores_before as b
    full join scores_after as a on a.mandate_id = b.mandate_id and a.year = b.year and a.place = b.place
),
months_before as (
    select m.* from before_it.marts.satisfaction_unit_month as m, before_it.ref.choice as c where m.base_kind = c.comparison_base
),
months_after as (
    select m.* from after_it.marts.satisfaction_unit_month as m, after_it.ref.choice as c where m.base_kind = c.comparison_base
),
months as (
    select
        coalesce(b.unit_code, a.unit_code) as unit_code, coalesce(b.level, a.level) as level,
        coalesce(b.period, a.period) as moment, b.comparison as word_before, a.comparison as word_after,
        cast(b.rank as varchar) as rank_before, cast(a.rank as varchar) as rank_after
    from months_before as b
    full join months_after as a on a.unit_code = b.unit_code and a.period = b.period and a.level = b.level
),
changed as (
    select 'tier' as kind, unit_code, mandate_id, deputy_name, level, moment, id, tier_before as before, tier_after as after
    from reviews where tier_before is distinct from tier_after
    union all
    select 'consequence', unit_code, mandate_id, deputy_name, level, moment, id, follows_before, follows_after
    from reviews where follows_before is distinct from follows_after
    union all
    select 'band', unit_code, mandate_id, deputy_name, level, moment, id, band_before, band_after
    from scores where band_before is distinct from band_after
    union all
    select 'comparison', unit_code, null, null, level, moment, '', word_before, word_after
    from months where word_before is distinct from word_after
    union all
    select 'rank', unit_code, null, null, level, moment, '', rank_before, rank_after
    from months where rank_before is distinct from rank_after
)
select
    c.kind, c.unit_code, u.unit_name, coalesce(c.mandate_id, ''), coalesce(c.deputy_name, ''), coalesce(c.level, ''),
    coalesce(c.moment, ''), coalesce(c.before, ''), coalesce(c.after, '')
from changed as c
left join after_it.ref.unit as u on u.unit_code = c.unit_code
order by u.sort_order, c.unit_code, c.kind, c.moment, c.level, c.deputy_name, c.mandate_id, c.id`
