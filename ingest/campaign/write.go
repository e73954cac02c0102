package campaign

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Format is one of the kinds of file that are made.
type Format string

// The formats that are made.
const (
	XLSX Format = "xlsx"
	XLS  Format = "xls"
	CSV  Format = "csv"
	HTML Format = "html"
	XML  Format = "xml"
	JSON Format = "json"
	DOCX Format = "docx"
	ZIP  Format = "zip"
)

// Formats lists them all.
var Formats = []Format{XLSX, XLS, CSV, HTML, XML, JSON, DOCX, ZIP}

// OneSheet reports whether a file of the format has room for one sheet only.
func (f Format) OneSheet() bool { return f == CSV || f == JSON || f == ZIP }

// Write writes sheets as a file of a format.
func Write(f Format, sheets []Sheet, variant int) ([]byte, error) {
	switch f {
	case XLSX:
		return writeXLSX(sheets)
	case XLS:
		return writeBIFF(sheets), nil
	case CSV:
		return writeCSV(sheets[0], variant)
	case HTML:
		return writeHTML(sheets), nil
	case XML:
		return writeXML(sheets), nil
	case JSON:
		return writeJSON(sheets[0])
	case DOCX:
		return writeDOCX(sheets)
	}
	inner, err := writeCSV(sheets[0], variant)
	if err != nil {
		return nil, err
	}
	return pack([]part{{"报送/濮阳市2024年9月测评.csv", inner}, {"报送/Thumbs.db", []byte{0, 1}}})
}

func writeXLSX(sheets []Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", s.Name); err != nil {
				return nil, fmt.Errorf("name sheet: %w", err)
			}
		} else if _, err := f.NewSheet(s.Name); err != nil {
			return nil, fmt.Errorf("add sheet: %w", err)
		}
		for n, l := range s.Lines {
			for c, text := range l.Cells {
				cell, err := excelize.CoordinatesToCellName(c+1, n+1)
				if err != nil {
					return nil, fmt.Errorf("name cell: %w", err)
				}
				if text == "" {
					continue
				}
				if err := f.SetCellStr(s.Name, cell, text); err != nil {
					return nil, fmt.Errorf("write cell: %w", err)
				}
			}
			if l.Hidden {
				if err := f.SetRowVisible(s.Name, n+1, false); err != nil {
					return nil, fmt.Errorf("hide row: %w", err)
				}
			}
		}
		for _, m := range s.Spans {
			from, _ := excelize.CoordinatesToCellName(m.Left, m.Top)
			to, _ := excelize.CoordinatesToCellName(m.Right, m.Bottom)
			if err := f.MergeCell(s.Name, from, to); err != nil {
				return nil, fmt.Errorf("merge cells: %w", err)
			}
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

// writeCSV takes its separator and its encoding from the variant.
func writeCSV(s Sheet, variant int) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = []rune{',', ';', '\t'}[variant%3]
	for _, l := range s.Lines {
		cells := l.Cells
		if len(cells) == 0 {
			cells = []string{""}
		}
		if l.Blank() { // the writer would quote a lone empty cell
			w.Flush()
			out.WriteByte('\n')
			continue
		}
		if err := w.Write(cells); err != nil {
			return nil, fmt.Errorf("write line: %w", err)
		}
	}
	w.Flush()
	switch (variant / 3) % 4 {
	case 1:
		return append([]byte("\xef\xbb\xbf"), out.Bytes()...), nil
	case 2:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(out.Bytes())
	case 3:
		return simplifiedchinese.GB18030.NewEncoder().Bytes(out.Bytes())
	}
	return out.Bytes(), nil
}

// writeHTML and the writers below it know no merged cells: as after an export,
// the text stands in the first cell and blanks in the others.
func writeHTML(sheets []Sheet) []byte {
	var out bytes.Buffer
	out.WriteString("<html><head><meta charset=\"utf-8\"></head><body>")
	for _, s := range sheets {
		out.WriteString("<table>")
		for _, l := range s.Lines {
			out.WriteString("<tr>")
			for _, c := range l.Cells {
				fmt.Fprintf(&out, "<td>%s</td>", strings.ReplaceAll(html.EscapeString(c), "\n", "<br>"))
			}
			out.WriteString("</tr>\n")
		}
		out.WriteString("</table>")
	}
	out.WriteString("</body></html>")
	return out.Bytes()
}

func writeXML(sheets []Sheet) []byte {
	var out bytes.Buffer
	out.WriteString("<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">")
	for _, s := range sheets {
		fmt.Fprintf(&out, "<Worksheet ss:Name=\"%s\"><Table>", s.Name)
		for n, l := range s.Lines {
			fmt.Fprintf(&out, "<Row ss:Index=\"%d\">", n+1)
			for c, text := range l.Cells {
				if text != "" {
					fmt.Fprintf(&out, "<Cell ss:Index=\"%d\"><Data ss:Type=\"String\">%s</Data></Cell>", c+1, html.EscapeString(text))
				}
			}
			out.WriteString("</Row>\n")
		}
		out.WriteString("</Table></Worksheet>")
	}
	out.WriteString("</Workbook>")
	return out.Bytes()
}

// writeJSON writes an array of arrays: a line is a row, also a title.
func writeJSON(s Sheet) ([]byte, error) {
	rows := make([][]string, len(s.Lines))
	for i, l := range s.Lines {
		rows[i] = append([]string{}, l.Cells...)
	}
	out, err := json.Marshal(rows)
	if err != nil {
		return nil, fmt.Errorf("write json: %w", err)
	}
	return out, nil
}

func writeDOCX(sheets []Sheet) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	for _, s := range sheets {
		out.WriteString("<w:tbl>")
		for _, l := range s.Lines {
			out.WriteString("<w:tr>")
			for _, c := range l.Cells {
				text := strings.ReplaceAll(html.EscapeString(c), "\n", "</w:t><w:br/><w:t>")
				fmt.Fprintf(&out, "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>", text)
			}
			out.WriteString("</w:tr>")
		}
		out.WriteString("</w:tbl><w:p/>")
	}
	out.WriteString("</w:body></w:document>")
	return pack([]part{{"[Content_Types].xml", []byte(`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)}, {"word/document.xml", out.Bytes()}})
}

// part is one member of an archive.
type part struct {
	name    string
	content []byte
}

func pack(parts []part) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := archive.Create(p.name)
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", p.name, err)
		}
		if _, err := w.Write(p.content); err != nil {
			return nil, fmt.Errorf("pack %s: %w", p.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("close archive: %w", err)
	}
	return out.Bytes(), nil
}
