package lake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lvzhi/internal/durable"
)

// Format is the form of workspace this program writes.
//
//	1  no marker; manifests without a hash of their own; what receipts hold is
//	   noted nowhere
//	2  manifests/format.json; manifests and journals carry hashes; receipts and
//	   original bytes are noted in manifests/kept.jsonl; files are the owner's only
//
// Format 1 is read as it is and upgraded before it is written to.
const Format = 2

// FormatError is returned for a workspace in another form than this program's.
type FormatError struct{ Found int }

func (e *FormatError) Error() string {
	return fmt.Sprintf("workspace is of format %d, this program writes %d", e.Found, Format)
}

// IsNewer reports whether a newer program wrote the workspace.
func (e *FormatError) IsNewer() bool { return e.Found > Format }

func formatPath(root string) string { return filepath.Join(root, "manifests", "format.json") }

// FormatOf is the form of the workspace at root, 0 where nothing was taken in
// yet. A marker that cannot be read is ErrDamaged.
func FormatOf(root string) (int, error) {
	raw, err := os.ReadFile(formatPath(root))
	if errors.Is(err, fs.ErrNotExist) {
		return formatWithoutMarker(root)
	}
	if err != nil {
		return 0, fmt.Errorf("read format of workspace: %w", err)
	}
	var marker struct{ Format int }
	carried, right := sumOf(raw)
	if err := json.Unmarshal(raw, &marker); err != nil || marker.Format < 1 || carried && !right {
		return 0, fmt.Errorf("%w: %s", ErrDamaged, formatPath(root))
	}
	return marker.Format, nil
}

func formatWithoutMarker(root string) (int, error) {
	numbers, err := manifestNumbers(root)
	if err != nil {
		return 0, err
	}
	if _, err := os.Stat(refusalsPath(root)); err == nil || len(numbers) > 0 {
		return 1, nil
	}
	return 0, nil
}

// readable refuses a workspace that a newer program wrote. A damaged marker
// keeps nobody from reading: each manifest names its own format.
func readable(root string) error {
	if found, err := FormatOf(root); err == nil && found > Format {
		return &FormatError{found}
	}
	return nil
}

// writable refuses a workspace of any other form, and marks a new one.
func writable(root, temp string) error {
	switch found, err := FormatOf(root); {
	case err != nil:
		return err
	case found == 0:
		return mark(root, temp)
	case found != Format:
		return &FormatError{found}
	}
	return nil
}

func mark(root, temp string) error {
	raw, err := json.Marshal(map[string]int{"format": Format})
	if err != nil {
		return fmt.Errorf("encode format: %w", err)
	}
	return durable.WriteFile(formatPath(root), temp, append(withSum(raw), '\n'))
}
