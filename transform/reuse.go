package transform

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"lvzhi/internal/lake"
)

// errNotTaken says that the build before could not be read.
var errNotTaken = errors.New("build before not readable")

// marks say what a build was made of, so that the next one can tell what
// changed: the rules (program, reference, as-of date) and each unit's files.
type marks struct {
	Rules string            `json:"rules"`
	Units map[string]string `json:"units"`
}

// previous is a published build whose rules were the same.
type previous struct {
	path  string
	units map[string]string
}

func marksOf(o Options) marks {
	m := marks{Units: map[string]string{}}
	for unit, text := range filesOfUnits(o.State) {
		m.Units[unit] = digest(text)
	}
	if o.Program != "" && !isLarge(o) { // a large build keeps too little
		m.Rules = digest(rules(o))
	}
	return m
}

// rules is everything but the rows that decides what local models say. The
// program's name stands for models, macros, contracts and reference files.
func rules(o Options) []string {
	text := []string{o.Program, day(asOf(o))}
	for _, part := range []any{o.Regimes, o.Terms, o.Choices, o.People, o.Datasets, o.Places.Units, o.Places.Divisions} {
		raw, _ := json.Marshal(part) // plain structs: cannot fail
		text = append(text, string(raw))
	}
	return text
}

// filesOfUnits lists, for each unit, its live batches and their files.
func filesOfUnits(state *lake.State) map[string][]string {
	units, unitOf := map[string][]string{}, map[string]string{}
	for _, b := range state.Batches {
		if b.ReplacedBy == "" {
			units[b.Unit] = append(units[b.Unit], "batch "+b.ID)
			unitOf[b.ID] = b.Unit
		}
	}
	for _, f := range state.Files {
		if unit, ok := unitOf[f.Batch]; ok && f.Kind == lake.Rows {
			units[unit] = append(units[unit], "file "+f.Path+" "+f.SHA256)
		}
	}
	return units
}

func digest(text []string) string {
	slices.Sort(text)
	sum := sha256.Sum256(fmt.Append(nil, text))
	return hex.EncodeToString(sum[:])
}

// before is the current build if tables may be taken over from it, else nil.
func (h *home) before(m marks) *previous {
	build, err := h.current()
	if err != nil || m.Rules == "" {
		return nil
	}
	raw, err := os.ReadFile(filepath.Join(h.dir, build, completeName))
	if err != nil {
		return nil
	}
	var old marks
	if json.Unmarshal(raw, &old) != nil || old.Rules != m.Rules {
		return nil
	}
	return &previous{path: filepath.Join(h.dir, build, databaseName), units: old.Units}
}
