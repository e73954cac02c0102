package demo

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func write(t *testing.T, o Options) (string, Truth) {
	t.Helper()
	dir := t.TempDir()
	truth, err := Write(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, truth
}

func hashes(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = sha256.Sum256(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDump(t *testing.T) {
	start := time.Now()
	dir := os.Getenv("DUMP")
	if dir == "" {
		dir = t.TempDir()
	}
	truth, err := Write(context.Background(), dir, Options{Seed: 1, Scale: os.Getenv("SCALE")})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start), len(truth.Files), truth.Mandates)
	raw, _ := json.MarshalIndent(truth, "", " ")
	os.WriteFile(os.Getenv("DUMP")+".json", raw, 0o600)
}
