package ingest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A large file that is written to while it is read is nobody's file: nothing
// of it is kept, and it can be sent again.
func TestFileChangedWhileRead(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "濮阳市2024年9月履职活动.csv")
	if err := activitiesCSV(path, "2024-09", heldWhole/100, false); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Size() <= heldWhole {
		t.Fatalf("the file is read at once: %v, %v", info.Size(), err)
	}
	calls := 0
	d.Progress = func(string, int64, float64) {
		if calls++; calls > 1 {
			return
		}
		file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Error(err)
			return
		}
		defer file.Close()
		if _, err := file.WriteString("张三,县级,范县,2024-09-01,视察,视察,范县人大常委会,第1联络站,出席,1\n"); err != nil {
			t.Error(err)
		}
	}
	all, err := d.Receive(context.Background(), path, Hints{})
	if err != nil || len(all) != 1 || all[0].Status != Refused || !strings.Contains(all[0].Problems[len(all[0].Problems)-1].Message, "被改动") || calls == 0 {
		t.Fatalf("%+v, %v", all, err)
	}
	if d.Lake.State.Number != 0 || len(d.Lake.State.Files) != 0 {
		t.Errorf("something of it is in the lake: %+v", d.Lake.State)
	}
	d.Progress = nil
	if all, err = d.Receive(context.Background(), path, Hints{}); err != nil || all[0].Status != Accepted {
		t.Errorf("sent again: %+v, %v", all, err)
	}
}
