package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The limits bound what a hostile workbook can make us unpack.
const (
	unzipLimit      = 1 << 30
	unzipSheetLimit = 16 << 20 // larger sheets are streamed from disk by excelize
)

func readZip(raw []byte) (*Book, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, incomplete
	}
	parts := map[string]*zip.File{}
	for _, f := range archive.File {
		parts[f.Name] = f
	}
	switch {
	case parts["word/document.xml"] != nil:
		return readDocument(parts["word/document.xml"])
	case parts["xl/workbook.xml"] != nil:
		return readWorkbook(raw, archive)
	case parts["xl/workbook.bin"] != nil:
		return nil, &Unreadable{"文件是二进制工作簿（.xlsb）", saveAsXLSX}
	case parts["mimetype"] != nil && parts["content.xml"] != nil:
		return nil, &Unreadable{"文件是 OpenDocument 格式（.ods 或 .odt）", saveAsXLSX}
	}
	return nil, &Unreadable{"文件是压缩包，不是表格", "请解开压缩包，把里面的表格逐个报送"}
}

func readWorkbook(raw []byte, archive *zip.Reader) (book *Book, err error) {
	broken := &Unreadable{"工作簿已损坏，无法打开", "请用 Excel 或 WPS 打开并另存为 .xlsx 后重报"}
	defer func() { // the reader is a library's; a broken file must not end the program
		if recover() != nil {
			book, err = nil, broken
		}
	}()
	file, openErr := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: unzipSheetLimit,
	})
	if openErr != nil {
		if errors.Is(openErr, excelize.ErrWorkbookPassword) {
			return nil, &Unreadable{"文件设有打开密码，无法读取", "请取消密码、另存后重报"}
		}
		return nil, broken
	}
	defer file.Close()
	props, _ := file.GetWorkbookProps()
	layouts, err := layoutByPart(archive)
	if err != nil {
		return nil, broken
	}
	book = &Book{Format: XLSX}
	for i, name := range file.GetSheetList() {
		there := layouts[sheetPart(archive, i)]
		if there.beyond {
			return nil, broken // the library would count up to it
		}
		table, last, err := readSheet(file, name)
		if err != nil || last < there.lastRow {
			return nil, broken
		}
		table.Date1904 = props.Date1904 != nil && *props.Date1904
		table.Merges = there.merges
		book.Tables = append(book.Tables, table)
	}
	if book.empty() {
		return nil, noContent
	}
	return book, nil
}

// readSheet reads one sheet, and says which row it read last.
func readSheet(file *excelize.File, name string) (table Table, last int, err error) {
	visible, err := file.GetSheetVisible(name)
	if err != nil {
		return Table{}, 0, fmt.Errorf("sheet %q: %w", name, err)
	}
	table = Table{Name: clean(name), Hidden: !visible}
	rows, err := file.Rows(name)
	if err != nil { // a chart sheet has no rows
		return table, 0, nil
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return table, 0, fmt.Errorf("sheet %q row %d: %w", name, number, err)
		}
		row := Row{Number: number, Hidden: rows.GetRowOpts().Hidden, Cells: make([]string, len(cells))}
		for i, c := range cells {
			row.Cells[i] = clean(shortFloat(c))
		}
		if !row.Blank() {
			table.Rows = append(table.Rows, row)
		}
		last = number
	}
	return table, last, rows.Error()
}

var longFloat = regexp.MustCompile(`^-?\d+\.\d{9,}$|^-?\d(\.\d+)?[eE]-\d{1,2}$`)

// shortFloat undoes binary noise (776593.92000000004, 9.8E-3) by the 15
// digits a spreadsheet holds.
func shortFloat(text string) string {
	if !longFloat.MatchString(text) {
		return text
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	short := strconv.FormatFloat(value, 'g', 15, 64)
	if strings.ContainsAny(short, "eE") {
		value, _ = strconv.ParseFloat(short, 64)
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return short
}
