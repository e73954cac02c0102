package sheet

import "strings"

var workbookBroken = &Unreadable{"工作簿已损坏，无法打开", "请用 Excel 或 WPS 打开并另存为 .xlsx 后重报"}

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
			if !m.within("sheets") {
				return nil
			}
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
