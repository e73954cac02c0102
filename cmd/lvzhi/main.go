// Command lvzhi turns the cities' exports about people's-congress deputies
// into a checked lake, a warehouse, monthly reports and answers to SQL.
// Package main wires the rooms together; one file per command.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	keepPrivate()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr, time.Now)
	stop()
	os.Exit(code)
}
