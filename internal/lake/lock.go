package lake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// ErrLocked is wrapped when another process holds the lake; the text names
// the owner.
var ErrLocked = errors.New("workspace is being written by another process")

// lock takes the one writer's place. The kernel frees it when the process
// ends, however it ends.
func lock(ctx context.Context, path, owner string, patience time.Duration) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock: %w", err)
	}
	deadline, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			f.Close()
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		select {
		case <-deadline.Done():
			if err := ctx.Err(); err != nil {
				f.Close()
				return nil, fmt.Errorf("wait for the workspace: %w", err)
			}
			holder, _ := io.ReadAll(io.LimitReader(f, 200))
			f.Close()
			return nil, fmt.Errorf("%w: %s", ErrLocked, strings.TrimSpace(string(holder)))
		case <-time.After(50 * time.Millisecond):
		}
	}
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(owner+"\n"), 0) // only a courtesy to whoever waits
	}
	return f, nil
}
