package demo

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// csvBytes writes one grid in the unit's encoding, with the line ends of
// Windows. A blank line stays a line.
func csvBytes(g *grid, format string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, l := range g.lines {
		record := make([]string, len(l.cells))
		for i, c := range l.cells {
			record[i] = printed(c.value)
		}
		if err := w.Write(record); err != nil {
			return nil, fmt.Errorf("write csv: %w", err)
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write csv: %w", err)
	}
	switch format {
	case "csv-gb18030":
		raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes(out.Bytes())
		if err != nil {
			return nil, fmt.Errorf("encode GB18030: %w", err)
		}
		return raw, nil
	case "csv-bom":
		return append([]byte("\xef\xbb\xbf"), out.Bytes()...), nil
	}
	return out.Bytes(), nil
}

func printed(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
