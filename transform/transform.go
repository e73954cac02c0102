package transform

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// Options says what to build from, and as of when.
type Options struct {
	State    *lake.State
	Datasets []contracts.Dataset
	Regimes  []contracts.Regime
	Places   *contracts.Places
	Terms    []contracts.CongressTerm
	Calendar *contracts.Calendar        // when files are due
	Choices  []contracts.Choice         // what an analyst decided
	People   []contracts.PersonDecision // and of whom
	Root     string                     // the workspace
	AsOf     time.Time                  // nothing of later periods is read; zero: all is, as of the newest complete period
	BuildID  string                     // names the folder; never used twice
	Owner    string                     // who holds the warehouse, for whoever waits
	Patience time.Duration              // how long to wait for another transform
	Log      *slog.Logger
	Program  string // names the program's version; "" reuses nothing of the build before
	Whole    bool   // build everything anew
	Threads  int    // of DuckDB; 0: as many as the machine has
	ManyRows int64  // rows from which on a build goes unit by unit; 0: 20 million

	sent   *lake.State // all that came, for who owed what; State may leave out later periods
	before *previous   // the build that tables may be taken over from
}

// Result says what was built.
type Result struct {
	Build    string
	Path     string // of the database
	Manifest int64
	AsOf     time.Time // zero when the lake has no period at all
	Models   int
	Warnings []Finding
}

// Finding is an assertion that returned rows.
type Finding struct {
	Assertion, Message string
	Rows               int64
}

// FailedError lists the assertions of severity error that returned rows; the
// last good build stays.
type FailedError struct{ Findings []Finding }

func (e *FailedError) Error() string {
	text := "assertions failed:"
	for _, f := range e.Findings {
		text += fmt.Sprintf(" %s (%d rows: %s);", f.Assertion, f.Rows, f.Message)
	}
	return text
}

// Run builds the warehouse and publishes it. On any error the current build
// stays what it was.
func Run(ctx context.Context, o Options) (Result, error) {
	if o.BuildID == "" || o.State == nil || o.Places == nil || o.Calendar == nil || o.Choices == nil {
		return Result{}, errors.New("transform needs a build id, a state, places, a calendar and choices")
	}
	if !o.AsOf.IsZero() && !Knows(o.AsOf) {
		return Result{}, fmt.Errorf("as of %s: no build knows days before %s or after %s", day(o.AsOf), FirstDay, LastDay)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	home, err := open(ctx, o)
	if err != nil {
		return Result{}, err
	}
	defer home.close()
	if err := home.sweep(); err != nil {
		return Result{}, err
	}
	folder, err := home.begin(o.BuildID)
	if err != nil {
		return Result{}, err
	}
	o.sent, o.State = o.State, until(o.State, o.AsOf)
	o.AsOf = asOf(o)
	marks := marksOf(o)
	o.before = home.before(marks)
	result, err := fill(ctx, o, folder)
	if errors.Is(err, errNotTaken) { // the build before is damaged: nothing of it is needed
		o.Log.Warn("tables not taken over, building anew", "error", err)
		o.Whole = true
		if err = os.RemoveAll(folder); err == nil { // with the log of what was begun
			if folder, err = home.begin(o.BuildID); err == nil {
				result, err = fill(ctx, o, folder)
			}
		}
	}
	if err != nil {
		return Result{}, errors.Join(err, os.RemoveAll(folder))
	}
	if err := home.publish(o.BuildID, result, marks); err != nil {
		return Result{}, err
	}
	o.Log.Info("warehouse published", "build", o.BuildID, "manifest", result.Manifest, "models", result.Models, "warnings", len(result.Warnings))
	return result, nil
}

// fill writes the whole database of a build and closes it.
func fill(ctx context.Context, o Options, folder string) (Result, error) {
	path := filepath.Join(folder, databaseName)
	db, err := warehouse.Create(ctx, path)
	if err != nil {
		return Result{}, err
	}
	result, err := build(ctx, db, o, folder)
	if err == nil {
		err = db.Exec(ctx, "checkpoint")
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return Result{}, err
	}
	result.Build, result.Path = o.BuildID, path
	return result, durable.Sync(path)
}
