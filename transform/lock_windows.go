package transform

import (
	"os"

	"golang.org/x/sys/windows"
)

// hold waits for the exclusive lock. The system drops it with the process, so
// the lock of a dead run is no lock.
func hold(f *os.File) error {
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &windows.Overlapped{})
}
