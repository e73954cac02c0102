package durable

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrLocked is wrapped when another process holds a lock; the text names the
// owner.
var ErrLocked = errors.New("held by another process")

// Lock takes the lock file at path for owner, waiting as long as patience
// for another to end. Closing the file gives it back; the system drops it with
// the process, however that ends.
func Lock(ctx context.Context, path, owner string, patience time.Duration) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	if err := hold(ctx, f, patience); err != nil {
		f.Close()
		return nil, err
	}
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(owner+"\n"), 0) // only a courtesy to whoever waits
	}
	return f, nil
}

// Holder says who holds the lock at path, "" where nobody does. It neither
// waits nor writes.
func Holder(path string) (string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("open lock: %w", err)
	}
	defer f.Close() // which lets go of the lock again
	if free, err := tryLock(f); free || err != nil {
		return "", err
	}
	return ownerIn(f), nil
}

// ownerIn reads what the holder wrote; where that cannot be read nobody is
// named.
func ownerIn(f *os.File) string {
	owner, _ := io.ReadAll(io.LimitReader(f, 200))
	if name := strings.TrimSpace(string(owner)); name != "" {
		return name
	}
	return "?"
}

func hold(ctx context.Context, f *os.File, patience time.Duration) error {
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	enough := time.NewTimer(patience)
	defer enough.Stop()
	for {
		if held, err := tryLock(f); held || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for %s: %w", f.Name(), ctx.Err())
		case <-enough.C:
			return fmt.Errorf("%w: %s", ErrLocked, ownerIn(f))
		case <-again.C:
		}
	}
}
