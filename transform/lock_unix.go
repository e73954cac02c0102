//go:build unix

package transform

import (
	"os"
	"syscall"
)

// hold waits for the exclusive lock. The system drops it with the process, so
// the lock of a dead run is no lock.
func hold(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			return err
		}
	}
}
