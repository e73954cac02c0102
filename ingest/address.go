package ingest

import (
	"path/filepath"
	"slices"
	"strings"

	"lvzhi/contracts"
)

// address is what a file says about itself: who sent it, for which part of
// the unit, for which month, and how it adds to earlier files.
type address struct {
	unit, scope, period string
	arrival             contracts.Arrival
	year                int
	level               string
	notes               []string // what explicit flags overrode
}

// question is a file that cannot be addressed without asking its sender.
//
// The remedy is for the sender; hint is for whoever runs the command.
type question struct{ reason, remedy, hint string }

func (q *question) Error() string { return q.reason + "，" + q.remedy }

const (
	unitHint   = "或用 --unit 指明报送单位"
	periodHint = "或用 --period YYYY-MM 指明报送期"
)

// evidence is where an address may be read from, strongest first.
type evidence struct {
	titles  []string
	name    string   // the file's base name without ending
	folders []string // the two folders it lay in, nearest first
	years   []int    // years in the rows' own year column
}

// resolve finds the address. Explicit flags answer; else the title, the name,
// the folder.
func resolve(e evidence, d contracts.Dataset, given Hints, places *contracts.Places) (address, error) {
	var a address
	if err := a.place(e, given, places); err != nil {
		return a, err
	}
	a.arrival = d.Arrival
	if err := a.time(e, d, given); err != nil {
		return a, err
	}
	a.level = titleLevel(e.titles, places)
	return a, nil
}

// evidenceOf reads what a path says: the file's name and its two folders.
func evidenceOf(path string) evidence {
	base := filepath.Base(path)
	e := evidence{name: strings.TrimSuffix(base, filepath.Ext(base))}
	for dir, n := filepath.Dir(path), 0; n < 2 && dir != filepath.Dir(dir); dir, n = filepath.Dir(dir), n+1 {
		e.folders = append(e.folders, filepath.Base(dir))
	}
	return e
}

// texts lists the evidence, strongest first.
func (e evidence) texts() []string { return slices.Concat(e.titles, []string{e.name}, e.folders) }

// presume says of a file what its flags, name and folders say, before it is
// opened: a file that cannot be read is then refused as somebody's, for some
// month. What the file itself says takes the place of this.
func (r *Receiver) presume(o *Outcome, given Hints) {
	o.Dataset = given.Dataset
	var d contracts.Dataset
	best := 0
	for _, candidate := range r.Datasets {
		words := 0
		for _, w := range candidate.TitleWords {
			if strings.Contains(filepath.Base(o.Path), w) {
				words++
			}
		}
		if candidate.Name == given.Dataset || given.Dataset == "" && words > best {
			d, best = candidate, words
		}
	}
	if o.Dataset == "" {
		o.Dataset = d.Name
	}
	// a question about the place or the month is no answer, and none is needed yet
	a, _ := resolve(evidenceOf(o.Path), d, given, r.Places)
	o.Unit, o.Scope, o.Period = a.unit, a.scope, a.period
}
