package check

import (
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// Match says which dataset a book holds and where.
type Match struct {
	Dataset contracts.Dataset
	Sheets  []SheetMatch
	Passed  []sheet.Table // sheets without a header of this dataset, or hidden: read by nobody, counted
}

// SheetMatch is one sheet with its header.
type SheetMatch struct {
	Table  sheet.Table
	Header Header
}

// Titles lists the texts above the header: title, 填报单位 and the like.
func (s SheetMatch) Titles() []string {
	var titles []string
	for _, r := range s.Table.Head[:s.Header.Top] {
		if line := strings.Join(nonBlank(r.Cells), " "); line != "" {
			titles = append(titles, line)
		}
	}
	return titles
}

func nonBlank(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return c == "" })
}

// Recognise finds the dataset whose header the book's sheets carry best. The
// name of a dataset restricts the search; "" leaves it open. hints are texts
// (the file's name) that may name the dataset beside the titles. No match
// gives ok = false.
func Recognise(tables []sheet.Table, datasets []contracts.Dataset, name string, hints ...string) (best Match, ok bool) {
	bestScore := 0
	for _, d := range datasets {
		if d.Source == contracts.FromBulletin || name != "" && d.Name != name {
			continue
		}
		m, score := matchDataset(tables, d, hints)
		if score > bestScore {
			best, bestScore = m, score
		}
	}
	return best, bestScore > 0 && !speaksOfAnother(best, datasets, name, hints)
}

// speaksOfAnother: a title that names another kind of data, and not the one
// the header was taken for, contradicts it: a ballot paper in words nobody
// knows is no plan.
func speaksOfAnother(m Match, datasets []contracts.Dataset, name string, hints []string) bool {
	if name != "" {
		return false
	}
	titles := slices.Clone(hints)
	for _, s := range m.Sheets {
		titles = append(titles, s.Titles()...)
	}
	if titleWords(m.Dataset, titles) > 0 {
		return false
	}
	return slices.ContainsFunc(datasets, func(d contracts.Dataset) bool {
		return d.Source != contracts.FromBulletin && titleWords(d, titles) > 1
	})
}

func matchDataset(tables []sheet.Table, d contracts.Dataset, hints []string) (Match, int) {
	words := newDictionary(d)
	m, score := Match{Dataset: d}, 0
	for _, t := range tables {
		h, found := findHeader(t, words)
		if !found || !identified(h, d) || t.Hidden {
			m.Passed = append(m.Passed, t)
			continue
		}
		s := SheetMatch{Table: t, Header: h}
		m.Sheets = append(m.Sheets, s)
		score = max(score, h.Known*10+5*titleWords(d, append(s.Titles(), hints...)))
	}
	return m, score
}

func identified(h Header, d contracts.Dataset) bool {
	for _, group := range d.Identify {
		if !slices.ContainsFunc(h.Columns, func(c Column) bool {
			return c.Field != nil && slices.Contains(group, c.Field.Name)
		}) {
			return false
		}
	}
	return len(d.Identify) > 0
}

func titleWords(d contracts.Dataset, titles []string) int {
	text, n := strings.Join(titles, "\n"), 0
	for _, w := range d.TitleWords {
		if strings.Contains(text, w) {
			n++
		}
	}
	return n
}

// Years lists the years that stand in a sheet's own year column.
func (s SheetMatch) Years() ([]int, error) {
	i := slices.IndexFunc(s.Header.Columns, func(c Column) bool { return c.Field != nil && c.Field.Type == contracts.Year })
	if i < 0 {
		return nil, nil
	}
	var years []int
	known := map[string]bool{}
	err := s.body(func(row *sheet.Row) error {
		text := row.Cell(s.Header.Columns[i].Index)
		if known[text] || len(known) > mostRemembered {
			return nil
		}
		known[strings.Clone(text)] = true
		if n, bad := year(text); bad == nil && !slices.Contains(years, int(n.(int64))) {
			years = append(years, int(n.(int64)))
		}
		return nil
	})
	return years, err
}
