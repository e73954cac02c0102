package sheet

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// maxMerges bounds the merged areas of a file.
const maxMerges = 200_000

// skipRows goes to the end of the rows without looking at them.
func (s *sheetRows) skipRows() error {
	if s.data == "" {
		return nil
	}
	const rare = "Data" // searched first: "<" stands everywhere
	before := "</" + strings.TrimSuffix(s.data, rare)
	for {
		if err := s.seek(rare, len(before)); err != nil {
			return err
		}
		if strings.HasSuffix(s.text[:s.at], before) {
			s.at -= len(before)
			s.data = ""
			return s.markup.next()
		}
		s.at += len(rare)
	}
}

// rest reads what stands behind the rows, to the very end: merged areas, and
// whether the part is whole.
func (s *sheetRows) rest() (merges []Merge, err error) {
	for {
		err := s.markup.next()
		if errors.Is(err, errNoMore) {
			slices.SortFunc(merges, func(a, b Merge) int { return cmp.Or(a.Top-b.Top, a.Left-b.Left) })
			return merges, nil
		}
		if err != nil {
			return nil, err
		}
		switch {
		case s.closing:
		case s.name == "sheetData":
			return nil, s.broken
		case s.name == "mergeCell":
			ref, err := s.attribute("ref")
			if err != nil {
				return nil, err
			}
			m, ok := mergeOf(ref)
			if !ok {
				return nil, s.broken
			}
			if len(merges) == maxMerges {
				return nil, tooLarge
			}
			if m.Top != m.Bottom || m.Left != m.Right {
				merges = append(merges, m)
			}
		}
	}
}

func mergeOf(ref string) (m Merge, ok bool) {
	from, to, area := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !area {
		to = from
	}
	var top, bottom string
	m.Left, top = columnNumber(from)
	m.Right, bottom = columnNumber(to)
	m.Top, _ = strconv.Atoi(top)
	m.Bottom, _ = strconv.Atoi(bottom)
	return m, m.Left >= 1 && m.Right >= m.Left && m.Top >= 1 && m.Bottom >= m.Top && m.Bottom <= maxRows
}
