package selfcheck

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"

	"lvzhi/ingest/address"
	"lvzhi/ingest/check"
	"lvzhi/ingest/examine"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// Check reads one file, and of a zip archive each file inside. progress is
// told from time to time how many rows of a file were read; given holds the
// answers to questions, by the path of the file that asked. Its error is a
// fault of the program; a fault of a file is an answer that refuses it.
func (d *Desk) Check(src sheet.Source, name string, given map[string]Hints, progress func(rows int64)) ([]Answer, error) {
	members, isArchive, err := sheet.Unpack(src)
	if err != nil {
		a, err := d.broken(src, name, given[name], err)
		return []Answer{a}, err
	}
	if !isArchive {
		a, err := d.file(src, name, given[name], progress)
		return []Answer{a}, err
	}
	all := make([]Answer, len(members))
	for i, m := range members {
		content, err := m.Open()
		if err != nil {
			return nil, fmt.Errorf("unpack %s of %s: %w", m.Name, name, err)
		}
		path := path.Join(name, m.Name)
		if all[i], err = d.file(content, path, given[path], progress); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// broken answers for an archive that cannot be opened.
func (d *Desk) broken(src sheet.Source, name string, given Hints, err error) (Answer, error) {
	dataset, at := address.Presume(name, d.datasets, given, d.places)
	a := Answer{Path: name, Dataset: dataset, Unit: at.Unit, Scope: at.Scope, Period: at.Period}
	return a, d.finish(&a, src, err)
}

func (d *Desk) file(src sheet.Source, name string, given Hints, progress func(rows int64)) (Answer, error) {
	f, err := examine.Open(src, name, given, examine.With{Datasets: d.datasets, Aliases: d.adopted, Places: d.places, Now: d.now()})
	a := Answer{Path: name, Dataset: f.Dataset, Unit: f.Address.Unit, Scope: f.Address.Scope, Period: f.Address.Period}
	if err == nil {
		err = a.read(f, progress)
	}
	return a, d.finish(&a, src, err)
}

// finish gives an answer its hash, its status and its words.
func (d *Desk) finish(a *Answer, src sheet.Source, err error) error {
	sum := sha256.New()
	_, unread := io.Copy(sum, io.NewSectionReader(src, 0, src.Size()))
	if unread == nil {
		a.SHA256 = hex.EncodeToString(sum.Sum(nil))
	}
	if err := a.conclude(cmp.Or(err, unread)); err != nil {
		return fmt.Errorf("examine %s: %w", a.Path, err)
	}
	return d.word(a)
}

// notTheirs is said of what no city sends.
var notTheirs = &examine.Refusal{Reason: "这是一期《代表工作》，不是市里报送的表格", Remedy: "请选择要报送的报表"}

func (a *Answer) read(f *examine.File, progress func(rows int64)) error {
	if f.IsIssue() {
		return notTheirs
	}
	t, err := f.Rows(&counter{tell: progress})
	a.Problems, a.Unlisted = t.Problems, int64(t.Unlisted)
	if err != nil {
		return err
	}
	if a.Extracts, err = extracts(f.Match, a.Problems); err != nil {
		return err
	}
	a.Read, a.Accepted, a.Quarantined = int64(t.Read), int64(t.Accepted), int64(t.Quarantined)
	a.Skipped, a.Warnings = int64(t.Skipped), int64(t.Warned)
	return nil
}

// conclude sets the status. An error that is no fault of the file stays.
func (a *Answer) conclude(err error) error {
	var unreadable *sheet.Unreadable
	if errors.As(err, &unreadable) {
		err = &examine.Refusal{Reason: unreadable.Reason, Remedy: unreadable.Remedy}
	}
	var refusal *examine.Refusal
	switch {
	case errors.As(err, &refusal):
		a.Status = letter.Refused
		a.Problems = append(a.Problems, refusal.Problem())
		if refusal.Question != nil {
			a.Asks = refusal.Question.Asks
		}
	case err != nil:
		return err
	case a.Quarantined > 0:
		a.Status = letter.Partial
	default:
		a.Status = letter.Accepted
	}
	if a.Problems == nil {
		a.Problems = []check.Problem{}
	}
	return nil
}

// counter counts rows as they pass and keeps none.
type counter struct {
	rows int64
	tell func(rows int64)
}

// Accept and Reject make it a check.Sink.
func (c *counter) Accept(*check.Row) error      { c.pass(); return nil }
func (c *counter) Reject(*check.Rejected) error { c.pass(); return nil }

const tellEvery = 20_000

func (c *counter) pass() {
	if c.rows++; c.rows%tellEvery == 0 {
		c.tell(c.rows)
	}
}
