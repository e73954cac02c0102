package workspace

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
)

// A backup is one tar.zst: the files of a workspace below workspace/, and at
// its end BACKUP.json, the list of them with their hashes.
const (
	inArchive = "workspace/"
	listName  = "BACKUP.json"
)

// Entry is one file of a backup.
type Entry struct {
	Path   string `json:"path"` // below the workspace, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// List is what a backup says of itself.
type List struct {
	Format   int       `json:"format"` // of the workspace
	Program  string    `json:"program"`
	MadeAt   time.Time `json:"made_at"`
	Manifest int64     `json:"manifest"`
	Files    []Entry   `json:"files"`
	Skipped  []string  `json:"skipped,omitempty"` // links and other things that are no files
}

// Bytes is the size of all files together.
func (l List) Bytes() int64 {
	var sum int64
	for _, e := range l.Files {
		sum += e.Bytes
	}
	return sum
}

// Copy says what to put into a backup.
type Copy struct {
	Root        string
	Program     string // the version that makes it
	Now         time.Time
	IsWithInbox bool // also the files as they came, which may hold private numbers
	IsWithBuild bool // also the warehouse, which can be built again
}

// ErrChanged is wrapped when a file changed while it was copied.
var ErrChanged = errors.New("file changed while it was copied")

// Pack writes a backup. The caller holds the writer's lock.
func Pack(ctx context.Context, to io.Writer, c Copy) (List, error) {
	var err error
	if c.Root, err = filepath.EvalSymlinks(c.Root); err != nil { // a walk follows no link, also not at its start
		return List{}, fmt.Errorf("pack: %w", err)
	}
	state, err := lake.Read(c.Root, 0)
	if err != nil {
		return List{}, fmt.Errorf("pack: %w", err)
	}
	list := List{Program: c.Program, MadeAt: c.Now.UTC(), Manifest: state.Number, Files: []Entry{}}
	if list.Format, err = lake.FormatOf(c.Root); err != nil {
		return list, fmt.Errorf("pack: %w", err)
	}
	packed, err := zstd.NewWriter(to, zstd.WithEncoderConcurrency(2), zstd.WithWindowSize(4<<20), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return list, fmt.Errorf("pack: %w", err)
	}
	archive := tar.NewWriter(packed)
	err = c.walk(func(rel string, info fs.FileInfo) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			list.Skipped = append(list.Skipped, rel)
			return nil
		}
		e, err := c.add(archive, rel, info)
		list.Files = append(list.Files, e)
		return err
	})
	if err == nil {
		err = addList(archive, list)
	}
	return list, errors.Join(err, archive.Close(), packed.Close())
}

// walk visits what belongs into a backup. Left out are locks, unfinished
// files, the program's own log, and what was not asked for.
func (c Copy) walk(visit func(rel string, info fs.FileInfo) error) error {
	out := []string{"logs", "manifests/lock", "manifests/tmp", "warehouse/.lock"}
	if !c.IsWithInbox {
		out = append(out, "inbox")
	}
	if !c.IsWithBuild {
		out = append(out, "warehouse")
	}
	return filepath.WalkDir(c.Root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(c.Root, path)
		if err != nil {
			return err
		}
		switch rel = filepath.ToSlash(rel); {
		case slices.Contains(out, rel), strings.HasPrefix(e.Name(), durable.Unfinished):
			if e.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		return visit(rel, info)
	})
}

func (c Copy) add(archive *tar.Writer, rel string, info fs.FileInfo) (Entry, error) {
	e := Entry{Path: rel, Bytes: info.Size()}
	f, err := os.Open(filepath.Join(c.Root, filepath.FromSlash(rel)))
	if err != nil {
		return e, fmt.Errorf("pack: %w", err)
	}
	defer f.Close()
	head := &tar.Header{Name: inArchive + rel, Mode: 0o600, Size: e.Bytes, ModTime: info.ModTime().Truncate(time.Second), Format: tar.FormatPAX}
	if err := archive.WriteHeader(head); err != nil {
		return e, fmt.Errorf("pack %s: %w", rel, err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(archive, sum), io.LimitReader(f, e.Bytes))
	if err != nil {
		return e, fmt.Errorf("pack %s: %w", rel, err)
	}
	if after, err := f.Stat(); err != nil || n != e.Bytes || after.Size() != e.Bytes || !after.ModTime().Equal(info.ModTime()) {
		return e, fmt.Errorf("%w: %s", ErrChanged, rel)
	}
	e.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return e, nil
}

func addList(archive *tar.Writer, list List) error {
	raw, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return fmt.Errorf("encode list: %w", err)
	}
	if err := archive.WriteHeader(&tar.Header{Name: listName, Mode: 0o600, Size: int64(len(raw)), ModTime: list.MadeAt.Truncate(time.Second), Format: tar.FormatPAX}); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	if _, err := archive.Write(raw); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	return nil
}
