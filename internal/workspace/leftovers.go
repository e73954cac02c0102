package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"lvzhi/internal/durable"
)

// Leftover is something nobody uses any more.
type Leftover struct {
	Path  string    // below the workspace, with slashes; a build is a folder
	Bytes int64     // of the file, or of all files in the folder
	Since time.Time // when it was last written
	Kind  string    // Unfinished or Build
}

// The kinds of leftover.
const (
	Unfinished = "unfinished" // a killed run's temporary file or half-made build
	Build      = "build"      // a warehouse that is whole and not the current one
)

// Leftovers lists unfinished files and the warehouse's builds but the current
// one. A run at work has some too: whoever removes them looks at their age and
// holds the locks.
func Leftovers(root string) ([]Leftover, error) {
	var found []Leftover
	if there, err := filepath.EvalSymlinks(root); err == nil { // a walk follows no link, also not at its start
		root = there
	}
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		switch rel = filepath.ToSlash(rel); {
		case e.IsDir() && (rel == "inbox" || rel == "warehouse"):
			return filepath.SkipDir
		case e.Type().IsRegular() && (strings.HasPrefix(e.Name(), durable.Unfinished) || path.Dir(rel) == "manifests/tmp"):
			info, err := e.Info()
			if err != nil {
				return err
			}
			found = append(found, Leftover{rel, info.Size(), info.ModTime(), Unfinished})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for leftovers: %w", err)
	}
	builds, err := oldBuilds(root)
	return append(found, builds...), err
}

// oldBuilds lists warehouse/<build>/ but the one that warehouse/current names;
// a build is whole when it has its build.json.
func oldBuilds(root string) ([]Leftover, error) {
	home := filepath.Join(root, "warehouse")
	entries, err := os.ReadDir(home)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list builds: %w", err)
	}
	current, err := os.ReadFile(filepath.Join(home, "current"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read current build: %w", err)
	}
	var found []Leftover
	for _, e := range entries {
		if e.Name() == strings.TrimSpace(string(current)) || !e.IsDir() && !strings.HasPrefix(e.Name(), durable.Unfinished) {
			continue
		}
		l := Leftover{Path: "warehouse/" + e.Name(), Kind: Unfinished}
		if _, err := os.Stat(filepath.Join(home, e.Name(), "build.json")); err == nil {
			l.Kind = Build
		}
		if l.Bytes, l.Since, err = measure(filepath.Join(home, e.Name())); err != nil {
			return nil, fmt.Errorf("look at build: %w", err)
		}
		found = append(found, l)
	}
	return found, nil
}

// measure sums up the files at a path and finds the newest.
func measure(at string) (bytes int64, newest time.Time, err error) {
	err = filepath.WalkDir(at, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if !e.IsDir() {
			bytes += info.Size()
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		return nil
	})
	return bytes, newest, err
}
