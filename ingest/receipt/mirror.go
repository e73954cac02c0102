package receipt

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// mirror is where a page of the sender's came to stand in the receipt.
type mirror struct {
	page  string // its own name
	sheet string // its name here; "" when it is not shown
	marks marks  // as the problems have them
	part  bool
}

// shows reports whether a row can be jumped to.
func (m mirror) shows(row int) bool {
	return m.sheet != "" && row <= lastRow && (!m.part || m.marks.near(row))
}

// mostPages bounds the sheets of a receipt.
const mostPages = 250

// mirrors draws the sender's sheets.
func (d *drawing) mirrors() ([]mirror, error) {
	byPage := d.problemsByPage()
	names := newNames()
	var all []mirror
	var left []string
	for i, p := range d.slip.Pages {
		name, _ := check.Scrub(p.Name)
		m := mirror{page: name, marks: marksOf(byPage[i])}
		if i >= mostPages || d.left.cells <= 0 || d.left.text <= 0 {
			left = append(left, name)
			all = append(all, m)
			continue
		}
		if err := d.mirror(p, &m, names); err != nil {
			return nil, fmt.Errorf("draw sheet %q: %w", name, err)
		}
		all = append(all, m)
	}
	if len(left) > 0 {
		return all, d.sayLeft(left, names)
	}
	return all, nil
}

// sayLeft names the sheets there was no room for, on a sheet that is marked as
// a part: a receipt that lacks some may not come back as the whole.
func (d *drawing) sayLeft(left []string, names *names) error {
	d.note("文件很大，有%d个工作表没有附在回执里。请改原来的文件，不要报送这份回执。", len(left))
	name := names.of("没有附上的表", true)
	if _, err := d.NewSheet(name); err != nil {
		return err
	}
	w, err := d.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, text := range append([]string{"下面的工作表没有附在回执里，请改原来的文件："}, left...) {
		if err := w.SetRow(sheet.Address(0, i+1), []any{excelize.Cell{StyleID: d.look.ownNote, Value: letter.Plain(text)}}); err != nil {
			return err
		}
	}
	return w.Flush()
}

// problemsByPage sorts the problems to the pages they are on, by name; where
// there is only one page, those without a name are on it.
func (d *drawing) problemsByPage() map[int][]check.Problem {
	byName := map[string]int{}
	for i, p := range d.slip.Pages {
		name, _ := check.Scrub(p.Name)
		if _, twice := byName[name]; !twice {
			byName[name] = i
		}
	}
	sorted := map[int][]check.Problem{}
	for _, p := range d.slip.Problems {
		i, known := byName[p.Sheet]
		if !known && len(d.slip.Pages) == 1 {
			i, known = 0, true
		}
		if known {
			sorted[i] = append(sorted[i], p)
		}
	}
	return sorted
}

// mirror draws one sheet of the sender's.
func (d *drawing) mirror(p Page, m *mirror, names *names) error {
	v, err := gather(p, m.marks, size{min(largestSheet.cells, d.left.cells), min(largestSheet.text, d.left.text)})
	if err != nil {
		return err
	}
	d.left.cells -= v.size.cells
	d.left.text -= v.size.text
	if len(v.rows) == 0 && len(m.marks.at) == 0 {
		return nil
	}
	m.part, m.sheet = v.excerpt, names.of(p.Name, v.excerpt)
	if _, err := d.NewSheet(m.sheet); err != nil {
		return err
	}
	if p.Hidden {
		if err := d.SetSheetVisible(m.sheet, false); err != nil {
			return err
		}
	}
	s := mirrored{drawing: d, name: m.sheet, page: p, view: v, marks: m.marks}
	s.merges = apart(p.Merges, v, p.Header[1])
	d.colours = d.colours || len(m.marks.at) > 0
	s.marks.settle(v, s.merges)
	if err := s.before(); err != nil {
		return err
	}
	return s.stream()
}

// note adds a remark to the summary, once.
func (d *drawing) note(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(d.notes, text) {
		d.notes = append(d.notes, text)
	}
}
