package reminder

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"lvzhi/internal/docx"
)

// formats are the endings of the files a paper can be written as.
var formats = []struct {
	ending string
	render func(Paper) ([]byte, error)
}{{".docx", word}, {".html", page}, {".txt", text}}

// File is one rendered paper.
type File struct {
	Name    string
	Content []byte
}

// Files renders a paper as Word, html and text.
func Files(p Paper) ([]File, error) {
	var files []File
	for _, f := range formats {
		content, err := f.render(p)
		if err != nil {
			return nil, fmt.Errorf("write %s%s: %w", p.Name, f.ending, err)
		}
		files = append(files, File{p.Name + f.ending, content})
	}
	return files, nil
}

// text has the line ends of Windows, for its editors.
func text(p Paper) ([]byte, error) {
	lines := []string{strings.Join(p.Marks, "　"), "", p.Title, ""}
	if p.To != "" {
		lines = append(lines, p.To)
	}
	lines = append(lines, indented(p.Opening)...)
	for i, item := range p.Items {
		lines = append(lines, fmt.Sprintf("　　%d. %s", i+1, item))
	}
	if p.Head != nil {
		lines = append(lines, "", strings.Join(p.Head, "\t"))
		for _, row := range p.Rows {
			lines = append(lines, strings.Join(row, "\t"))
		}
		lines = append(lines, "")
	}
	lines = append(lines, indented(p.Closing)...)
	lines = append(lines, "", "　　　　　　　　"+p.Signed, "　　　　　　　　"+p.Day)
	return []byte("\uFEFF" + strings.Join(lines, "\r\n") + "\r\n"), nil
}

func indented(paras []string) []string {
	var lines []string
	for _, para := range paras {
		lines = append(lines, "　　"+para)
	}
	return lines
}

//go:embed paper.tmpl.html
var paperPage string

func page(p Paper) ([]byte, error) {
	t, err := template.New("paper").Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).Parse(paperPage)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, p)
	return out.Bytes(), err
}

// The table of a Word paper: the first column holds names.
const firstWidth = 36

func word(p Paper) ([]byte, error) {
	d := docx.Document{Title: p.Title, Author: p.Signed, Layout: docx.Official(), Footer: docx.Footer{Mark: strings.Join(p.Marks, "　"), Numbers: true}}
	add := func(s docx.Style, text string) { d.Body = append(d.Body, docx.Paragraph{Style: s, Text: text}) }
	add(docx.Style{Font: docx.Heading}, strings.Join(p.Marks, "　"))
	add(docx.Style{Font: docx.Title, Size: 22, Pitch: 35, Align: docx.Center, Before: 29}, p.Title)
	if p.To != "" {
		add(docx.Style{Before: 29}, p.To)
	}
	running := docx.Style{Indent: 2}
	for _, para := range p.Opening {
		add(running, para)
	}
	for i, item := range p.Items {
		add(running, fmt.Sprintf("%d. %s", i+1, item))
	}
	if p.Head != nil {
		d.Body = append(d.Body, grid(p))
	}
	for _, para := range p.Closing {
		add(running, para)
	}
	add(docx.Style{Align: docx.Right, RightSpace: 2, Before: 29, Unbroken: true}, p.Signed)
	add(docx.Style{Align: docx.Right, RightSpace: 4}, p.Day)
	var out bytes.Buffer
	err := docx.Write(&out, d)
	return out.Bytes(), err
}

func grid(p Paper) docx.Table {
	t := docx.Table{Widths: []float64{firstWidth}, Header: true, Style: docx.Style{Size: 12, Pitch: 18, Align: docx.Center}}
	for range p.Head[1:] {
		t.Widths = append(t.Widths, (docx.TextWidth-firstWidth)/float64(len(p.Head)-1))
	}
	for _, row := range append([][]string{p.Head}, p.Rows...) {
		var cells []docx.Cell
		for _, text := range row {
			cells = append(cells, docx.Cell{Text: text})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
