package glossary

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// CSV is the dictionary as one list, with the mark by which Excel knows UTF-8.
func CSV(tables []Table) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\uFEFF")
	w := csv.NewWriter(&out)
	if err := w.Write(heads); err != nil {
		return nil, fmt.Errorf("write dictionary: %w", err)
	}
	for _, t := range tables {
		for _, c := range t.Columns {
			if err := w.Write(t.line(c)); err != nil {
				return nil, fmt.Errorf("write dictionary: %w", err)
			}
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
