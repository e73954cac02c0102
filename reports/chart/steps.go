package chart

import (
	"html/template"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Step is one bar of counts. Side marks those that leave the flow.
type Step struct {
	Name string
	N    int64
	Side bool
	Tip  string
}

// Steps draws counts as bars on one scale: what remains in blue, what leaves
// in grey.
func Steps(id, label string, rows []Step) (Chart, error) {
	high := int64(1)
	for _, r := range rows {
		high = max(high, r.N)
	}
	a := roundAxis(0, float64(high))
	c := Chart{ID: id, Dress: "steps", Label: label, Height: 30*len(rows) + 34, Still: stepStill(label, rows, a)}
	var names, texts, tips []string
	var bars []opts.BarData
	for _, r := range rows {
		names, texts, tips = append(names, clip(r.Name, 10)), append(texts, strconv.FormatInt(r.N, 10)), append(tips, r.Tip)
		bars = append(bars, opts.BarData{Name: clip(r.Name, 10), Value: r.N, ItemStyle: &opts.ItemStyle{Color: stepColour(r)}})
	}
	chart := charts.NewBar()
	chart.SetGlobalOptions(append(common(label, false, opts.Grid{Left: "140", Right: "52", Top: "4", Bottom: "26"}),
		charts.WithXAxisOpts(valueAxis(a)), charts.WithYAxisOpts(nameAxis(names, "left")))...)
	chart.ExtendYAxis(nameAxis(texts, "right"))
	chart.AddSeries("人数", bars, charts.WithBarChartOpts(opts.BarChart{BarWidth: "14"}))
	chart.Validate()
	c.Tips = [][]string{tips}
	var err error
	c.Option, err = option(id, chart)
	return c, err
}

func stepColour(r Step) string {
	if r.Side {
		return pale
	}
	return Above
}

func stepStill(label string, rows []Step, a axis) template.HTML {
	const width, left, right, row = 620.0, 140.0, 562.0, 30.0
	bottom := row*float64(len(rows)) + 6
	c := newCanvas(width, bottom+24, label)
	for _, v := range a.ticks() {
		x := a.at(v, left, right)
		c.line(x, 4, x, bottom, hair, 1)
		c.text(x, bottom+17, 12, "middle", faint, strconv.FormatFloat(v, 'f', -1, 64))
	}
	for i, r := range rows {
		y := 4 + row*(float64(i)+0.5)
		c.text(left-8, y+4.5, 13, "end", ink, clip(r.Name, 10))
		c.rect(left, y-7, a.at(float64(r.N), left, right)-left, 14, stepColour(r))
		c.text(right+12, y+4.5, 13, "start", ink, strconv.FormatInt(r.N, 10))
	}
	return c.html()
}
