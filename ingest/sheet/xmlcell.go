package sheet

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// xmlPlace reads a number of an attribute; places only grow.
func xmlPlace(e xml.StartElement, name string, otherwise, least int) (int, error) {
	text := xmlAttribute(e, name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < least {
		return 0, xmlBroken
	}
	if n > maxRows {
		return 0, tooLarge
	}
	return n, nil
}

func xmlAttribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && (a.Name.Space == "" || a.Name.Space == spreadsheetML) {
			return a.Value
		}
	}
	return ""
}

// xmlValue writes a value as a workbook's raw values are, but a date as it
// stands: there it needs no counting.
func xmlValue(kind, text string) string {
	switch kind {
	case "Number":
		return shortFloat(strings.TrimSpace(text))
	case "DateTime":
		day, clock, _ := strings.Cut(strings.TrimSpace(text), "T")
		if clock = strings.TrimSuffix(clock, ".000"); clock == "" || clock == "00:00:00" {
			return day
		}
		return fmt.Sprintf("%s %s", day, clock)
	}
	return text
}
