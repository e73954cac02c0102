package ingest

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// desk is a workspace with its receiver; every file is received at noon on 8
// October 2024.
type desk struct {
	*Receiver
	t    *testing.T
	root string
	log  *bytes.Buffer
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, root: filepath.Join(t.TempDir(), "data"), log: &bytes.Buffer{}}
	w, err := lake.OpenWriter(context.Background(), d.root, "test", 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	d.Receiver = &Receiver{Lake: w, Datasets: datasets, Places: province18(t), Log: slog.New(slog.NewTextHandler(d.log, nil)),
		Now: func() time.Time { return time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC) }}
	return d
}

func province18(t *testing.T) *contracts.Places {
	t.Helper()
	p, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// send puts a file outside the workspace, and receives it.
func (d *desk) send(name string, content []byte, given Hints) Outcome {
	d.t.Helper()
	path := filepath.Join(filepath.Dir(d.root), "inbox", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		d.t.Fatal(err)
	}
	all, err := d.Receive(context.Background(), path, given)
	if len(all) != 1 {
		d.t.Fatalf("%d outcomes: %v", len(all), err)
	}
	o := all[0]
	if err != nil {
		d.t.Fatal(err)
	}
	if o.Read != o.Accepted+o.Quarantined+o.Skipped {
		d.t.Errorf("%s: read %d, accepted %d, quarantined %d, skipped %d", name, o.Read, o.Accepted, o.Quarantined, o.Skipped)
	}
	return o
}

// votes is a csv of ballots under a title.
func votes(title string, rows ...string) []byte {
	return []byte(title + "\n姓名,述职日期,发出票数,收回票数,有效票数,满意,基本满意,不满意,弃权\n" + strings.Join(rows, "\n") + "\n")
}

const (
	sound  = "张三,9月9日,50,50,50,45,3,2,0"
	second = "李四,9月10日,50,50,50,44,3,3,0"
	broken = "王五,9月11日,50,51,51,45,3,2,1"
)

// tree maps every file below the workspace to its content, but for the lock.
func (d *desk) tree() map[string]string {
	d.t.Helper()
	all := map[string]string{}
	_ = filepath.WalkDir(d.root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "lock" {
			return err
		}
		raw, readErr := os.ReadFile(path)
		if readErr != nil {
			d.t.Fatal(readErr)
		}
		rel, _ := filepath.Rel(d.root, path)
		all[filepath.ToSlash(rel)] = string(raw)
		return nil
	})
	return all
}

// under counts the files of a room.
func (d *desk) under(room string) int {
	n := 0
	for path := range d.tree() {
		if strings.HasPrefix(path, room+"/") {
			n++
		}
	}
	return n
}

// receipt reads a receipt back as rows of sheets.
func (d *desk) receipt(o Outcome) map[string][][]string {
	d.t.Helper()
	f, err := excelize.OpenFile(filepath.Join(d.root, o.Receipt))
	if err != nil {
		d.t.Fatalf("receipt %q: %v", o.Receipt, err)
	}
	defer f.Close()
	sheets := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			d.t.Fatal(err)
		}
		sheets[name] = rows
		for r := range rows {
			for c := range rows[r] {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula(name, cell); formula != "" {
					d.t.Errorf("%s!%s is a formula: %s", name, cell, formula)
				}
			}
		}
	}
	return sheets
}

func workbook(t *testing.T, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := io.Copy(&out, must(f.WriteToBuffer())); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
