package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Damage is one file that is not what it was written as.
type Damage struct {
	Path    string `json:"path"`
	Missing bool   `json:"missing"`
	Past    bool   `json:"past"` // only older manifests need it
}

// Hurts reports whether more than the view of the past is lost: a file that
// only older manifests name may be gone, but not be another.
func (d Damage) Hurts() bool { return !d.Past || !d.Missing }

// Inspection is the result of hashing a workspace again.
type Inspection struct {
	Checked int
	Damaged []Damage
}

// Verify hashes again every file that a manifest names, the current one or an
// older one, every receipt and every kept original, and reads every manifest
// and journal. It goes on where it finds damage.
func Verify(ctx context.Context, root string) (Inspection, error) {
	v := &verifier{ctx: ctx, root: root, found: Inspection{Damaged: []Damage{}}, seen: map[string]bool{}}
	for _, step := range []func() error{v.manifests, v.files, v.originals, v.receipts, v.notes} {
		if err := step(); err != nil {
			return v.found, err
		}
	}
	return v.found, nil
}

type verifier struct {
	ctx     context.Context
	root    string
	found   Inspection
	seen    map[string]bool // paths already looked at
	survey  *survey
	current *State // empty where it cannot be read
	isBlind bool   // so that past and present cannot be told apart
	kept    map[string][]Kept
}

func (v *verifier) manifests() error {
	var err error
	if v.survey, err = surveyFrom(v.root, 0, nil); err != nil {
		return err
	}
	for _, n := range v.survey.damaged {
		v.damage(Damage{Path: path.Join("manifests", filepath.Base(manifestPath(v.root, n)))})
	}
	v.found.Checked += len(v.survey.numbers) + len(v.survey.damaged)
	var other *FormatError
	if v.current, err = Read(v.root, 0); errors.As(err, &other) {
		return err
	}
	if v.isBlind = err != nil; v.isBlind {
		v.current = &State{Root: v.root}
		if len(v.survey.damaged) == 0 { // the chain is broken: a manifest is not there
			v.damage(Damage{Path: "manifests", Missing: true})
		}
	}
	if _, err := FormatOf(v.root); errors.Is(err, ErrDamaged) {
		v.damage(Damage{Path: path.Join("manifests", filepath.Base(formatPath(v.root)))})
	}
	for _, journal := range []string{refusalsPath(v.root), keptPath(v.root)} {
		if _, err := os.Stat(journal); err != nil {
			continue
		}
		_, damaged, err := readJournal(journal)
		if err != nil {
			return err
		}
		if v.found.Checked++; damaged > 0 {
			v.damage(Damage{Path: path.Join("manifests", filepath.Base(journal))})
		}
	}
	v.kept, _, err = readKept(v.root)
	return err
}

func (v *verifier) damage(d Damage) { v.found.Damaged = append(v.found.Damaged, d) }

// files looks at every Parquet file. One that only the past needs is no loss
// where the same bytes were taken in again.
func (v *verifier) files() error {
	live := map[string]bool{}
	for _, f := range v.current.Files {
		live[f.Path] = true
	}
	again := map[string]bool{}
	for _, b := range v.current.Batches {
		if b.ReplacedBy == "" {
			again[b.SHA256] = true
		}
	}
	for _, p := range slices.Sorted(maps.Keys(v.survey.files)) {
		f := v.survey.files[p]
		healed := !live[p] && again[v.sourceOf(f.Batch)]
		if err := v.look(Damage{Path: p, Past: !live[p] && !v.isBlind}, []string{f.SHA256}, healed); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) sourceOf(batch string) string {
	for _, b := range v.current.Batches {
		if b.ID == batch {
			return b.SHA256
		}
	}
	return ""
}

// originals looks at the kept bytes: a plain file's name is its hash, what an
// encrypted one holds is noted.
func (v *verifier) originals() error {
	need := v.survey.rawNeeded()
	for _, p := range slices.Sorted(maps.Keys(need)) {
		b := need[p]
		want := []string{b.SHA256}
		if b.RawSealed {
			want = hashesOf(v.kept[p])
		}
		if err := v.look(Damage{Path: p}, want, false); err != nil {
			return err
		}
	}
	return nil
}

// receipts looks at what every city was told, also of files refused.
func (v *verifier) receipts() error {
	named := map[string]bool{}
	for _, b := range v.current.Batches {
		named[b.Receipt] = true
	}
	for _, r := range v.current.Refusals {
		named[r.Receipt] = true
	}
	delete(named, "")
	for _, p := range slices.Sorted(maps.Keys(named)) {
		if err := v.look(Damage{Path: p}, hashesOf(v.kept[p]), false); err != nil {
			return err
		}
	}
	return nil
}

// notes looks at every other file that was noted; one that is not there was
// never placed, or cleared away.
func (v *verifier) notes() error {
	for _, p := range slices.Sorted(maps.Keys(v.kept)) {
		if _, err := os.Stat(filepath.Join(v.root, filepath.FromSlash(p))); err != nil {
			continue
		}
		want := hashesOf(v.kept[p])
		if name := strings.TrimPrefix(p, "raw/"); name != p && !strings.HasSuffix(name, SealedSuffix) {
			want = []string{name}
		}
		if err := v.look(Damage{Path: p, Past: true}, want, false); err != nil {
			return err
		}
	}
	return nil
}

func hashesOf(notes []Kept) []string {
	var all []string
	for _, k := range notes {
		all = append(all, k.SHA256)
	}
	return all
}

// look hashes one file; where nothing is known of its content it only has to
// be there.
func (v *verifier) look(d Damage, want []string, healed bool) error {
	if v.seen[d.Path] {
		return nil
	}
	v.seen[d.Path] = true
	got, err := hashOf(v.ctx, filepath.Join(v.root, filepath.FromSlash(d.Path)))
	switch d.Missing = errors.Is(err, fs.ErrNotExist); {
	case err != nil && !d.Missing:
		return fmt.Errorf("verify %s: %w", d.Path, err)
	case healed:
	case d.Missing, len(want) > 0 && !slices.Contains(want, got):
		v.damage(d)
	}
	v.found.Checked++
	return nil
}

// Intact reports whether a live batch's files are what the manifest says.
func (s *State) Intact(b Batch) bool {
	var files []File
	for _, f := range s.Files {
		if f.Batch == b.ID {
			files = append(files, f)
		}
	}
	return s.intact(files)
}

func (s *State) intact(files []File) bool {
	for _, f := range files {
		if got, err := hashOf(context.Background(), filepath.Join(s.Root, filepath.FromSlash(f.Path))); err != nil || got != f.SHA256 {
			return false
		}
	}
	return true
}

// hashOf hashes a file; a context that ends stops it within one buffer.
func hashOf(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	buffer := make([]byte, 256<<10)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := f.Read(buffer)
		sum.Write(buffer[:n])
		if errors.Is(err, io.EOF) {
			return hex.EncodeToString(sum.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
}
