package transform

import (
	"cmp"
	"time"

	"lvzhi/contracts"
)

// The reference of points: schemes, their bands, parts and dated versions.

const gradeOnRecomputed = "recomputed" // what a scheme that says nothing is graded on

func gradeOn(p *contracts.Points) string { return cmp.Or(p.GradeOn, gradeOnRecomputed) }

// schemeTable has one row per scheme and level it is for, dated as its regime is.
func schemeTable(o Options) table {
	t := table{name: "scheme", columns: `scheme varchar, scheme_label varchar, source varchar, place_code varchar,
		level varchar, valid_from date, valid_to date, banding varchar, talk_below bigint,
		grade_on varchar`}
	for _, r := range o.Regimes {
		if r.Points == nil {
			continue
		}
		p := r.Points
		for _, level := range p.Levels {
			t.rows = append(t.rows, []any{p.Scheme, p.Label, r.Source, r.Place, level, dateOf(r.From), dateOf(r.To), textOrNull(p.Banding),
				orNone(p.TalkBelow), gradeOn(p)})
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

func partTable(o Options) table {
	t := table{name: "scheme_part", columns: "scheme varchar, part_no bigint, field varchar, kind varchar, label varchar"}
	for _, r := range o.Regimes {
		if r.Points == nil {
			continue
		}
		for i, p := range r.Points.Parts {
			t.rows = append(t.rows, []any{r.Points.Scheme, int64(i + 1), p.Field, p.Kind, p.Label})
		}
	}
	return t
}

// versionTable has the wordings of a scheme, each to the day before the next.
func versionTable(o Options) table {
	t := table{name: "scheme_version", columns: "scheme varchar, version_no bigint, version varchar, valid_from date, valid_to date"}
	for _, r := range o.Regimes {
		if r.Points == nil {
			continue
		}
		for i, v := range r.Points.Versions {
			last := dateOf(r.To)
			if i+1 < len(r.Points.Versions) {
				last = dayBefore(r.Points.Versions[i+1].From)
			}
			t.rows = append(t.rows, []any{r.Points.Scheme, int64(i + 1), v.Version, dateOf(v.From), last})
		}
	}
	return t
}

func dayBefore(text string) any {
	day, ok := dateOf(text).(time.Time)
	if !ok {
		return nil
	}
	return day.AddDate(0, 0, -1)
}
