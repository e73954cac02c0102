package chart

import (
	"fmt"
	"html/template"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Part is one piece of a whole bar.
type Part struct {
	Share float64 // percent of the whole
	Text  string  // as printed, without %
	Tip   string
}

// Whole is one 100% bar: a part for each band, best band first.
type Whole struct {
	Name  string
	Parts []Part
}

// Stack draws 100% bars, in the order given, one colour a band.
func Stack(id, label string, bands []string, bars []Whole) (Chart, error) {
	for _, b := range bars {
		if len(b.Parts) != len(bands) {
			return Chart{}, fmt.Errorf("draw %s: %d parts for %d bands", id, len(b.Parts), len(bands))
		}
		for _, p := range b.Parts {
			if err := finite(id, p.Share); err != nil {
				return Chart{}, err
			}
		}
	}
	c := Chart{ID: id, Dress: "stack", Label: label, Height: 30*len(bars) + 58,
		Still: stackStill(label, bands, bars)}
	var names []string
	for _, b := range bars {
		names = append(names, clip(b.Name, 5))
	}
	chart := charts.NewBar()
	chart.SetGlobalOptions(append(common(label, true, opts.Grid{Left: "70", Right: "18", Top: "30", Bottom: "26"}),
		charts.WithXAxisOpts(valueAxis(axis{0, 100, 20})), charts.WithYAxisOpts(nameAxis(names, "left")),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true), Top: "0", Left: "66", ItemWidth: 11, ItemHeight: 11, Icon: "rect", SelectedMode: "false"}))...)
	for k, band := range bands {
		var data []opts.BarData
		var tips []string
		for _, b := range bars {
			// The printed text is the datum's name: the label shows it, so that
			// picture and table round alike.
			data = append(data, opts.BarData{Name: b.Parts[k].Text, Value: b.Parts[k].Share})
			tips = append(tips, b.Parts[k].Tip)
		}
		c.Tips = append(c.Tips, tips)
		fill, on := bandColour(k, len(bands))
		chart.AddSeries(clip(band, 8), data,
			charts.WithBarChartOpts(opts.BarChart{Stack: "whole", BarWidth: "20"}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: fill, BorderColor: "#fff", BorderWidth: 1}),
			charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Color: on, FontSize: 11.5}))
	}
	chart.Validate()
	var err error
	c.Option, err = option(id, chart)
	return c, err
}

// bandColour runs from dark blue (the best band) through sand to ochre.
func bandColour(k, n int) (fill, text string) {
	ramp := []struct{ fill, text string }{{Above, "#fff"}, {sky, ink}, {pale, ink}, {sand, ink}, {Below, "#fff"}}
	pick := map[int][]int{1: {0}, 2: {0, 3}, 3: {0, 1, 3}, 4: {0, 1, 3, 4}}[n]
	if pick == nil {
		return ramp[min(k, 4)].fill, ramp[min(k, 4)].text
	}
	return ramp[pick[k]].fill, ramp[pick[k]].text
}

func stackStill(label string, bands []string, bars []Whole) template.HTML {
	const width, left, right, row, top = 620.0, 70.0, 602.0, 30.0, 28.0
	bottom := top + row*float64(len(bars))
	c := newCanvas(width, bottom+22, label)
	x := left
	for k, band := range bands {
		fill, _ := bandColour(k, len(bands))
		c.rect(x, 5, 11, 11, fill)
		name := clip(band, 8)
		c.text(x+16, 15, 12, "start", soft, name)
		x += 16 + 13*float64(len([]rune(name))) + 14
	}
	for v := 0.0; v <= 100; v += 20 {
		x := left + v/100*(right-left)
		c.line(x, top, x, bottom, hair, 1)
		c.text(x, bottom+16, 12, "middle", faint, fmt.Sprintf("%g%%", v))
	}
	for i, b := range bars {
		y := top + row*float64(i)
		c.text(left-8, y+row/2+4.5, 13, "end", ink, clip(b.Name, 5))
		x := left
		for k, p := range b.Parts {
			w := p.Share / 100 * (right - left)
			fill, on := bandColour(k, len(bands))
			c.rect(x, y+5, max(w-1, 0), 20, fill)
			if p.Share >= 6 {
				c.text(x+w/2, y+row/2+4, 11.5, "middle", on, p.Text)
			}
			x += w
		}
	}
	return c.html()
}
