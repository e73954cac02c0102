package durable

import (
	"context"
	"errors"
	"fmt"
	"io"
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
			owner, _ := io.ReadAll(io.LimitReader(f, 200)) // nobody is named where it cannot be read
			return fmt.Errorf("%w: %s", ErrLocked, strings.TrimSpace(string(owner)))
		case <-again.C:
		}
	}
}
