package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/ingest/check"
)

// The log file logs/lvzhi.log says which command ran when, for how long, and
// how it ended: one JSON object a line, every text with private numbers taken
// out. It holds no arguments: a question to the warehouse may name a person.
const (
	logLimit = 1 << 20 // bytes of one file
	logFiles = 4       // lvzhi.log, lvzhi.1.log …
)

// diary writes the log file. It opens at the first line, and only where a
// workspace is; where it cannot write it is silent, so that a workspace that
// may only be read can be read.
type diary struct {
	mu    sync.Mutex
	room  string // the workspace, once it is known
	file  *os.File
	bytes int64
}

func (d *diary) Write(line []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.file != nil && d.bytes >= logLimit {
		d.shut()
	}
	if d.file == nil && !d.open() {
		return len(line), nil
	}
	n, err := d.file.Write(line)
	d.bytes += int64(n)
	return n, err
}

func (d *diary) open() bool {
	if _, err := os.Stat(filepath.Join(d.room, "manifests")); d.room == "" || err != nil {
		return false
	}
	folder := filepath.Join(d.room, "logs")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return false
	}
	path := filepath.Join(folder, "lvzhi.log")
	if info, err := os.Stat(path); err == nil && info.Size() >= logLimit {
		for i := logFiles - 1; i > 0; i-- { // one that cannot be moved is written on
			_ = os.Rename(numbered(path, i-1), numbered(path, i))
		}
	}
	var err error
	if d.file, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600); err != nil {
		return false
	}
	if info, err := d.file.Stat(); err == nil {
		d.bytes = info.Size()
	}
	return true
}

func numbered(path string, i int) string {
	if i == 0 {
		return path
	}
	return fmt.Sprintf("%s.%d.log", path[:len(path)-len(".log")], i)
}

func (d *diary) shut() {
	if d.file != nil {
		d.file.Close()
		d.file = nil
	}
}

// log speaks to standard error, and to the log file.
func (a *app) log() *slog.Logger {
	level := slog.LevelWarn
	if a.verbose {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewMultiHandler(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}), a.fileLog()))
}

// fileLog writes to the log file alone.
func (a *app) fileLog() slog.Handler {
	return slog.NewJSONHandler(a.diary, &slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: func(_ []string, attr slog.Attr) slog.Attr {
		switch v := attr.Value.Any().(type) {
		case time.Time:
			return slog.String(attr.Key, a.now().Format(time.RFC3339))
		case string:
			return slog.String(attr.Key, scrubbed(v))
		case error:
			return slog.String(attr.Key, scrubbed(v.Error()))
		case []string:
			return slog.String(attr.Key, scrubbed(fmt.Sprint(v)))
		}
		return attr
	}})
}

func scrubbed(text string) string {
	clean, _ := check.Scrub(text)
	return clean
}

// began and ended put a command into the log file; one that was killed has
// only begun.
func (a *app) began(c *cobra.Command) {
	slog.New(a.fileLog()).Info("begin", "command", c.CommandPath(), "version", version, "process", os.Getpid())
}

func (a *app) ended(c *cobra.Command, code int, took time.Duration, err error) {
	log := slog.New(a.fileLog()).With("command", c.CommandPath(), "process", os.Getpid(), "exit", code, "milliseconds", took.Milliseconds())
	var s *spoken
	switch errors.As(err, &s); {
	case err == nil:
		log.Info("end")
	case s == nil:
		log.Error("end", "error", err)
	case s.said:
		log.Warn("end")
	case s.cause == nil, s.explain: // what DuckDB says of a query repeats the query
		log.Error("end", "error", s.sentence)
	default:
		log.Error("end", "error", s.sentence, "cause", s.cause)
	}
}
