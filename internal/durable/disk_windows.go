package durable

import (
	"errors"
	"fmt"

	"golang.org/x/sys/windows"
)

// Free is how many bytes may still be written below path.
func Free(path string) (uint64, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return 0, fmt.Errorf("free space of %s: %w", path, err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("free space of %s: %w", path, err)
	}
	return free, nil
}

// IsFull reports whether a write failed because no room was left.
func IsFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// IsTooLarge reports whether a write failed because the file system holds no
// file of that size.
func IsTooLarge(err error) bool { return errors.Is(err, windows.ERROR_FILE_TOO_LARGE) }

// IsBroken reports whether the disk itself could not read or write.
func IsBroken(err error) bool {
	return errors.Is(err, windows.ERROR_CRC) || errors.Is(err, windows.ERROR_IO_DEVICE)
}

// IsReadOnly reports whether nothing may be written there at all.
func IsReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

// syncFolder has nothing to do: Windows keeps the names of files in its
// journal and syncs no folders.
func syncFolder(string) error { return nil }
