package sheet

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNesting bounds tables within tables, elements within elements.
const maxNesting = 64

// htmlPage reads the tables of a web page in one pass. Closing tags may be
// missing, as browsers bear it.
type htmlPage struct {
	room   *room
	open   []*htmlTable // the innermost last
	all    []*htmlTable
	above  above
	text   strings.Builder // outside of cells
	mute   string          // the element whose text no one sees
	frames bool
}

func readHTML(text string) (*Book, error) {
	page := &htmlPage{room: &room{}}
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break // the reader of a string has no other error than its end
		}
		if err := page.take(kind, tokens); err != nil {
			return nil, err
		}
	}
	for len(page.open) > 0 {
		if err := page.closeTable(); err != nil {
			return nil, err
		}
	}
	return page.book()
}

func (p *htmlPage) book() (*Book, error) {
	book := &Book{Format: HTML}
	for _, t := range p.all {
		table := t.grid.table("")
		if t.filled && len(table.Head) > 0 {
			table.Name, table.Hidden = fmt.Sprintf("表%d", len(book.Tables)+1), t.hidden
			book.Tables = append(book.Tables, table)
		}
	}
	switch {
	case len(book.Tables) > 0:
		return book, nil
	case p.frames:
		return nil, &Unreadable{"文件其实是另存出来的网页，表格在旁边的另一个文件夹里，没有一起发来", saveAsXLSX}
	case len(p.all) > 0:
		return nil, noContent
	}
	return nil, &Unreadable{"文件其实是网页，里面没有表格", "请改报 .xlsx 表格"}
}

func (p *htmlPage) take(kind html.TokenType, tokens *html.Tokenizer) error {
	switch kind {
	case html.TextToken:
		if p.mute == "" {
			spaced(p.here(), string(tokens.Text()))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		token := tokens.Token()
		return p.start(token, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		return p.end(tokens.Token())
	}
	return nil
}

// cell is where text goes now; nil outside of every cell.
func (p *htmlPage) cell() *htmlCell {
	if len(p.open) == 0 {
		return nil
	}
	return p.open[len(p.open)-1].cell
}

// here is where text goes now.
func (p *htmlPage) here() *strings.Builder {
	if c := p.cell(); c != nil {
		return &c.text
	}
	return &p.text
}

// start opens an element. A table shows what stands in it, whatever was left
// open before.
func (p *htmlPage) start(token html.Token, closed bool) error {
	if token.DataAtom == atom.Table {
		p.mute = ""
		return p.openTable(token)
	}
	if p.mute != "" {
		return nil
	}
	switch token.DataAtom {
	case atom.Tr:
		return p.openRow(token)
	case atom.Td, atom.Th:
		return p.openCell(token)
	case atom.Br:
		p.here().WriteByte('\n')
	case atom.Frameset, atom.Frame:
		p.frames = true
	case atom.Script, atom.Style, atom.Title, atom.Noframes:
		p.mute = token.Data
	default:
		if token.Data == "xml" && !closed { // Office's settings
			p.mute = token.Data
		}
		p.block(token.DataAtom)
	}
	return nil
}

func (p *htmlPage) end(token html.Token) error {
	if p.mute != "" {
		if token.Data == p.mute {
			p.mute = ""
		}
		return nil
	}
	switch token.DataAtom {
	case atom.Table:
		return p.closeTable()
	case atom.Tr:
		return p.closeRow()
	case atom.Td, atom.Th:
		return p.closeCell()
	}
	p.block(token.DataAtom)
	return nil
}

// block ends the line before and after an element that stands on its own.
func (p *htmlPage) block(name atom.Atom) {
	switch name {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Center, atom.Caption, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if text := p.here().String(); text != "" && !strings.HasSuffix(text, "\n") {
			p.here().WriteByte('\n')
		}
	}
}

// spaced writes text with each run of white space as one blank.
func spaced(to *strings.Builder, text string) {
	written := to.String()
	blank := written == "" || strings.HasSuffix(written, " ") || strings.HasSuffix(written, "\n")
	for _, r := range text {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0' {
			if !blank {
				to.WriteByte(' ')
			}
			blank = true
			continue
		}
		to.WriteRune(r)
		blank = false
	}
}
