//go:build !unix

package main

// peakMB is unknown here.
func peakMB() int64 { return -1 }

// keepPrivate has nothing to do: folders decide who reads.
func keepPrivate() {}
