// Package sheet turns the bytes of a file into tables of text cells that know
// their address. It decides by content, never by the file's ending. It knows
// nothing of datasets, places or privacy; it imports nothing of this project.
package sheet

import (
	"bytes"
	"fmt"
	"strconv"
)

// Format is what a file turned out to be.
type Format string

// The formats that can be read.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
	XLS  Format = "xls"  // BIFF8 in an OLE container: Excel 97 to 2003, WPS
	HTML Format = "html" // a web page, mostly under the name .xls
	XML  Format = "xml"  // SpreadsheetML of 2003
	JSON Format = "json"
	DOCX Format = "docx"
)

// Book is one file: its tables, or the text they were cut from.
type Book struct {
	Format Format
	Tables []Table
	Text   string // decoded text of a CSV; "" for every other format
}

// Table is one worksheet. Rows that are wholly blank are left out.
type Table struct {
	Name     string
	Hidden   bool
	Date1904 bool // serial dates count from 1904-01-01
	Rows     []Row
	Merges   []Merge
}

// Row is one line of a table; Cells start at column A.
type Row struct {
	Number int // 1-based, as the user sees it
	Hidden bool
	Cells  []string
}

// Merge is a merged area; all four bounds are 1-based and inclusive.
type Merge struct{ Top, Left, Bottom, Right int }

// Cell returns the text in a column (0-based), "" beyond the row's end.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

func (b *Book) empty() bool {
	for _, t := range b.Tables {
		if len(t.Rows) > 0 {
			return false
		}
	}
	return true
}

// Blank reports whether the row holds no text.
func (r Row) Blank() bool {
	for _, c := range r.Cells {
		if c != "" {
			return false
		}
	}
	return true
}

// Address names a cell as spreadsheets do: column is 0-based, row 1-based.
func Address(column, row int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}

// Unreadable says why a file cannot be read and what its sender can do, in
// one Chinese sentence.
type Unreadable struct{ Reason, Remedy string }

func (u *Unreadable) Error() string { return fmt.Sprintf("%s，%s", u.Reason, u.Remedy) }

var noContent = &Unreadable{"文件是空的", "请检查文件是否保存完整后重报"}

const saveAsXLSX = "请用 Excel 或 WPS 打开后另存为 .xlsx 再报"

// Read reads a whole file. Its errors are *Unreadable where the file is at
// fault.
func Read(raw []byte) (*Book, error) {
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, noContent
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return readZip(raw)
	case bytes.HasPrefix(raw, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}):
		return readOLE(raw)
	case bareBIFF(raw):
		return readBIFF(raw)
	}
	if reason, known := foreignFormat(raw); known {
		return nil, &Unreadable{reason, saveAsXLSX}
	}
	text, err := decode(raw)
	if err != nil {
		return nil, err
	}
	switch kindOf(text) {
	case HTML:
		return readHTML(text)
	case XML:
		return readSpreadsheetML(text)
	case JSON:
		return readJSON(text)
	case otherXML:
		return nil, &Unreadable{"文件其实是 XML，不是表格", saveAsXLSX}
	}
	return readText(text)
}

// lowerASCII leaves bytes that are no ASCII as they are: they are magic
// numbers here, not text.
func lowerASCII(b []byte) string {
	lower := make([]byte, len(b))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return string(lower)
}

// foreignFormat knows the formats that are often sent under a wrong name.
func foreignFormat(raw []byte) (string, bool) {
	head := bytes.TrimSpace(bytes.TrimPrefix(raw[:min(len(raw), 1024)], []byte("\xef\xbb\xbf")))
	for _, f := range []struct{ magic, what string }{
		{"%pdf", "文件其实是 PDF，不是表格"},
		{"\x89png", "文件其实是图片，不是表格"},
		{"\xff\xd8\xff", "文件其实是图片，不是表格"},
		{"gif8", "文件其实是图片，不是表格"},
		{"rar!", "文件其实是压缩包，不是表格"},
		{"7z\xbc\xaf", "文件其实是压缩包，不是表格"},
		{"\x1f\x8b", "文件其实是压缩包，不是表格"},
		{"mime-version:", "文件其实是网页归档（.mht），不是表格"},
		{"{\\rtf", "文件其实是文字文档，不是表格"},
	} {
		if len(head) >= len(f.magic) && lowerASCII(head[:len(f.magic)]) == f.magic {
			return f.what, true
		}
	}
	return "", false
}
