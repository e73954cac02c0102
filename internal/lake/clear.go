package lake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"lvzhi/internal/durable"
)

// Keep says what clearing away must leave: the newest manifests, and whatever
// is younger than Grace. Grace 0 asks no clock.
type Keep struct {
	Manifests int           // how many of the newest stay, at least one
	Grace     time.Duration // by a manifest's time and a file's age
	Now       time.Time
}

// ErrClock is wrapped where the clock stands before the newest manifest, so
// that nothing can be called old.
var ErrClock = errors.New("clock stands before the newest manifest")

// Clearing is what can go: manifests from the newest to the oldest, then the
// files only they named.
type Clearing struct {
	Oldest    int64 // the oldest manifest that stays, 0 in an empty lake
	Kept      int   // how many manifests stay
	Manifests []int64
	Files     []Loose
}

// Loose is a file that nothing kept needs.
type Loose struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Why   string `json:"why"` // Past, Orphan or Original
}

// Why a file can go.
const (
	Past     = "past"     // only cleared manifests named it
	Orphan   = "orphan"   // no manifest ever named it: a killed run left it
	Original = "original" // original bytes of a batch nobody can reach
)

// PlanClearing says what can go and changes nothing.
func PlanClearing(root string, k Keep) (Clearing, error) {
	var c Clearing
	state, err := Read(root, 0)
	if err != nil {
		return c, err
	}
	if k.Grace > 0 && k.Now.Before(state.CreatedAt) {
		return c, fmt.Errorf("%w: %s is before %s", ErrClock, k.Now.Format(time.DateTime), state.CreatedAt.Format(time.DateTime))
	}
	if err := c.chooseManifests(root, state.Number, k); err != nil {
		return c, err
	}
	needed, err := neededFrom(root, c.Oldest)
	if err != nil {
		return c, err
	}
	everNamed, err := surveyFrom(root, 0, nil) // tells a file of the past from one that was never named
	if err != nil {
		return c, err
	}
	for _, room := range []string{"lake", "quarantine", "raw", "receipts"} {
		if err := c.look(root, room, k, needed, everNamed, state); err != nil {
			return c, err
		}
	}
	return c, nil
}

// chooseManifests walks from the newest down until one is neither among the
// newest nor was current within the grace. One that cannot be read stays for
// whoever can repair it.
func (c *Clearing) chooseManifests(root string, current int64, k Keep) error {
	numbers, err := manifestNumbers(root)
	if err != nil {
		return err
	}
	until, isOld := k.Now, false // when the manifest looked at ceased to be current
	for _, n := range slices.Backward(numbers) {
		d, err := readDelta(root, n)
		if err != nil {
			continue
		}
		isYoung := k.Grace > 0 && k.Now.Sub(until) < k.Grace
		until = d.CreatedAt
		if isOld = isOld || n < current && c.Kept >= k.Manifests && !isYoung; isOld {
			c.Manifests = append(c.Manifests, n)
			continue
		}
		c.Oldest = n
		c.Kept++
	}
	return nil
}

// neededFrom surveys what the manifests from one on need, with what was true
// at the first of them.
func neededFrom(root string, oldest int64) (*survey, error) {
	state, err := Read(root, oldest)
	if err != nil {
		return nil, err
	}
	return surveyFrom(root, oldest, &checkpoint{Batches: state.Batches, Files: state.Files})
}

// batchInName finds a batch's id in the name of its receipt.
var batchInName = regexp.MustCompile(`[0-9]{8}-[0-9a-f]{8}`)

func (c *Clearing) look(root, room string, k Keep, needed, everNamed *survey, state *State) error {
	originals := needed.rawNeeded()
	batches := map[string]bool{}
	for _, b := range state.Batches {
		batches[b.ID] = true
	}
	return walkFiles(root, room, func(rel string, info fs.FileInfo) error {
		base, why := path.Base(rel), Orphan
		_, isNeeded := needed.files[rel]
		switch room {
		case "raw":
			_, isNeeded = originals[rel]
			isNeeded = isNeeded || len(needed.damaged) > 0 // whose they are is not known
			why = Original
		case "receipts": // what a city was told stays; only a batch that never came to be told nobody
			id := batchInName.FindString(base)
			isNeeded = id == "" || batches[id] || strings.HasPrefix(rel, "receipts/refused/")
		default:
			if _, named := everNamed.files[rel]; named {
				why = Past
			}
		}
		isYoung := k.Grace > 0 && k.Now.Sub(info.ModTime()) < k.Grace
		if !isNeeded && !isYoung && !needed.claims(batchInName.FindString(base)) {
			c.Files = append(c.Files, Loose{rel, info.Size(), why})
		}
		return nil
	})
}

// walkFiles visits the finished files of a room, in order of path.
func walkFiles(root, room string, visit func(rel string, info fs.FileInfo) error) error {
	err := filepath.WalkDir(filepath.Join(root, room), func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), durable.Unfinished) {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(rel), info)
	})
	if err != nil {
		return fmt.Errorf("look through %s: %w", room, err)
	}
	return nil
}

// Clear does what PlanClearing says, and returns what it did. Cut short at any
// moment, whatever a manifest on disk names is there: the oldest one that
// stays is first made to stand alone, the others go from the newest down, each
// still with the chain it needs, and files go last.
func (w *Writer) Clear(k Keep) (Clearing, error) {
	c, err := PlanClearing(w.State.Root, k)
	if err != nil {
		return c, err
	}
	if len(c.Manifests) > 0 {
		if err := w.standAlone(c.Oldest); err != nil {
			return c, err
		}
	}
	for _, n := range c.Manifests {
		if err := os.Remove(manifestPath(w.State.Root, n)); err != nil {
			return c, fmt.Errorf("clear manifest %d: %w", n, err)
		}
	}
	if err := durable.Sync(filepath.Join(w.State.Root, "manifests")); err != nil {
		return c, err
	}
	for _, f := range c.Files {
		full := filepath.Join(w.State.Root, filepath.FromSlash(f.Path))
		if err := os.Remove(full); err != nil {
			return c, fmt.Errorf("clear %s: %w", f.Path, err)
		}
		w.removeEmpty(filepath.Dir(full))
	}
	notes, damaged, err := readKept(w.State.Root)
	if err != nil || damaged > 0 { // Verify is still to say what is wrong with the notes
		return c, err
	}
	w.kept.close()
	return c, writeKept(w.State.Root, w.temp, notes)
}

// standAlone gives a manifest the full lists, so that it needs no parent.
func (w *Writer) standAlone(number int64) error {
	d, err := readDelta(w.State.Root, number)
	if err != nil || d.Checkpoint != nil {
		return err
	}
	state, err := Read(w.State.Root, number)
	if err != nil {
		return err
	}
	d.Format, d.Checkpoint = Format, &checkpoint{Batches: state.Batches, Files: state.Files}
	raw, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return fmt.Errorf("encode manifest %d: %w", number, err)
	}
	return durable.WriteFile(manifestPath(w.State.Root, number), w.temp, withSum(raw))
}

// removeEmpty removes a folder that holds nothing any more, and those above
// it up to the workspace's rooms.
func (w *Writer) removeEmpty(dir string) {
	for filepath.Dir(dir) != filepath.Clean(w.State.Root) && os.Remove(dir) == nil {
		dir = filepath.Dir(dir)
	}
}
