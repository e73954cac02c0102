package lake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// journal is a file of one JSON object a line that is only ever appended to.
type journal struct {
	path string
	file *os.File
	late bool // lines were written that are not on disk for certain
}

// add appends one object. It starts on a line of its own even where a crash
// tore the last one.
func (j *journal) add(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode line of %s: %w", j.path, err)
	}
	line = append(withSum(line), '\n')
	if j.file == nil {
		if j.file, err = os.OpenFile(j.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600); err != nil {
			return fmt.Errorf("open %s: %w", j.path, err)
		}
		if info, err := j.file.Stat(); err == nil && info.Size() > 0 {
			line = append([]byte{'\n'}, line...)
		}
	}
	j.late = true
	if _, err := j.file.Write(line); err != nil {
		return fmt.Errorf("write %s: %w", j.path, err)
	}
	return nil
}

// sync has what was added on disk.
func (j *journal) sync() error {
	if !j.late {
		return nil
	}
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", j.path, err)
	}
	j.late = false
	return nil
}

func (j *journal) close() {
	if j.file != nil {
		j.file.Close()
		j.file = nil
	}
}

// readJournal returns the lines that are whole. A line torn by a crash is no
// line and no damage; one that is closed and not what was written is damage.
func readJournal(path string) (lines [][]byte, damaged int, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("read %s: %w", path, err)
	}
	for line := range bytes.Lines(raw) {
		line = bytes.TrimSpace(line)
		carried, right := sumOf(line)
		switch whole := json.Valid(line); {
		case len(line) == 0:
		case whole && (right || !carried): // lines of format 1 carry no hash
			lines = append(lines, line)
		case whole, bytes.HasSuffix(line, []byte("}")):
			damaged++
		}
	}
	return lines, damaged, nil
}
