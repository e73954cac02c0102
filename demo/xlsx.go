package demo

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sortedZip writes members in order of name: excelize hands over the sheets
// of a stream in the order of a map, which differs from run to run.
type sortedZip struct {
	to      *zip.Writer
	members map[string]*bytes.Buffer
}

func (z *sortedZip) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	z.members[name] = b
	return b, nil
}

func (z *sortedZip) AddFS(fs.FS) error { return fmt.Errorf("not a folder of files") }

func (z *sortedZip) Close() error {
	names := make([]string, 0, len(z.members))
	for name := range z.members {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { // [Content_Types].xml first, as readers expect
		return strings.Compare(strings.TrimPrefix(a, "["), strings.TrimPrefix(b, "["))
	})
	for _, name := range names {
		w, err := z.to.Create(name) // no time is set, so none is written
		if err != nil {
			return fmt.Errorf("add member %s: %w", name, err)
		}
		if _, err := z.members[name].WriteTo(w); err != nil {
			return fmt.Errorf("write member %s: %w", name, err)
		}
	}
	return z.to.Close()
}

// looks are the style ids of one workbook.
type looks [4]int

func xlsxBytes(grids []*grid) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	f.ZipWriter = func(w io.Writer) excelize.ZipWriter {
		return &sortedZip{to: zip.NewWriter(w), members: map[string]*bytes.Buffer{}}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "演示数据", Created: "2024-01-01T00:00:00Z", Modified: "2024-01-01T00:00:00Z"}); err != nil {
		return nil, fmt.Errorf("set document properties: %w", err)
	}
	style, err := newLooks(f)
	if err != nil {
		return nil, err
	}
	if err := nameSheets(f, grids); err != nil {
		return nil, err
	}
	for _, g := range grids {
		if err := fillSheet(f, g, style); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", g.name, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

func newLooks(f *excelize.File) (looks, error) {
	date, percent := "yyyy-mm-dd", "0.0%"
	var l looks
	for i, s := range []*excelize.Style{{}, {Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}},
		{CustomNumFmt: &date}, {CustomNumFmt: &percent}} {
		id, err := f.NewStyle(s)
		if err != nil {
			return l, fmt.Errorf("make style: %w", err)
		}
		l[i] = id
	}
	return l, nil
}

// nameSheets makes all sheets and hides those to be hidden while they are
// still empty: afterwards excelize would read every one of them back.
func nameSheets(f *excelize.File, grids []*grid) error {
	for i, g := range grids {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", g.name); err != nil {
				return fmt.Errorf("name sheet %q: %w", g.name, err)
			}
		} else if _, err := f.NewSheet(g.name); err != nil {
			return fmt.Errorf("add sheet %q: %w", g.name, err)
		}
	}
	for _, g := range grids {
		if !g.hidden {
			continue
		}
		if err := f.SetSheetVisible(g.name, false); err != nil {
			return fmt.Errorf("hide sheet %q: %w", g.name, err)
		}
	}
	return nil
}

func fillSheet(f *excelize.File, g *grid, style looks) error {
	sw, err := f.NewStreamWriter(g.name)
	if err != nil {
		return err
	}
	for i, l := range g.lines {
		if len(l.cells) == 0 {
			continue
		}
		values := make([]any, len(l.cells))
		for j, c := range l.cells {
			if c.value == "" && c.look == plain {
				continue
			}
			values[j] = excelize.Cell{StyleID: style[c.look], Value: c.value}
		}
		if err := sw.SetRow(fmt.Sprintf("A%d", i+1), values); err != nil {
			return err
		}
	}
	for _, m := range g.merges {
		from, _ := excelize.CoordinatesToCellName(m.col1, m.row1) // both are at least 1
		to, _ := excelize.CoordinatesToCellName(m.col2, m.row2)
		if err := sw.MergeCell(from, to); err != nil {
			return err
		}
	}
	return sw.Flush()
}
