package sheet

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"
)

var workbookBroken = &Unreadable{"工作簿已损坏，无法打开", "请用 Excel 或 WPS 打开并另存为 .xlsx 后重报"}

// Sheets this small are held once they are read; larger ones are read from
// the file again each time, and of those only the first rows are held.
const (
	heldSheet  = 8 << 20  // bytes of XML, which the texts are cut from
	heldSheets = 32 << 20 // of all of them together
	heldCells  = 1 << 21
	maxKept    = 1 << 22 // cells, first rows included
)

// readZip reads an office file by the part its relationships call the main
// one.
func readZip(src Source) (*Book, error) {
	archive, watched, err := openZip(src)
	if err != nil {
		return nil, watched.fault(incomplete)
	}
	p := partsOf(archive, watched)
	allow := p.allowance()
	main, err := p.main(allow)
	switch {
	case err != nil:
		return nil, err
	case strings.HasPrefix(main, "word/"):
		return readDocument(p, main, allow)
	case strings.HasSuffix(main, ".bin"):
		return nil, &Unreadable{"文件是二进制工作簿（.xlsb）", saveAsXLSX}
	case strings.HasPrefix(main, "ppt/"):
		return nil, &Unreadable{"文件其实是演示文稿，不是表格", saveAsXLSX}
	case main != "":
		return readWorkbook(p, main, allow)
	case p.has("mimetype") && p.has("content.xml"):
		return nil, &Unreadable{"文件是 OpenDocument 格式（.ods 或 .odt）", saveAsXLSX}
	}
	return nil, &Unreadable{"文件是压缩包，不是表格", "请解开压缩包，把里面的表格逐个报送"}
}

// main names the part everything else hangs on; "" where there is none. A
// file whose relationships cannot be read is known by its names.
func (p *officeFile) main(allow *allowance) (string, error) {
	links, err := p.links("", allow)
	if err != nil && p.src.failed.Load() != nil {
		return "", err
	}
	for _, l := range links {
		if l.kind == "officeDocument" && p.has(l.target) {
			return l.target, nil
		}
	}
	for _, name := range []string{"word/document.xml", "xl/workbook.xml", "xl/workbook.bin"} {
		if p.has(name) {
			return name, nil
		}
	}
	return "", nil
}

// link is a relationship: kind is the last word of its type, which differs
// between the transitional and the strict form before it.
type link struct{ id, kind, target string }

// links reads the relationships of a part; "" is the file itself.
func (p *officeFile) links(of string, allow *allowance) (links []link, err error) {
	folder, name := path.Split(of)
	err = p.each(folder+"_rels/"+name+".rels", allow, func(m *markup) error {
		if m.name != "Relationship" {
			return nil
		}
		var l link
		external := false
		err := m.attributes(func(key, value string) {
			switch key {
			case "Id":
				l.id = value
			case "Type":
				l.kind = path.Base(value)
			case "Target":
				l.target = value
			case "TargetMode":
				external = value == "External"
			}
		})
		if err != nil || external {
			return err
		}
		if len(links) == 4*maxTables {
			return tooLarge
		}
		l.target = p.resolve(folder, l.target)
		links = append(links, l)
		return nil
	})
	return links, err
}

// resolve names the part a relationship points to.
func (p *officeFile) resolve(folder, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = folder + target
	}
	if plain, err := url.PathUnescape(target); err == nil && !p.has(target) {
		target = plain
	}
	return partName(target)
}

// each visits every opening tag of a part.
func (p *officeFile) each(name string, allow *allowance, visit func(m *markup) error) error {
	content, err := p.open(name, allow, workbookBroken)
	if err != nil {
		return err
	}
	defer content.Close()
	m, err := newMarkup(content, workbookBroken)
	for err == nil {
		if err = m.next(); err == nil && !m.closing {
			err = visit(m)
		}
	}
	if errors.Is(err, errNoMore) {
		return nil
	}
	return err
}

// workbook is an open workbook, and what is held of it so far.
type workbook struct {
	parts  *officeFile
	texts  *sharedTexts
	bytes  int64 // of XML
	text   int   // of first rows
	cells  int
	merges int
}

// listed is a sheet as the workbook lists it.
type listed struct {
	name, link string
	hidden     bool
}

