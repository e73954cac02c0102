package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program itself: the stories and the
// tests that kill it run it as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("LVZHI_AS_PROGRAM") != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"lvzhi": main})
}

// TestStories runs testdata/script/*.txtar: command, input, expected output.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"exits": exits, "gb18030": gb18030, "junk": junk, "zip": zipped,
	}})
}

// today is the clock of the tests that run in this process.
func today() time.Time { return time.Date(2024, 10, 20, 9, 0, 0, 0, time.UTC) }

// lvzhi runs one command in this process.
func lvzhi(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, log bytes.Buffer
	code = run(context.Background(), args, &out, &log, today)
	return code, out.String(), log.String()
}

// program is the command as a process that can be killed.
func program(args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), "LVZHI_AS_PROGRAM=1")
	return c
}

// query asks a workspace's published warehouse.
func query(t *testing.T, data, sql string) []map[string]any {
	t.Helper()
	code, out, log := lvzhi(t, "--data", data, "sql", "--format", "json", sql)
	if code != exitDone {
		t.Fatalf("%s\nexit %d: %s", sql, code, log)
	}
	var rows []map[string]any
	decoder := json.NewDecoder(strings.NewReader(out))
	if err := decoder.Decode(&rows); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return rows
}

func number(row map[string]any, column string) int {
	n, _ := row[column].(float64)
	return int(n)
}
