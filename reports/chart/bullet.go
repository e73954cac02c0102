package chart

import (
	"fmt"
	"html/template"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Bullet is one bar with a mark to read it against, in percent. Mark may be
// absent (NaN is not allowed; set NoMark).
type Bullet struct {
	Name   string
	Value  float64
	Mark   float64
	NoMark bool
	Text   string // the value as printed
	Tip    string
}

// Bullets draws bars from zero, each with its own mark.
func Bullets(id, label string, rows []Bullet) (Chart, error) {
	high := 0.0
	for _, r := range rows {
		if err := finite(id, r.Value, r.Mark); err != nil {
			return Chart{}, err
		}
		high = max(high, r.Value, r.Mark)
	}
	a := roundAxis(0, high)
	c := Chart{ID: id, Dress: "bullet", Label: label, Height: 24*len(rows) + 34, Still: bulletStill(label, rows, a)}
	var names, texts, tips []string
	var bars []opts.BarData
	var marks []opts.CustomData
	for i, r := range rows {
		names, texts, tips = append(names, clip(r.Name, 5)), append(texts, r.Text), append(tips, r.Tip)
		bars = append(bars, opts.BarData{Name: clip(r.Name, 8), Value: r.Value})
		if !r.NoMark {
			marks = append(marks, opts.CustomData{Name: clip(r.Name, 8), Value: []any{r.Mark, i}})
		}
	}
	chart := charts.NewBar()
	chart.SetGlobalOptions(append(common(label, false, opts.Grid{Left: "70", Right: "52", Top: "4", Bottom: "26"}),
		charts.WithXAxisOpts(valueAxis(a)), charts.WithYAxisOpts(nameAxis(names, "left")))...)
	chart.ExtendYAxis(nameAxis(texts, "right"))
	chart.AddSeries("值", bars, charts.WithBarChartOpts(opts.BarChart{BarWidth: "10"}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: sky}))
	chart.AddSeries("参照", nil, charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.Type, s.Data = "custom", marks }),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: ink}))
	chart.Validate()
	c.Tips = [][]string{tips, nil}
	var err error
	c.Option, err = option(id, chart)
	return c, err
}

func bulletStill(label string, rows []Bullet, a axis) template.HTML {
	const width, left, right, row = 620.0, 70.0, 568.0, 24.0
	bottom := row*float64(len(rows)) + 6
	c := newCanvas(width, bottom+24, label)
	for _, v := range a.ticks() {
		x := a.at(v, left, right)
		c.line(x, 4, x, bottom, hair, 1)
		c.text(x, bottom+17, 12, "middle", faint, fmt.Sprintf("%g%%", v))
	}
	for i, r := range rows {
		y := 4 + row*(float64(i)+0.5)
		c.text(left-8, y+4.5, 13, "end", ink, clip(r.Name, 5))
		c.rect(left, y-5, a.at(r.Value, left, right)-left, 10, sky)
		if !r.NoMark {
			x := a.at(r.Mark, left, right)
			c.line(x, y-8, x, y+8, ink, 2)
		}
		c.text(right+12, y+4.5, 13, "start", ink, r.Text)
	}
	return c.html()
}
