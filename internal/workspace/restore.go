package workspace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
)

// ErrOccupied is wrapped where a backup would be restored over something.
var ErrOccupied = errors.New("folder is not empty")

// NoRoomError says how much a backup needs at least and how much there is.
type NoRoomError struct{ Needs, Free int64 }

func (e *NoRoomError) Error() string {
	return fmt.Sprintf("needs %d bytes, %d are free", e.Needs, e.Free)
}

// restoring is the mark, and the lock, of a folder that is not whole yet.
const restoring = ".restoring"

// Restore makes a workspace at dir out of a backup: there whole, or not at
// all. dir may be there if it is empty. The backup is read twice, first to
// check it.
func Restore(ctx context.Context, backup, dir, owner string) (List, error) {
	if err := vacant(dir); err != nil {
		return List{}, err
	}
	f, err := os.Open(backup)
	if err != nil {
		return List{}, fmt.Errorf("open backup: %w", err)
	}
	defer f.Close()
	list, err := Inspect(ctx, f, within(dir))
	if err != nil {
		return list, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return list, fmt.Errorf("read backup again: %w", err)
	}
	return list, unpack(ctx, f, dir, owner)
}

// within reads files until they need more room than there is: a small file
// can be made that unpacks without end.
func within(dir string) func(rel string, content io.Reader) error {
	free, err := durable.Free(nearest(dir))
	if err != nil {
		return nil // writing will tell
	}
	return bounded(int64(min(free, math.MaxInt64-1)))
}

func bounded(room int64) func(rel string, content io.Reader) error {
	sum := int64(0)
	return func(_ string, content io.Reader) error {
		n, err := io.Copy(io.Discard, io.LimitReader(content, room-sum+1))
		if sum += n; sum > room {
			return &NoRoomError{sum, room}
		}
		return err
	}
}

// nearest is the folder itself, or the one that is there above it.
func nearest(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || filepath.Dir(dir) == dir {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("%w: %s", ErrOccupied, dir)
	}
	return nil
}

// unpack fills a folder beside dir and gives it the name when it is whole.
func unpack(ctx context.Context, from io.Reader, dir, owner string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("locate %s: %w", dir, err)
	}
	part := dir + ".part"
	mark, err := claim(ctx, part, owner)
	if err != nil {
		return err
	}
	defer mark.Close()
	if err := fill(ctx, from, part); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	mark.Close() // Windows removes no open file
	if err := os.Remove(filepath.Join(part, restoring)); err != nil {
		return fmt.Errorf("finish %s: %w", part, err)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // it is empty
		return fmt.Errorf("%w: %w", ErrOccupied, err)
	}
	return durable.Place(part, dir)
}

// claim makes the folder that is filled, or clears what a killed restore left
// in it.
func claim(ctx context.Context, part, owner string) (*os.File, error) {
	mark := filepath.Join(part, restoring)
	if _, err := os.Stat(mark); err != nil && vacant(part) != nil {
		return nil, fmt.Errorf("%w: %s", ErrOccupied, part) // not ours
	}
	held, err := durable.Lock(ctx, mark, owner, 0)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(part)
	for _, e := range entries {
		if e.Name() != restoring {
			err = errors.Join(err, os.RemoveAll(filepath.Join(part, e.Name())))
		}
	}
	if err != nil {
		held.Close()
		return nil, fmt.Errorf("clear %s: %w", part, err)
	}
	return held, nil
}

func fill(ctx context.Context, from io.Reader, part string) error {
	_, err := Inspect(ctx, from, func(rel string, content io.Reader) error {
		return place(filepath.Join(part, filepath.FromSlash(rel)), content)
	})
	if err != nil {
		return err
	}
	if _, err := lake.Read(part, 0); err != nil {
		return fmt.Errorf("read what was restored: %w", err)
	}
	return syncAll(part)
}

func place(path string, content io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if _, err := io.Copy(f, content); err != nil {
		f.Close()
		return fmt.Errorf("restore: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return nil
}

// syncAll has every file and folder on disk before the folder gets its name.
func syncAll(dir string) error {
	return filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return durable.Sync(path)
	})
}
