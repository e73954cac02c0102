package chart

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// canvas writes one SVG. Every text goes through escaping, every number is a
// number: nothing else can enter the markup.
type canvas struct {
	b strings.Builder
}

func newCanvas(width, height float64, label string) *canvas {
	c := &canvas{}
	fmt.Fprintf(&c.b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-label="%s">`,
		num(width), num(height), template.HTMLEscapeString(label))
	return c
}

func (c *canvas) html() template.HTML { return template.HTML(c.b.String() + "</svg>") }

func num(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) }

func (c *canvas) line(x1, y1, x2, y2 float64, stroke string, width float64) {
	fmt.Fprintf(&c.b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"/>`,
		num(x1), num(y1), num(x2), num(y2), stroke, num(width))
}

func (c *canvas) rect(x, y, w, h float64, fill string) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, num(x), num(y), num(w), num(h), fill)
}

func (c *canvas) hole(x, y, w, h float64) {
	fmt.Fprintf(&c.b, `<rect x="%s" y="%s" width="%s" height="%s" fill="#fff" stroke="%s" stroke-dasharray="3 3"/>`,
		num(x), num(y), num(w), num(h), missing)
}

func (c *canvas) dot(x, y, r float64, fill string) {
	fmt.Fprintf(&c.b, `<circle cx="%s" cy="%s" r="%s" fill="%s"/>`, num(x), num(y), num(r), fill)
}

// text draws a line of text; anchor is start, middle or end.
func (c *canvas) text(x, y, size float64, anchor, fill, text string) {
	fmt.Fprintf(&c.b, `<text x="%s" y="%s" font-size="%s" text-anchor="%s" fill="%s">%s</text>`,
		num(x), num(y), num(size), anchor, fill, template.HTMLEscapeString(text))
}
