package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lvzhi/internal/durable"
)

// While a transform runs its half-made build is left alone, and that is said.
func TestGCBesideATransform(t *testing.T) {
	data := t.TempDir()
	half := filepath.Join(data, "warehouse", "half")
	if err := os.MkdirAll(half, 0o700); err != nil {
		t.Fatal(err)
	}
	lock, err := durable.Lock(context.Background(), filepath.Join(data, "warehouse", ".lock"), "transform", 0)
	if err != nil {
		t.Fatal(err)
	}
	if code, out, said := lvzhi(t, "--data", data, "gc", "--grace", "0", "--json"); code != exitDone || !strings.Contains(out, `"warehouse/half"`) || !strings.Contains(out, `"removed_files": 0`) {
		t.Errorf("exit %d: %s%s", code, out, said)
	}
	if _, err := os.Stat(half); err != nil {
		t.Error("the build at work is gone")
	}
	lock.Close()
	if code, out, _ := lvzhi(t, "--data", data, "gc", "--grace", "0"); code != exitDone || !strings.Contains(out, "被中断的运行留下的残留：1个") {
		t.Errorf("exit %d: %s", code, out)
	}
	if _, err := os.Stat(half); err == nil {
		t.Error("the half-made build is still there")
	}
}

func TestGrace(t *testing.T) {
	for text, want := range map[string]time.Duration{"7d": 168 * time.Hour, "0": 0, "0d": 0, "12h": 12 * time.Hour, "90m": 90 * time.Minute} {
		if got, err := parseGrace(text); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "d", "-1d", "-1h", "7", "七天", "1.5d", "999999999d"} {
		if _, err := parseGrace(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{0: "0字节", 999: "999字节", 1000: "1.0 KB", 1536: "1.5 KB", 5 << 30: "5.0 GB", 3 << 50: "3072.0 TB"} {
		if got := size(bytes); got != want {
			t.Errorf("%d is %s, want %s", bytes, got, want)
		}
	}
}
