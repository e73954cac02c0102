// Package address reads who sent a file, for which part of the unit and for
// which month, out of what the file says about itself. Where that is not one
// answer it asks. It opens no file and knows no lake: the same questions are
// asked where a file is received and where a city checks it by itself.
package address

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lvzhi/contracts"
)

// Address is where a file belongs, and how it adds to earlier files.
type Address struct {
	Unit, Scope, Period string
	Arrival             contracts.Arrival
	Year                int      // of days written without one
	Level               string   // the one level of deputies the title speaks of, or ""
	Notes               []string // what explicit hints overrode
}

// Question is a file that cannot be addressed without asking its sender.
//
// The remedy is for the sender; Hint is for whoever runs the command, and
// Asks names the hint that would answer.
type Question struct {
	Reason, Remedy, Hint string
	Asks                 Subject
}

// Subject is what a question is about.
type Subject string

// The subjects that a hint can answer.
const (
	OfUnit   Subject = "unit"
	OfPeriod Subject = "period"
)

func (q *Question) Error() string { return q.Reason + "，" + q.Remedy }

func whichUnit(reason, remedy string) *Question {
	return &Question{reason, remedy, "或用 --unit 指明报送单位", OfUnit}
}

func whichPeriod(reason, remedy string) *Question {
	return &Question{reason, remedy, "或用 --period YYYY-MM 指明报送期", OfPeriod}
}

// Hints are the user's explicit answers; they hold before the file's own.
type Hints struct{ Unit, Dataset, Period string }

// Evidence is where an address may be read from, strongest first.
type Evidence struct {
	Titles  []string
	Name    string   // the file's base name without ending
	Folders []string // the two folders it lay in, nearest first
	Years   []int    // years in the rows' own year column
}

// Resolve finds the address: hints answer; else the title, the name, the
// folder. A *Question is its only kind of error, and the place is asked about
// before the month; what was found stands in the address all the same, so that
// a refused file is refused for its month.
func Resolve(e Evidence, d contracts.Dataset, given Hints, places *contracts.Places) (Address, error) {
	a := Address{Arrival: d.Arrival, Level: titleLevel(e.Titles, places)}
	where, when := a.place(e, given, places), a.time(e, d, given)
	return a, cmp.Or(where, when)
}

// EvidenceOf reads what a path says: the file's name and its two folders.
func EvidenceOf(path string) Evidence {
	base := filepath.Base(path)
	e := Evidence{Name: strings.TrimSuffix(base, filepath.Ext(base))}
	for dir, n := filepath.Dir(path), 0; n < 2 && dir != filepath.Dir(dir); dir, n = filepath.Dir(dir), n+1 {
		e.Folders = append(e.Folders, filepath.Base(dir))
	}
	return e
}

// texts lists the evidence, strongest first.
func (e Evidence) texts() []string { return slices.Concat(e.Titles, []string{e.Name}, e.Folders) }

// Early asks about a period that has not begun: mostly a slip of the pen. A
// yearly file stands under its December and may come before; a hint answers.
func (a Address) Early(d contracts.Dataset, given Hints, now time.Time) *Question {
	if d.Cadence == contracts.Yearly || given.Period != "" || a.Period <= now.Format("2006-01") {
		return nil
	}
	return whichPeriod("报送期"+a.Period+"还没有到", "请核对标题和文件名里的年月")
}

// Presume says of a file what its hints, name and folders say, before it is
// opened: a file that cannot be read is then refused as somebody's, for some
// month. What the file itself says takes the place of this.
func Presume(path string, datasets []contracts.Dataset, given Hints, places *contracts.Places) (dataset string, a Address) {
	d := presumedDataset(filepath.Base(path), datasets, given)
	if given.Dataset == "" {
		given.Dataset = d.Name
	}
	// a question about the place or the month is no answer, and none is needed yet
	a, _ = Resolve(EvidenceOf(path), d, given, places)
	return given.Dataset, a
}

func presumedDataset(name string, datasets []contracts.Dataset, given Hints) contracts.Dataset {
	var d contracts.Dataset
	best := 0
	for _, candidate := range datasets {
		words := 0
		for _, w := range candidate.TitleWords {
			if strings.Contains(name, w) {
				words++
			}
		}
		if candidate.Name == given.Dataset || given.Dataset == "" && words > best {
			d, best = candidate, words
		}
	}
	return d
}
