// Package chart turns values into pictures: an ECharts option for a browser
// that runs scripts, and the same picture as a still SVG for one that does not
// and for paper. Both come from the same values, so they cannot disagree.
//
// It must not compute a statistic, read a mart, or know what a unit is. No
// text of the data ever becomes code: options leave as JSON, functions live in
// one static script and are called by name.
package chart

import (
	"fmt"
	"html/template"
	"math"
)

// The palette: blue is above, ochre below, grey alike. Red belongs to the
// masthead and to no picture.
const (
	Above   = "#1f5a7a"
	Alike   = "#8f9aa3"
	Below   = "#b9812a"
	ink     = "#1d2126"
	soft    = "#5b6470"
	faint   = "#8b939d"
	hair    = "#ece9e3"
	pale    = "#c9d3d8"
	sky     = "#7fa6bb"
	sand    = "#e3cfa6"
	missing = "#aaaaaa"
)

// Chart is one picture, in both forms.
type Chart struct {
	ID     string         // fixed, ASCII; also the id of its element
	Dress  string         // the functions it wears, by name in page.js
	Height int            // px of the live picture
	Label  string         // what a screen reader says
	Option map[string]any // ECharts
	Tips   [][]string     // plain text by series and datum
	Still  template.HTML  // SVG
}

// Spec is what page.js needs of a chart.
type Spec struct {
	ID     string         `json:"id"`
	Dress  string         `json:"dress"`
	Option map[string]any `json:"option"`
	Tips   [][]string     `json:"tips"`
}

// Spec returns the live part of the chart.
func (c Chart) Spec() Spec { return Spec{c.ID, c.Dress, c.Option, c.Tips} }

// clip keeps a label from eating the picture; tables carry the whole text.
func clip(text string, runes int) string {
	r := []rune(text)
	if len(r) <= runes {
		return text
	}
	return string(r[:runes-1]) + "…"
}

// axis is a value axis with round ends and steps.
type axis struct{ low, high, step float64 }

// roundAxis spans low..high with at most about six steps of 1, 2 or 5 × 10ⁿ.
func roundAxis(low, high float64) axis {
	if !(high > low) {
		high = low + 1
	}
	raw := (high - low) / 6
	step := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5, 10} {
		if step*m >= raw {
			step *= m
			break
		}
	}
	return axis{math.Floor(low/step) * step, math.Ceil(high/step) * step, step}
}

func (a axis) ticks() []float64 {
	var ticks []float64
	for i := range 20 {
		v := a.low + float64(i)*a.step
		if v > a.high+a.step/2 {
			break
		}
		ticks = append(ticks, v)
	}
	return ticks
}

func (a axis) at(v, from, to float64) float64 {
	return from + (v-a.low)/(a.high-a.low)*(to-from)
}

func finite(id string, values ...float64) error {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("draw %s: a value is not a finite number", id)
		}
	}
	return nil
}
