// Package sheet turns the bytes of a file into tables of text cells that know
// their address. It decides by content, never by the file's ending. It knows
// nothing of datasets, places or privacy; it imports nothing of this project.
package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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

// Source is where the bytes of a file are: read piece by piece, and more than
// once. A *bytes.Reader is one.
type Source interface {
	io.ReaderAt
	Size() int64
}

// Book is one file: its tables, or the text they were cut from. It reads from
// its source as long as it is used.
type Book struct {
	Format Format
	Tables []Table
	Text   string // decoded text of a CSV that is short enough to be prose; else ""
}

// Table is one worksheet. Rows that are wholly blank are left out.
type Table struct {
	Name     string
	Hidden   bool
	Date1904 bool // serial dates count from 1904-01-01
	Merges   []Merge
	Head     []Row // its first rows: a title and a header stand there
	each     func(visit func(*Row) error) error
}

// headRows is how many rows of a table are at hand at once.
const headRows = 128

// NewTable makes a table of rows that are in memory.
func NewTable(name string, rows []Row) Table {
	return Table{Name: name, Head: rows[:min(len(rows), headRows)], each: func(visit func(*Row) error) error {
		for i := range rows {
			if err := visit(&rows[i]); err != nil {
				return err
			}
		}
		return nil
	}}
}

// Each visits every row in order, the first ones too; it may be called again.
// A row and its slice of cells are valid until visit returns, the texts stay.
// Its errors are visit's, and *Unreadable where the file turns out to be
// broken further down.
func (t Table) Each(visit func(*Row) error) error {
	if t.each == nil {
		return nil
	}
	return t.each(visit)
}

// errEnough ends a reading early.
var errEnough = errors.New("enough rows")

// atHand takes the first rows of a table that is read from its source.
func (t *Table) atHand() error {
	err := t.Each(func(r *Row) error {
		t.Head = append(t.Head, r.clone())
		if len(t.Head) == headRows {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
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

func (r *Row) clone() Row {
	return Row{Number: r.Number, Hidden: r.Hidden, Cells: append([]string(nil), r.Cells...)}
}

func (b *Book) empty() bool {
	for _, t := range b.Tables {
		if len(t.Head) > 0 {
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

// Read reads a file that is in memory.
func Read(raw []byte) (*Book, error) { return Open(bytes.NewReader(raw)) }

// peek is how much of a file tells what it is.
const peek = 1 << 20

// maxWhole is the size of file that is read whole where its format asks for
// it; workbooks and CSV are read piece by piece.
const maxWhole = 40 << 20

// Open says what a file is and finds its tables. Its errors are *Unreadable
// where the file is at fault.
func Open(src Source) (*Book, error) {
	head := make([]byte, min(src.Size(), peek))
	if n, err := src.ReadAt(head, 0); n < len(head) {
		return nil, fmt.Errorf("read file: %w", err)
	}
	switch {
	case len(bytes.TrimSpace(head)) == 0 && src.Size() <= peek:
		return nil, noContent
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return readZip(src)
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}):
		return whole(src, readOLE)
	case bareBIFF(head):
		return whole(src, readBIFF)
	}
	if reason, known := foreignFormat(head); known {
		if reason == isArchive {
			return nil, &Unreadable{reason, unpackFirst}
		}
		return nil, &Unreadable{reason, saveAsXLSX}
	}
	coding, text, err := codingOf(src, head)
	if err != nil {
		return nil, err
	}
	switch kindOf(text) {
	case HTML:
		return wholeText(src, coding, readHTML)
	case XML:
		return wholeText(src, coding, readSpreadsheetML)
	case JSON:
		return wholeText(src, coding, readJSON)
	case otherXML:
		return nil, &Unreadable{"文件其实是 XML，不是表格", saveAsXLSX}
	}
	return readText(src, coding, text)
}

func whole(src Source, read func(raw []byte) (*Book, error)) (*Book, error) {
	if src.Size() > maxWhole {
		return nil, tooLarge
	}
	raw := make([]byte, src.Size())
	if n, err := src.ReadAt(raw, 0); n < len(raw) {
		return nil, fmt.Errorf("read file: %w", err)
	}
	return read(raw)
}

func wholeText(src Source, c coding, read func(text string) (*Book, error)) (*Book, error) {
	return whole(src, func(raw []byte) (*Book, error) {
		text, err := c.decode(raw)
		if err != nil {
			return nil, err
		}
		return read(text)
	})
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

const isArchive = "文件其实是压缩包，不是表格"

// foreignFormat knows the formats that are often sent under a wrong name.
func foreignFormat(raw []byte) (string, bool) {
	head := bytes.TrimSpace(bytes.TrimPrefix(raw[:min(len(raw), 1024)], []byte("\xef\xbb\xbf")))
	for _, f := range []struct{ magic, what string }{
		{"%pdf", "文件其实是 PDF，不是表格"},
		{"\x89png", "文件其实是图片，不是表格"},
		{"\xff\xd8\xff", "文件其实是图片，不是表格"},
		{"gif8", "文件其实是图片，不是表格"},
		{"rar!", isArchive},
		{"7z\xbc\xaf", isArchive},
		{"\x1f\x8b", isArchive},
		{"mime-version:", "文件其实是网页归档（.mht），不是表格"},
		{"{\\rtf", "文件其实是文字文档，不是表格"},
	} {
		if len(head) >= len(f.magic) && lowerASCII(head[:len(f.magic)]) == f.magic {
			return f.what, true
		}
	}
	return "", false
}
