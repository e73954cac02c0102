package docx

// Align is how a paragraph stands between the margins.
type Align string

// The alignments. The zero value is Justify.
const (
	Justify Align = ""
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
)

// Style is how a paragraph is set. Zero measures mean the document's layout.
type Style struct {
	Font       Font
	Size       float64 // points
	Pitch      float64 // points from line to line, exactly
	Bold       bool
	Align      Align
	Indent     float64 // of the first line, in characters
	RightSpace float64 // from the right margin, in characters
	Before     float64 // points above
	Unbroken   bool    // stays with the next paragraph
}

// Paragraph is one paragraph; a line feed in its text is a line break.
type Paragraph struct {
	Style Style
	Text  string
}

func (p Paragraph) write(w *writer) {
	w.raw("<w:p>")
	w.paragraphProperties(p.Style)
	w.run(p.Style, p.Text)
	w.raw("</w:p>")
}

// paragraphProperties writes what the schema asks for, in its order.
func (w *writer) paragraphProperties(s Style) {
	size := s.Size
	if size == 0 {
		size = w.layout.Size
	}
	w.raw("<w:pPr>")
	if s.Unbroken {
		w.raw("<w:keepNext/>")
	}
	if s.Pitch != 0 || s.Before != 0 {
		pitch := s.Pitch
		if pitch == 0 {
			pitch = w.layout.Pitch
		}
		w.rawf(`<w:spacing w:before="%d" w:line="%d" w:lineRule="exact"/>`, twentieths(s.Before), twentieths(pitch))
	}
	if s.Indent != 0 || s.RightSpace != 0 {
		// in characters for Word, in twips for readers that know only these
		w.rawf(`<w:ind w:rightChars="%d" w:right="%d" w:firstLineChars="%d" w:firstLine="%d"/>`,
			int(100*s.RightSpace), twentieths(size*s.RightSpace), int(100*s.Indent), twentieths(size*s.Indent))
	}
	if s.Align != Justify {
		w.rawf(`<w:jc w:val="%s"/>`, s.Align)
	}
	w.raw("</w:pPr>")
}

func (w *writer) run(s Style, text string) {
	w.raw("<w:r><w:rPr>")
	if s.Font != "" {
		w.fonts(s.Font)
	}
	if s.Bold {
		w.raw("<w:b/>")
	}
	if s.Size != 0 {
		half := int(2*s.Size + 0.5)
		w.rawf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, half, half)
	}
	w.raw("</w:rPr>")
	w.text(text)
	w.raw("</w:r>")
}
