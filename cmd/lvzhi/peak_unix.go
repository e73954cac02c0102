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