func readWorkbook(p *officeFile, main string, allow *allowance) (*Book, error) {
	sheets, since1904, err := p.sheets(main, allow)
	if err != nil {
		return nil, err
	}
	links, err := p.links(main, allow)
	if err != nil {
		return nil, err
	}
	w := &workbook{parts: p, texts: &sharedTexts{}}
	byID := map[string]link{}
	for _, l := range links {
		byID[l.id] = l
		if l.kind == "sharedStrings" && p.has(l.target) {
			if err := w.readTexts(l.target, allow); err != nil {
				return nil, err
			}
		}
	}
	book := &Book{Format: XLSX}
	for _, s := range sheets {
		t := Table{}
		switch l, there := byID[s.link]; {
		case !there:
			return nil, workbookBroken
		case l.kind == "worksheet": // a chart has no rows
			if t, err = w.table(l.target, allow); err != nil {
				return nil, err
			}
		}
		t.Name, t.Hidden, t.Date1904 = clean(s.name), s.hidden, since1904
		book.Tables = append(book.Tables, t)
	}
	if book.empty() {
		return nil, noContent
	}
	return book, nil
}

func (p *officeFile) sheets(main string, allow *allowance) (sheets []listed, since1904 bool, err error) {
	root := ""
	err = p.each(main, allow, func(m *markup) error {
		if root == "" {
			root = m.name
		}
		switch m.name {
		case "workbookPr":
			value, err := m.attribute("date1904")
			since1904 = isOn(value)
			return err
		case "sheet":
			if len(sheets) == maxTables {
				return tooLarge
			}
			var s listed
			err := m.attributes(func(key, value string) {
				switch {
				case key == "name":
					s.name = value
				case key == "state":
					s.hidden = value == "hidden" || value == "veryHidden"
				case strings.HasSuffix(key, ":id"):
					s.link = value
				}
			})
			sheets = append(sheets, s)
			return err
		}
		return nil
	})
	if err == nil && (root != "workbook" || len(sheets) == 0) {
		err = workbookBroken
	}
	return sheets, since1904, err
}

func (w *workbook) readTexts(name string, allow *allowance) error {
	content, err := w.parts.open(name, allow, workbookBroken)
	if err != nil {
		return err
	}
	defer content.Close()
	m, err := newMarkup(content, workbookBroken)
	if err != nil {
		return err
	}
	w.texts, err = readSharedTexts(m)
	return err
}

// table opens a worksheet: its first rows or all of them, its merged areas,
// and whether it is whole.
func (w *workbook) table(name string, allow *allowance) (Table, error) {
	before := allow.left
	rows, err := w.rows(name, allow)
	if err != nil {
		return Table{}, err
	}
	defer rows.close()
	kept, whole, err := w.hold(rows, func() int64 { return before - allow.left })
	if err != nil {
		return Table{}, err
	}
	t := NewTable("", kept)
	if !whole {
		t.each = func(visit func(*Row) error) error { return w.each(name, visit) }
		if err := rows.skipRows(); err != nil {
			return Table{}, err
		}
	}
	if t.Merges, err = rows.rest(); err != nil {
		return Table{}, err
	}
	if w.merges += len(t.Merges); w.merges > maxMerges {
		return Table{}, tooLarge
	}
	return t, nil
}

// hold keeps the rows of a sheet, or where they are too much its first ones.
func (w *workbook) hold(rows *sheetRows, read func() int64) (kept []Row, whole bool, err error) {
	cells := 0
	for whole = true; whole || len(kept) < headRows; {
		row, err := rows.next()
		if errors.Is(err, errNoMore) {
			break
		}
		if err != nil {
			return nil, false, err
		}
		kept = append(kept, row.clone())
		if cells += len(row.Cells); w.cells+cells > maxKept {
			return nil, false, tooLarge
		}
		switch {
		case !whole:
			err = w.own(kept[len(kept)-1:])
		case read() > heldSheet, w.bytes+read() > heldSheets, w.cells+cells > heldCells:
			whole = false
			kept = slices.Clone(kept[:min(len(kept), headRows)])
			err = w.own(kept)
		}
		if err != nil {
			return nil, false, err
		}
	}
	if whole {
		w.cells += cells
		w.bytes += read()
	}
	return kept, whole, nil
}

// own copies the texts of rows out of the windows they were cut from, which
// need not stay then.
func (w *workbook) own(rows []Row) error {
	for _, row := range rows {
		w.cells += len(row.Cells)
		for i, text := range row.Cells {
			if w.text += len(text); w.text > maxText {
				return tooLarge
			}
			row.Cells[i] = strings.Clone(text)
		}
	}
	return nil
}

func (w *workbook) rows(name string, allow *allowance) (*sheetRows, error) {
	content, err := w.parts.open(name, allow, workbookBroken)
	if err != nil {
		return nil, err
	}
	return readRows(content, w.texts)
}

// each reads the rows of a worksheet from the file.
func (w *workbook) each(name string, visit func(*Row) error) error {
	rows, err := w.rows(name, w.parts.allowance())
	if err != nil {
		return err
	}
	defer rows.close()
	for {
		row, err := rows.next()
		if errors.Is(err, errNoMore) {
			_, err = rows.rest()
			return err
		}
		if err != nil {
			return err
		}
		if err := visit(row); err != nil {
			return err
		}
	}
}
