package lake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lvzhi/internal/durable"
)

// Upgrade brings a workspace of an older format to this program's. Every step
// can be done again; the marker is written last, so that an upgrade cut short
// is still the old format.
func Upgrade(ctx context.Context, root, owner string, patience time.Duration) (from int, err error) {
	if from, err = FormatOf(root); errors.Is(err, ErrDamaged) {
		from, err = 1, nil // a marker that cannot be read is written again
	}
	if err != nil || from == 0 || from == Format {
		return from, err
	}
	if from > Format {
		return from, &FormatError{from}
	}
	held, err := durable.Lock(ctx, lockPath(root), owner, patience)
	if err != nil {
		return from, err
	}
	defer held.Close()
	if _, err := Read(root, 0); err != nil {
		return from, fmt.Errorf("upgrade: %w", err)
	}
	if err := makePrivate(root); err != nil {
		return from, fmt.Errorf("upgrade: %w", err)
	}
	if err := noteKept(ctx, root); err != nil {
		return from, fmt.Errorf("upgrade: %w", err)
	}
	return from, mark(root, "")
}

func lockPath(root string) string { return filepath.Join(root, "manifests", "lock") }

// makePrivate takes everyone but the owner the right to look into the
// workspace's rooms. The inbox is the user's own.
func makePrivate(root string) error {
	for _, room := range []string{"lake", "quarantine", "receipts", "raw", "manifests", "warehouse", "reports"} {
		err := filepath.WalkDir(filepath.Join(root, room), func(path string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case e.IsDir():
				return os.Chmod(path, 0o700)
			case e.Type().IsRegular():
				return os.Chmod(path, 0o600)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// noteKept notes what receipts and original bytes hold today, where nothing is
// noted yet.
func noteKept(ctx context.Context, root string) error {
	notes, _, err := readKept(root)
	if err != nil {
		return err
	}
	for _, room := range []string{"receipts", "raw"} {
		err := filepath.WalkDir(filepath.Join(root, room), func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || !e.Type().IsRegular() || strings.HasPrefix(e.Name(), durable.Unfinished) {
				return err
			}
			k, err := noteOf(ctx, root, path)
			if err == nil && notes[k.Path] == nil {
				notes[k.Path] = []Kept{k}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return writeKept(root, "", notes)
}

func noteOf(ctx context.Context, root, path string) (Kept, error) {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return Kept{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return Kept{}, err
	}
	sum, err := hashOf(ctx, path)
	return Kept{Path: filepath.ToSlash(rel), Bytes: info.Size(), SHA256: sum}, err
}
