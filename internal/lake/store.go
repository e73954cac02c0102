package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"lvzhi/internal/durable"
)

// checkpointEvery says how many manifests apart the full lists stand.
const checkpointEvery = 32

const formatVersion = Format

// ErrNoManifest is wrapped when a number is asked for that was never written.
var ErrNoManifest = errors.New("no such manifest")

// delta is one manifest file: what one batch changed.
type delta struct {
	Format     int         `json:"format"`
	Number     int64       `json:"number"`
	Parent     int64       `json:"parent"`
	CreatedAt  time.Time   `json:"created_at"`
	Batches    []Batch     `json:"batches"`
	Add        []File      `json:"add"`
	Remove     []string    `json:"remove,omitempty"`   // paths no longer live
	Replaced   []string    `json:"replaced,omitempty"` // batches no longer live
	Undone     string      `json:"undone,omitempty"`   // the batch taken back
	Restored   string      `json:"restored,omitempty"` // the predecessor that is live again
	Checkpoint *checkpoint `json:"checkpoint,omitempty"`
}

type checkpoint struct {
	Batches []Batch `json:"batches"`
	Files   []File  `json:"files"`
}

var manifestName = regexp.MustCompile(`^(\d{8})\.json$`)

// ClearedError is returned when a manifest is asked for that was cleared away.
type ClearedError struct{ Number, Oldest int64 }

func (e *ClearedError) Error() string {
	return fmt.Sprintf("manifest %d was cleared away, the oldest kept is %d", e.Number, e.Oldest)
}

// Read returns the state of a workspace at a manifest; number 0 asks for the
// current one. A workspace without manifests is an empty lake.
func Read(root string, number int64) (*State, error) {
	if err := readable(root); err != nil {
		return nil, err
	}
	numbers, err := manifestNumbers(root)
	if err != nil {
		return nil, err
	}
	current, err := currentNumber(root, numbers)
	if err != nil {
		return nil, err
	}
	if number == 0 {
		number = current
	}
	switch {
	case number == 0:
	case number < 0 || number > current:
		return nil, fmt.Errorf("%w: %d (newest is %d)", ErrNoManifest, number, current)
	case number < numbers[0]:
		return nil, &ClearedError{number, numbers[0]}
	case !slices.Contains(numbers, number):
		return nil, fmt.Errorf("%w: %d", ErrNoManifest, number)
	}
	state := &State{Root: root, Number: number}
	if err := state.replay(number); err != nil {
		return nil, err
	}
	state.Refusals, err = readRefusals(root, number)
	return state, err
}

// currentNumber is the highest complete manifest: one that a failing disk cut
// short is not current. It is left where it is, with what it named, for whoever
// can repair it; Verify says so, and the next manifest takes a number above.
func currentNumber(root string, numbers []int64) (int64, error) {
	for _, n := range slices.Backward(numbers) {
		raw, err := os.ReadFile(manifestPath(root, n))
		if err != nil {
			return 0, fmt.Errorf("read manifest %d: %w", n, err)
		}
		if json.Valid(raw) {
			return n, nil
		}
	}
	return 0, nil
}

