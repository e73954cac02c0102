//go:build unix

package durable

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Free is how many bytes may still be written below path.
func Free(path string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(path, &s); err != nil {
		return 0, fmt.Errorf("free space of %s: %w", path, err)
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}

// IsFull reports whether a write failed because no room was left.
func IsFull(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

// IsTooLarge reports whether a write failed because the file system holds no
// file of that size.
func IsTooLarge(err error) bool { return errors.Is(err, unix.EFBIG) }

// IsBroken reports whether the disk itself could not read or write.
func IsBroken(err error) bool { return errors.Is(err, unix.EIO) }

// IsReadOnly reports whether nothing may be written there at all.
func IsReadOnly(err error) bool { return errors.Is(err, unix.EROFS) }

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, unix.EINVAL) { // some network drives sync no folders
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
