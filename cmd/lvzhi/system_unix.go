//go:build unix

package main

import "syscall"

// peakMB is the most memory the process held so far, in MB; -1 if unknown.
func peakMB() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return -1
	}
	return int64(usage.Maxrss) / 1024
}

// keepPrivate lets nobody else read what the process writes, also what
// libraries write beside our files.
func keepPrivate() { syscall.Umask(0o077) }
