package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
	"lvzhi/internal/lake"
)

// What was kept of a file's bytes.
const (
	notKept    = letter.NotKept
	keptPlain  = letter.Kept
	keptSealed = letter.Sealed
)

// Originals says which original bytes are kept. The zero value keeps those of
// files in which nothing private was found.
type Originals struct {
	None bool // keep none at all
	// Seal encrypts what is kept, for a key the office holds; then files with
	// private columns are kept too. nil keeps plain bytes of clean files only.
	Seal func(io.Writer) (io.WriteCloser, error)
}

// keep puts the original bytes into raw/, if they may be kept.
func (r *Receiver) keep(src *original, private bool) (letter.Original, error) {
	sealed := r.Originals.Seal != nil
	if r.Originals.None || !sealed && (private || hasPrivatePart(src)) {
		return notKept, nil
	}
	rel := lake.RawPath(src.sha256, sealed)
	file, err := r.Lake.CreateFile(rel)
	if err != nil {
		return notKept, err
	}
	defer file.Discard()
	sum := sha256.New()
	if err := r.copyOriginal(file, src, sum); err != nil {
		return notKept, err
	}
	if hex.EncodeToString(sum.Sum(nil)) != src.sha256 {
		return notKept, changedMeanwhile
	}
	if err := file.Place(); err != nil {
		return notKept, err
	}
	if sealed {
		return keptSealed, nil
	}
	return keptPlain, nil
}

func (r *Receiver) copyOriginal(to io.Writer, src *original, sum io.Writer) error {
	from := io.TeeReader(io.NewSectionReader(src, 0, src.Size()), sum)
	if r.Originals.Seal == nil {
		_, err := io.Copy(to, from)
		return err
	}
	sealing, err := r.Originals.Seal(to)
	if err != nil {
		return err
	}
	if _, err := io.Copy(sealing, from); err != nil {
		return fmt.Errorf("seal: %w", err)
	}
	return sealing.Close()
}

// searchable are the formats of which every part can be searched for private
// numbers.
func searchable(f sheet.Format) bool {
	return f == sheet.CSV || f == sheet.XLSX || f == sheet.DOCX
}
