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
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"lvzhi/internal/lake"
)

// ErrNoBackup is wrapped for a file that is none of ours, or one that is cut
// short or changed.
var ErrNoBackup = errors.New("no whole backup")

// What a backup may hold at most, so that a file made to harm stops early.
const (
	mostFiles  = 1 << 20
	longestTOC = 256 << 20
	mostWindow = 32 << 20 // of memory, for the decoder
)

// Inspect reads a whole backup and compares every file with the list at its
// end. Each file's content is handed to take, which may be nil; a file handed
// over is not known to be right until Inspect returns without an error.
func Inspect(ctx context.Context, from io.Reader, take func(rel string, content io.Reader) error) (List, error) {
	packed, err := zstd.NewReader(from, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(mostWindow))
	if err != nil {
		return List{}, fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	defer packed.Close()
	r := &reader{ctx: ctx, archive: tar.NewReader(packed), take: take, found: map[string]Entry{}}
	for r.list == nil {
		if err := ctx.Err(); err != nil {
			return List{}, err
		}
		if err := r.member(); err != nil {
			return List{}, err
		}
	}
	if _, err := r.archive.Next(); !errors.Is(err, io.EOF) {
		return List{}, fmt.Errorf("%w: something stands behind the list", ErrNoBackup)
	}
	if n, err := io.Copy(io.Discard, packed); err != nil || n > 0 { // to the end: there stands the checksum
		return List{}, fmt.Errorf("%w: %d bytes stand behind it (%v)", ErrNoBackup, n, err)
	}
	return *r.list, r.compare()
}

type reader struct {
	ctx     context.Context
	archive *tar.Reader
	take    func(rel string, content io.Reader) error
	found   map[string]Entry
	list    *List
}

// member reads the next file, or the list.
func (r *reader) member() error {
	head, err := r.archive.Next()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	if head.Name == listName {
		return r.readList()
	}
	rel, inside := strings.CutPrefix(head.Name, inArchive)
	if head.Typeflag != tar.TypeReg || !inside || rel == "" || strings.ContainsAny(rel, "\\\x00") || !filepath.IsLocal(filepath.FromSlash(rel)) || filepath.ToSlash(filepath.Clean(filepath.FromSlash(rel))) != rel {
		return fmt.Errorf("%w: a member is named %q", ErrNoBackup, head.Name)
	}
	if _, twice := r.found[rel]; twice || len(r.found) >= mostFiles {
		return fmt.Errorf("%w: %q stands in it twice, or there are too many files", ErrNoBackup, rel)
	}
	sum := sha256.New()
	content := &counted{ctx: r.ctx, from: io.TeeReader(r.archive, sum)}
	if r.take != nil {
		if err := r.take(rel, content); err != nil {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, content); err != nil {
		return err
	}
	r.found[rel] = Entry{rel, content.n, hex.EncodeToString(sum.Sum(nil))}
	return nil
}

// counted counts what is read, and tells a fault of the backup from one of
// whoever takes the content.
type counted struct {
	ctx  context.Context
	from io.Reader
	n    int64
}

func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil { // one member may be very long
		return 0, err
	}
	n, err := c.from.Read(p)
	c.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	return n, err
}

func (r *reader) readList() error {
	raw, err := io.ReadAll(io.LimitReader(r.archive, longestTOC))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	r.list = &List{}
	if err := json.Unmarshal(raw, r.list); err != nil {
		return fmt.Errorf("%w: %w", ErrNoBackup, err)
	}
	return nil
}

// compare looks whether exactly the listed files were found.
func (r *reader) compare() error {
	if r.list.Format > lake.Format {
		return &lake.FormatError{Found: r.list.Format}
	}
	for _, e := range r.list.Files {
		if r.found[e.Path] != e {
			return fmt.Errorf("%w: %s is not what the list says", ErrNoBackup, e.Path)
		}
		delete(r.found, e.Path)
	}
	for rel := range r.found {
		return fmt.Errorf("%w: %s is not in the list", ErrNoBackup, rel)
	}
	return nil
}
