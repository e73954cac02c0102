package chart

import "html/template"

// Tile is one place on the grid. A tile without Text is a hole: nothing is
// known there, which is not zero.
type Tile struct {
	Column, Row int
	Name        string
	Text        string // the value as printed; for a hole, why it is one
	Hole        bool
	Colour      string
}

// Tiles draws a grid of places: a scheme, not a map of borders. It needs no
// script.
func Tiles(label string, tiles []Tile) template.HTML {
	const w, h, gap = 60.0, 54.0, 5.0
	columns, rows := 0, 0
	for _, t := range tiles {
		columns, rows = max(columns, t.Column+1), max(rows, t.Row+1)
	}
	c := newCanvas(float64(columns)*(w+gap)-gap+2, float64(rows)*(h+gap)-gap+2, label)
	for _, t := range tiles {
		x, y := float64(t.Column)*(w+gap)+1, float64(t.Row)*(h+gap)+1
		on, size := "#fff", 13.5
		switch {
		case t.Hole:
			c.hole(x, y, w, h)
			on, size = soft, 11.5
		case t.Colour == Alike:
			c.rect(x, y, w, h, pale)
			on = ink
		default:
			c.rect(x, y, w, h, t.Colour)
		}
		c.text(x+w/2, y+24, 13, "middle", on, clip(t.Name, 4))
		c.text(x+w/2, y+42, size, "middle", on, t.Text)
	}
	return c.html()
}
