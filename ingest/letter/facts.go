// Package letter says in words what became of a file: the facts, the sentences
// made of them, and the one page a clerk hands to whoever decides (HTML and
// Word). The receipt workbook and the self-check page say the same words. It
// must stay fit for a browser: no files, no clock, no spreadsheet library.
package letter

import (
	"fmt"
	"time"

	"lvzhi/ingest/check"
)

// State is what became of a file.
type State string

// The states of a file. Accepted also stands for a file with remarks only.
const (
	Accepted  State = "accepted"
	Partial   State = "partial"
	Refused   State = "refused"
	Unchanged State = "unchanged"
	Replaced  State = "replaced"
)

// Original says what was kept of the bytes that were sent.
type Original string

// NotKept is the zero value; Sealed is kept, but only the office can open it.
const (
	NotKept Original = ""
	Kept    Original = "kept"
	Sealed  Original = "sealed"
)

// Facts are what is known of one file once it was read.
type Facts struct {
	FileName, SHA256 string
	State            State

	// As the lake knows them; "" where the file did not tell.
	Unit, Scope, Dataset, Period string
	// The same in words; "" is said as 未识别.
	UnitName, ScopeName, DatasetLabel string
	Yearly                            bool // the period is said as a year: 2024年度

	Received time.Time // the day the file came in
	Due      time.Time // by when a mended file is wanted; zero: as soon as can be
	Office   string    // who sends the letter
	Original Original

	// Rows. Read = Accepted + Quarantined + Skipped. Warnings counts accepted
	// rows with a remark, and remarks on the whole file.
	Read, Accepted, Quarantined, Skipped, Warnings int64

	Problems []check.Problem
	Unlisted int64             // problems found beyond those in Problems
	Labels   map[string]string // field name -> what the clerk calls it

	Progress Progress  // against the previous try; zero where there is none
	Previous time.Time // the day of the previous try

	// SelfCheck is set where the sender looks at the file at home: nothing was
	// sent, nothing was taken in.
	SelfCheck bool
}

// Sum checks that every row is accounted for.
func (f Facts) Sum() error {
	if f.Read != f.Accepted+f.Quarantined+f.Skipped {
		return fmt.Errorf("rows do not add up: read %d, accepted %d, quarantined %d, skipped %d", f.Read, f.Accepted, f.Quarantined, f.Skipped)
	}
	return nil
}
