package demo

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
)

// Write makes up a province and writes its inbox into dir, which is made if
// need be. One unit is held in memory at a time for each processor used. The
// same options give the same files and the same truth.
func Write(ctx context.Context, dir string, o Options) (Truth, error) {
	o, err := o.completed()
	if err != nil {
		return Truth{}, err
	}
	t, err := loadTables()
	if err != nil {
		return Truth{}, err
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return Truth{}, fmt.Errorf("make inbox: %w", err)
	}
	months := newCalendar(o)
	truth := Truth{Scale: o.Scale, Seed: o.Seed, FirstPeriod: period(months[0]), LastPeriod: period(months.last()),
		OddsRatio: t.assume.Points.OddsRatio, ScoreYears: months.scoreYears(),
		JanuaryReviews: JanuaryReviews{County: "411323"}, Nominations: NominationTruth{OutOfScope: map[string]int{}}}
	parts, err := t.writeUnits(ctx, dir, o, months)
	if err != nil {
		return Truth{}, err
	}
	for _, part := range parts {
		truth.merge(part)
	}
	if err := strangers(dir, o.Seed, months.last(), &truth); err != nil {
		return Truth{}, err
	}
	if err := issue(dir, &truth); err != nil {
		return Truth{}, err
	}
	slices.SortStableFunc(truth.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.Sort(truth.PrivateNumbers)
	truth.PrivateNumbers = slices.Compact(truth.PrivateNumbers)
	return truth, nil
}

// writeUnits writes the units side by side; their truths come back in the
// order of the table, whichever was done first.
func (t *tables) writeUnits(ctx context.Context, dir string, o Options, months calendar) ([]*Truth, error) {
	parts, faults := make([]*Truth, len(t.units)), make([]error, len(t.units))
	var wait sync.WaitGroup
	free := make(chan struct{}, min(runtime.GOMAXPROCS(0), 4))
	for i, p := range t.units {
		free <- struct{}{}
		wait.Go(func() {
			defer func() { <-free }()
			if faults[i] = ctx.Err(); faults[i] == nil {
				parts[i], faults[i] = t.writeUnit(p, dir, o, months)
			}
		})
	}
	wait.Wait()
	for i, err := range faults {
		if err != nil {
			return nil, fmt.Errorf("write unit %s: %w", t.units[i].Code, err)
		}
	}
	return parts, nil
}

func (t *tables) writeUnit(p profile, dir string, o Options, months calendar) (*Truth, error) {
	w := t.writer(p, o, months, dir)
	w.people = t.populate(p, o, months)
	w.reviews = t.plan(p, o, months, w.people)
	w.truth.Edges = t.judge(p, o, months, w.people)
	w.truth.Units = []Unit{w.unitTruth()}
	w.countFates()
	w.countMovement()
	steps := []func() error{w.rosters, w.formers, w.scores, w.nominations, w.summaries, w.work}
	if p.Votes != "" {
		steps = append(steps, w.votes)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	w.countFlags()
	return w.truth, nil
}
