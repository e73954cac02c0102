package campaign

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"lvzhi/contracts"
	"lvzhi/ingest"
	"lvzhi/internal/lake"
)

// desk is a workspace with its receiver, at noon on 8 October 2024.
type desk struct {
	*ingest.Receiver
	t    testing.TB
	root string
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d, err := openDesk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d.t = t
	t.Cleanup(func() { d.Lake.Close() })
	return d
}

func openDesk(folder string) (*desk, error) {
	datasets, err := contracts.Datasets()
	if err != nil {
		return nil, err
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		return nil, err
	}
	d := &desk{root: filepath.Join(folder, "data")}
	w, err := lake.OpenWriter(context.Background(), d.root, "campaign", 0)
	if err != nil {
		return nil, err
	}
	d.Receiver = &ingest.Receiver{Lake: w, Datasets: datasets, Places: places, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Now: func() time.Time { return time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC) }}
	return d, nil
}

// send puts a file outside the workspace and receives it.
func (d *desk) send(name string, content []byte) ([]ingest.Outcome, error) {
	d.t.Helper()
	path := filepath.Join(filepath.Dir(d.root), "inbox", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		d.t.Fatal(err)
	}
	defer os.Remove(path)
	return d.Receive(context.Background(), path, ingest.Hints{})
}

// spot is where a row stood in its file.
type spot struct {
	sheet string
	row   int
}

// lie lists where the rows stood that lie in a room of the workspace, of one
// batch.
func (d *desk) lie(room string, batch string) []spot {
	d.t.Helper()
	var all []spot
	err := filepath.WalkDir(filepath.Join(d.root, room), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".parquet" || !strings.Contains(filepath.Base(path), batch) {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parquet.OpenFile(strings.NewReader(string(raw)), int64(len(raw)))
		if err != nil {
			return err
		}
		for r := parquet.NewReader(file); ; {
			row := map[string]any{}
			if r.Read(&row) != nil {
				return nil
			}
			sheet, _ := row["source_sheet"].(string)
			number, _ := row["source_row"].(int64)
			all = append(all, spot{sheet, int(number)})
		}
	})
	if err != nil && !os.IsNotExist(err) {
		d.t.Fatal(err)
	}
	return all
}
