package chart

import (
	"fmt"
	"html/template"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Interval is one row of a forest plot, in percent. A row with Head set is the
// heading of the rows below it and has no value.
type Interval struct {
	Head             bool
	Name             string
	Low, Value, High float64
	Text             string // the value as printed
	Colour           string
	Tip              string
}

// Forest draws intervals, in the order given, against one reference line.
func Forest(id, label string, rows []Interval, reference float64) (Chart, error) {
	low, high := reference, reference
	for _, r := range rows {
		if r.Head {
			continue
		}
		if err := finite(id, r.Low, r.Value, r.High); err != nil {
			return Chart{}, err
		}
		low, high = min(low, r.Low), max(high, r.High)
	}
	if err := finite(id, reference); err != nil {
		return Chart{}, err
	}
	a := roundAxis(low, high)
	a.high = min(a.high, 100)
	c := Chart{ID: id, Dress: "interval", Label: label, Height: 24*len(rows) + 34,
		Still: forestStill(label, rows, reference, a)}
	var err error
	c.Option, err = forestOption(label, id, rows, reference, a)
	var tips []string
	for _, r := range rows {
		if !r.Head {
			tips = append(tips, r.Tip)
		}
	}
	c.Tips = [][]string{tips, tips}
	return c, err
}

func forestOption(label, id string, rows []Interval, reference float64, a axis) (map[string]any, error) {
	var names, texts []string
	var bars []opts.CustomData
	var dots []opts.CustomData
	for i, r := range rows {
		names, texts = append(names, headed(r)), append(texts, r.Text)
		if r.Head {
			continue
		}
		style := &opts.ItemStyle{Color: r.Colour}
		bars = append(bars, opts.CustomData{Name: clip(r.Name, 8), Value: []any{r.Low, i, r.High}, ItemStyle: style})
		dots = append(dots, opts.CustomData{Name: clip(r.Name, 8), Value: []any{r.Value, i}, ItemStyle: style})
	}
	chart := charts.NewCustom()
	chart.SetGlobalOptions(append(common(label, false, opts.Grid{Left: "78", Right: "52", Top: "4", Bottom: "26"}),
		charts.WithXAxisOpts(valueAxis(a)), charts.WithYAxisOpts(nameAxis(names, "left")))...)
	chart.ExtendYAxis(nameAxis(texts, "right"))
	chart.AddSeries("区间", bars)
	chart.AddSeries("值", dots,
		charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.Type, s.SymbolSize = "scatter", 9 }),
		charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{XAxis: reference}),
		charts.WithMarkLineStyleOpts(opts.MarkLineStyle{Symbol: []string{"none", "none"}, Label: &opts.Label{Show: opts.Bool(false)},
			LineStyle: &opts.LineStyle{Color: ink, Width: 1, Type: "solid", Opacity: opts.Float(0.5)}}))
	chart.Validate()
	return option(id, chart)
}

// headed marks a heading with a leading space, which page.js sets in soft type;
// no unit's name begins with one.
func headed(r Interval) string {
	if r.Head {
		return " " + r.Name
	}
	return clip(r.Name, 5)
}

func forestStill(label string, rows []Interval, reference float64, a axis) template.HTML {
	const width, left, right, row = 480.0, 70.0, 430.0, 24.0
	bottom := row*float64(len(rows)) + 6
	c := newCanvas(width, bottom+24, label)
	for _, v := range a.ticks() {
		x := a.at(v, left, right)
		c.line(x, 4, x, bottom, hair, 1)
		c.text(x, bottom+17, 12, "middle", faint, fmt.Sprintf("%g%%", v))
	}
	x := a.at(reference, left, right)
	c.line(x, 4, x, bottom, "#8e9092", 1)
	for i, r := range rows {
		y := 4 + row*(float64(i)+0.5)
		if r.Head {
			c.text(left-8, y+4, 11.5, "end", soft, r.Name)
			continue
		}
		c.text(left-8, y+4.5, 13, "end", ink, clip(r.Name, 5))
		c.line(a.at(r.Low, left, right), y, a.at(r.High, left, right), y, r.Colour, 2)
		c.dot(a.at(r.Value, left, right), y, 4.5, r.Colour)
		c.text(right+12, y+4.5, 13, "start", ink, r.Text)
	}
	return c.html()
}
