package workspace

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// FuzzInspect reads what is said to be a backup: it is one, or it is refused.
func FuzzInspect(f *testing.F) {
	root := f.TempDir()
	if err := os.WriteFile(root+"/lvzhi.yaml", []byte("title: 月报\n"), 0o600); err != nil {
		f.Fatal(err)
	}
	var whole bytes.Buffer
	if _, err := Pack(context.Background(), &whole, Copy{Root: root, Now: noon}); err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add(whole.Bytes()[:whole.Len()/2])
	for _, name := range []string{"workspace/../x", "BACKUP.json", "workspace/a"} {
		var out bytes.Buffer
		packed, err := zstd.NewWriter(&out)
		if err != nil {
			f.Fatal(err)
		}
		w := tar.NewWriter(packed)
		err = w.WriteHeader(&tar.Header{Name: name, Size: 2})
		_, writeErr := w.Write([]byte("{}"))
		if err := errors.Join(err, writeErr, w.Close(), packed.Close()); err != nil {
			f.Fatal(err)
		}
		f.Add(out.Bytes())
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := Inspect(context.Background(), bytes.NewReader(raw), bounded(64<<20))
		var room *NoRoomError
		if err != nil && !errors.Is(err, ErrNoBackup) && !errors.As(err, &room) && list.Format <= 2 {
			t.Errorf("%v", err)
		}
	})
}