func manifestNumbers(root string) ([]int64, error) {
	entries, err := os.ReadDir(filepath.Join(root, "manifests"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list manifests: %w", err)
	}
	var numbers []int64
	for _, e := range entries {
		if m := manifestName.FindStringSubmatch(e.Name()); m != nil {
			n, _ := strconv.ParseInt(m[1], 10, 64)
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// replay walks back to the last checkpoint, then forward.
func (s *State) replay(number int64) error {
	var chain []delta
	for n := number; n > 0; {
		d, err := readDelta(s.Root, n)
		if err != nil {
			return err
		}
		chain = append(chain, d)
		if d.Checkpoint != nil {
			break
		}
		n = d.Parent
	}
	for _, d := range slices.Backward(chain) {
		s.apply(d)
	}
	return nil
}

func (s *State) apply(d delta) {
	if d.Checkpoint != nil {
		s.Batches, s.Files = slices.Clone(d.Checkpoint.Batches), slices.Clone(d.Checkpoint.Files)
		s.Number, s.CreatedAt = d.Number, d.CreatedAt
		return
	}
	for i := range s.Batches {
		switch b := &s.Batches[i]; {
		case slices.Contains(d.Replaced, b.ID):
			b.ReplacedBy = d.Batches[0].ID
		case d.Undone != "" && b.ID == d.Undone:
			b.ReplacedBy = Undone
		case d.Restored != "" && b.ID == d.Restored:
			b.ReplacedBy = ""
		}
	}
	s.Batches = append(s.Batches, d.Batches...)
	if len(d.Remove) > 0 {
		s.Files = slices.DeleteFunc(s.Files, func(f File) bool { return slices.Contains(d.Remove, f.Path) })
	}
	s.Files = append(s.Files, d.Add...)
	s.Number, s.CreatedAt = d.Number, d.CreatedAt
}

func manifestPath(root string, number int64) string {
	return filepath.Join(root, "manifests", fmt.Sprintf("%08d.json", number))
}

func readDelta(root string, number int64) (delta, error) {
	var d delta
	raw, err := os.ReadFile(manifestPath(root, number))
	if err != nil {
		return d, fmt.Errorf("read manifest %d: %w", number, err)
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, fmt.Errorf("read manifest %d: %w: %s: %w", number, ErrDamaged, manifestPath(root, number), err)
	}
	if carried, right := sumOf(raw); carried && !right || !carried && d.Format >= 2 {
		return d, fmt.Errorf("read manifest %d: %w: %s", number, ErrDamaged, manifestPath(root, number))
	}
	if d.Format > Format {
		return d, fmt.Errorf("read manifest %d: %w", number, &FormatError{d.Format})
	}
	if d.Format < 1 || d.Number != number {
		return d, fmt.Errorf("read manifest %d: format %d, number %d", number, d.Format, d.Number)
	}
	if d.Parent < 0 || d.Parent >= number || len(d.Batches) == 0 && len(d.Replaced) > 0 {
		return d, fmt.Errorf("read manifest %d: it does not follow from manifest %d", number, d.Parent)
	}
	return d, nil
}

func refusalsPath(root string) string { return filepath.Join(root, "manifests", "intake.jsonl") }

// readRefusals reads the intake log.
func readRefusals(root string, upTo int64) ([]Refusal, error) {
	lines, _, err := readJournal(refusalsPath(root))
	if err != nil {
		return nil, err
	}
	var all []Refusal
	for _, line := range lines {
		var r Refusal
		if json.Unmarshal(line, &r) == nil && r.SHA256 != "" && r.Manifest <= upTo {
			all = append(all, r)
		}
	}
	return all, nil
}

// Writer is the one process that may change the lake.
type Writer struct {
	State    *State
	next     int64 // the number of the next manifest: above every file there is, also a damaged one
	lock     *os.File
	temp     string
	refusals journal // the intake log
	kept     journal // what receipts and original bytes hold
}

// OpenWriter takes the writer's place, waiting a while for another to end,
// and clears what a killed process left behind.
func OpenWriter(ctx context.Context, root, owner string, patience time.Duration) (*Writer, error) {
	held, err := durable.Lock(ctx, lockPath(root), owner, patience)
	if err != nil {
		return nil, err
	}
	w := &Writer{lock: held, temp: filepath.Join(root, "manifests", "tmp"), refusals: journal{path: refusalsPath(root)}, kept: journal{path: keptPath(root)}}
	if err := w.prepare(root); err != nil {
		held.Close()
		return nil, err
	}
	return w, nil
}

func (w *Writer) prepare(root string) error {
	if err := writable(root, ""); err != nil {
		return err
	}
	if err := os.RemoveAll(w.temp); err != nil {
		return fmt.Errorf("clear unfinished files: %w", err)
	}
	if err := os.MkdirAll(w.temp, 0o700); err != nil {
		return fmt.Errorf("make %s: %w", w.temp, err)
	}
	var err error
	if w.State, err = Read(root, 0); err != nil {
		return err
	}
	numbers, err := manifestNumbers(root)
	if err != nil {
		return err
	}
	w.next = w.State.Number + 1
	if n := len(numbers); n > 0 {
		w.next = max(w.next, numbers[n-1]+1)
	}
	return w.clearOrphans()
}

// clearOrphans removes files placed for a manifest that was never written.
func (w *Writer) clearOrphans() error {
	next := fmt.Sprintf("%08d-", w.next)
	for _, room := range []string{"lake", "quarantine"} {
		err := filepath.WalkDir(filepath.Join(w.State.Root, room), func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && !e.IsDir() && strings.HasPrefix(e.Name(), next) {
				return os.Remove(path)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("clear unfinished files: %w", err)
		}
	}
	return nil
}

// Close gives the writer's place back.
func (w *Writer) Close() error {
	w.refusals.close()
	w.kept.close()
	return w.lock.Close()
}

// Hold keeps every writer away until it is closed, without writing to the
// lake itself, whatever its format.
func Hold(ctx context.Context, root, owner string, patience time.Duration) (io.Closer, error) {
	return durable.Lock(ctx, lockPath(root), owner, patience)
}
