package transform

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lvzhi/internal/durable"
)

// ErrNoBuild says that the workspace has no published warehouse yet.
var ErrNoBuild = errors.New("no warehouse build yet")

const (
	databaseName = "province.duckdb"
	currentName  = "current"
	completeName = "build.json" // only finished builds have it
	lockName     = ".lock"
)

// Open returns the path of the current build's database, or ErrNoBuild.
func Open(root string) (string, error) {
	h := home{dir: filepath.Join(root, "warehouse")}
	build, err := h.current()
	if err != nil {
		return "", err
	}
	path := filepath.Join(h.dir, build, databaseName)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("open current build: %w", err)
	}
	return path, nil
}

// home is the warehouse folder, held by one transform at a time.
type home struct {
	dir  string
	lock *os.File
}

// open takes the lock, waiting a while for another transform to end.
func open(ctx context.Context, o Options) (*home, error) {
	h := &home{dir: filepath.Join(o.Root, "warehouse")}
	lock, err := durable.Lock(ctx, filepath.Join(h.dir, lockName), o.Owner, o.Patience)
	if err != nil {
		return nil, fmt.Errorf("lock warehouse: %w", err)
	}
	h.lock = lock
	return h, nil
}

func (h *home) close() { h.lock.Close() } // which lets go of the lock

func (h *home) current() (string, error) {
	raw, err := os.ReadFile(filepath.Join(h.dir, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNoBuild
	}
	if err != nil {
		return "", fmt.Errorf("read current build: %w", err)
	}
	build := strings.TrimSpace(string(raw))
	if build == "" || filepath.Base(build) != build {
		return "", fmt.Errorf("%s names no build: %q", currentName, build)
	}
	return build, nil
}

// sweep removes what killed runs left. The lock is held, so nobody is at work
// on a folder without its mark of completion.
func (h *home) sweep() error {
	current, err := h.current()
	if err != nil && !errors.Is(err, ErrNoBuild) {
		return err
	}
	return h.remove(func(build string) bool {
		_, err := os.Stat(filepath.Join(h.dir, build, completeName))
		return build != current && errors.Is(err, fs.ErrNotExist)
	})
}

func (h *home) remove(unwanted func(build string) bool) error {
	entries, err := os.ReadDir(h.dir)
	if err != nil {
		return fmt.Errorf("list builds: %w", err)
	}
	for _, e := range entries {
		gone := e.IsDir() && unwanted(e.Name()) || strings.HasPrefix(e.Name(), ".new-")
		if !gone {
			continue
		}
		if err := os.RemoveAll(filepath.Join(h.dir, e.Name())); err != nil {
			return fmt.Errorf("remove old build: %w", err)
		}
	}
	return nil
}

func (h *home) begin(build string) (string, error) {
	if filepath.Base(build) != build || strings.HasPrefix(build, ".") || strings.HasPrefix(build, currentName) {
		return "", fmt.Errorf("build id %q cannot name a folder", build)
	}
	folder := filepath.Join(h.dir, build)
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", fmt.Errorf("make build folder: %w", err)
	}
	return folder, nil
}

// publish marks the build complete, makes it current in one rename, and keeps
// only it and the one before.
func (h *home) publish(build string, r Result, m marks) error {
	before, err := h.current()
	if err != nil && !errors.Is(err, ErrNoBuild) {
		return err
	}
	mark, err := json.Marshal(map[string]any{"build": build, "manifest": r.Manifest, "as_of": day(r.AsOf), "models": r.Models, "rules": m.Rules, "units": m.Units})
	if err != nil {
		return fmt.Errorf("write build mark: %w", err)
	}
	folder := filepath.Join(h.dir, build)
	if err := durable.WriteFile(filepath.Join(folder, completeName), "", mark); err != nil {
		return err
	}
	if err := durable.Sync(folder); err != nil {
		return err
	}
	if err := durable.WriteFile(filepath.Join(h.dir, currentName), "", []byte(build+"\n")); err != nil {
		return err
	}
	return h.remove(func(b string) bool { return b != build && b != before })
}
