package models

import (
	"fmt"
	"strings"
)

// header is the first comment block of a file: prose, and lines `key: value`
// for the keys known here. A line `rows: schema.table where …` says of an input
// which of its rows r a row m of the table was made of, where the SELECT does
// not show it by columns in common.
type header struct {
	meaning string
	keys    map[string]string
}

var headerKeys = []string{"grain", "by", "columns", "rows", "severity", "message"}

func parse(file string) (header, string, error) {
	raw, err := files.ReadFile(file)
	if err != nil {
		return header{}, "", fmt.Errorf("read %s: %w", file, err)
	}
	h := parseHeader(string(raw))
	query := strings.TrimSuffix(strings.TrimSpace(string(raw)), ";")
	if strings.TrimSpace(query) == "" {
		return header{}, "", fmt.Errorf("%s is empty", file)
	}
	return h, query, nil
}

func parseHeader(text string) header {
	h := header{keys: map[string]string{}}
	var prose []string
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(strings.TrimSpace(line), "--")
		if !ok {
			break
		}
		comment = strings.TrimSpace(comment)
		if key, value, ok := keyed(comment); ok {
			if before := h.keys[key]; key == "rows" && before != "" { // one line for each input
				value = before + "\n" + value
			}
			h.keys[key] = value
			continue
		}
		prose = append(prose, comment)
	}
	h.meaning = strings.TrimSpace(strings.Join(prose, "\n"))
	return h
}

func keyed(comment string) (key, value string, ok bool) {
	for _, key := range headerKeys {
		if value, ok := strings.CutPrefix(comment, key+":"); ok {
			return key, strings.TrimSpace(value), true
		}
	}
	return "", "", false
}
