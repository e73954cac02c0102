package sheet

import (
	"strconv"
	"strings"
)

// cell reads the cell whose tag was read last, in whatever way it is written.
func (s *sheetRows) cell() error {
	var address, kind string
	if err := s.attributes(func(key, value string) {
		switch key {
		case "r":
			address = value
		case "t":
			kind = value
		}
	}); err != nil {
		return err
	}
	value, inline, err := s.insides()
	if err != nil {
		return err
	}
	text, err := s.meaning(kind, value, inline)
	if err != nil {
		return err
	}
	return s.put(address, text)
}

// insides reads up to the cell's end.
func (s *sheetRows) insides() (value, inline string, err error) {
	if s.empty {
		return "", "", nil
	}
	for depth := len(s.open); ; {
		if err := s.markup.next(); err != nil {
			return "", "", s.unless(err)
		}
		if len(s.open) < depth {
			return value, inline, nil
		}
		switch s.name {
		case "v":
			value, err = s.content()
		case "is":
			inline, err = s.richText()
		default:
			err = s.skip()
		}
		if err != nil {
			return "", "", err
		}
	}
}

// meaning is a cell's text as its kind has it.
func (s *sheetRows) meaning(kind, value, inline string) (string, error) {
	switch kind {
	case "s":
		if value = strings.TrimSpace(value); value == "" {
			return "", nil
		}
		i, err := strconv.ParseUint(value, 10, 32)
		if err != nil {
			return "", s.broken
		}
		return s.shared(i)
	case "inlineStr":
		if inline == "" {
			inline = unescapeText(value)
		}
		return s.clean.text(inline), nil
	case "str": // a formula's text; some programs write its number so
		return s.clean.text(shortFloat(unescapeText(value))), nil
	case "e":
		return s.clean.text(value), nil
	case "d":
		return s.clean.text(xmlValue("DateTime", value)), nil
	}
	return s.clean.text(shortFloat(strings.TrimSpace(value))), nil
}

func (s *sheetRows) shared(i uint64) (string, error) {
	text, ok := s.texts.text(i)
	if !ok {
		return "", s.broken
	}
	return text, nil
}
