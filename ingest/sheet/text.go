package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// readText cuts a text into one table.
func readText(text string) (*Book, error) {
	rows, err := cut(text)
	if err != nil {
		return nil, err
	}
	book := &Book{Format: CSV, Text: text, Tables: []Table{{Rows: rows}}}
	if book.empty() {
		return nil, noContent
	}
	return book, nil
}

// decode takes one encoding for the whole file: by byte order mark, else valid
// UTF-8, else what a page says of itself, else GB18030.
func decode(raw []byte) (string, error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case !utf8.Valid(raw):
		from = declared(raw)
	}
	if from != nil {
		decoded, err := from.NewDecoder().Bytes(raw)
		if err != nil {
			return "", &Unreadable{"文件的文字编码无法识别", saveAsXLSX}
		}
		raw = decoded
	}
	if looksBinary(raw) {
		return "", &Unreadable{"文件不是表格，内容无法识别", saveAsXLSX}
	}
	return strings.ToValidUTF8(string(raw), "\uFFFD"), nil
}

// declared is the encoding a page names, where the bytes are not what it says
// or it says nothing: GB18030, which holds GB2312 and GBK.
func declared(raw []byte) encoding.Encoding {
	named := charsetName.FindSubmatch(raw[:min(len(raw), 4096)])
	if named == nil || bytes.IndexByte(raw[:min(len(raw), 64)], '<') < 0 {
		return simplifiedchinese.GB18030
	}
	if known, name := charset.Lookup(string(named[1])); known != nil && !strings.HasPrefix(name, "gb") && !strings.HasPrefix(name, "utf") && name != "windows-1252" {
		return known
	}
	return simplifiedchinese.GB18030
}

var charsetName = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?([\w-]{3,20})`)

// looksBinary: text holds no NUL and hardly any control or replacement
// characters. The GB18030 decoder marks undecodable bytes with U+FFFD.
func looksBinary(text []byte) bool {
	odd, runes := 0, 0
	for _, r := range string(text) {
		runes++
		switch {
		case r == 0:
			return true
		case r == utf8.RuneError, r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f':
			odd++
		}
	}
	return odd*50 > runes
}

// cut splits a text into rows. Stray quotes are taken as they stand, unless
// one of them swallowed a line: then rows would vanish into a cell.
func cut(text string) ([]Row, error) {
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	separator := delimiter(text)
	rows, err := records(text, separator, false)
	if err == nil {
		return rows, nil
	}
	rows, err = records(text, separator, true)
	if err != nil {
		return nil, unpaired(0)
	}
	for _, row := range rows {
		for _, c := range row.Cells {
			if strings.Contains(c, "\n") && strings.ContainsRune(c, separator) {
				return nil, unpaired(row.Number)
			}
		}
	}
	return rows, nil
}

func unpaired(number int) *Unreadable {
	if number == 0 {
		return &Unreadable{"文件里的引号不成对，无法分列", saveAsXLSX}
	}
	return &Unreadable{fmt.Sprintf("第%d行的引号不成对，无法分列", number), saveAsXLSX}
}

func records(text string, separator rune, lazy bool) ([]Row, error) {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = lazy
	var rows []Row
	number, end := 0, 0 // a record is a row, also when its cells hold line breaks; so is a blank line
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("cut text: %w", err)
		}
		start, _ := reader.FieldPos(0)
		number += start - end
		end, _ = reader.FieldPos(len(cells) - 1)
		end += strings.Count(cells[len(cells)-1], "\n")
		row := Row{Number: number, Cells: make([]string, len(cells))}
		for i, c := range cells {
			row.Cells[i] = clean(c)
		}
		if !row.Blank() {
			rows = append(rows, row)
		}
	}
}

// delimiter takes the separator that stands most often in the first lines,
// quoted cells left out.
func delimiter(text string) rune {
	head := text[:min(len(text), 8192)]
	count := map[rune]int{}
	quoted := false
	for _, r := range head {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, c := range []rune{'\t', ';'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// clean removes what no one typed on purpose: control characters, byte order
// and direction marks, outer blanks; and mends the private-use middle dot of
// damaged extractions.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		case r == 0xFEFF || r == 0xAD || r == 0x180E || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069:
			return -1
		case r == 0x100170:
			return '·'
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}
