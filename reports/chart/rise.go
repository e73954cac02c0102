package chart

import (
	"fmt"
	"html/template"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Rise draws upright intervals over ordered groups, such as tenths; name is
// the title of the ordered axis.
func Rise(id, label, name string, rows []Interval) (Chart, error) {
	high := 0.0
	for _, r := range rows {
		if err := finite(id, r.Low, r.Value, r.High); err != nil {
			return Chart{}, err
		}
		high = max(high, r.High)
	}
	a := roundAxis(0, high)
	a.high = min(a.high, 100)
	c := Chart{ID: id, Dress: "rise", Label: label, Height: 290, Still: riseStill(label, name, rows, a)}
	var names, tips []string
	var bars, dots []opts.CustomData
	for i, r := range rows {
		names, tips = append(names, clip(r.Name, 7)), append(tips, r.Tip)
		bars = append(bars, opts.CustomData{Name: r.Text, Value: []any{i, r.Low, r.High}})
		dots = append(dots, opts.CustomData{Name: r.Text, Value: []any{i, r.Value}})
	}
	chart := charts.NewCustom()
	groups := opts.XAxis{Type: "category", Data: names, Name: name, NameLocation: "middle", NameGap: 28,
		AxisTick: &opts.AxisTick{Show: opts.Bool(false)}, AxisLabel: &opts.AxisLabel{Color: ink, FontSize: 12, Interval: "0"}}
	values := opts.YAxis{Type: "value", Min: a.low, Max: a.high, MinInterval: a.step, MaxInterval: a.step,
		AxisLabel: &opts.AxisLabel{Color: faint, FontSize: 12},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: hair}}}
	chart.SetGlobalOptions(append(common(label, false, opts.Grid{Left: "46", Right: "20", Top: "18", Bottom: "50"}),
		charts.WithXAxisOpts(groups), charts.WithYAxisOpts(values))...)
	chart.SetXAxis(names)
	chart.AddSeries("区间", bars, charts.WithItemStyleOpts(opts.ItemStyle{Color: Above}))
	chart.AddSeries("值", dots, charts.WithItemStyleOpts(opts.ItemStyle{Color: Above}),
		charts.WithSeriesOpts(func(s *charts.SingleSeries) { s.Type, s.SymbolSize = "scatter", 9 }),
		charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Position: "right", Color: ink, FontSize: 11.5}))
	chart.Validate()
	c.Tips = [][]string{tips, tips}
	var err error
	c.Option, err = option(id, chart)
	return c, err
}

func riseStill(label, name string, rows []Interval, a axis) template.HTML {
	const width, height, left, right, top, bottom = 620.0, 290.0, 46.0, 608.0, 16.0, 236.0
	c := newCanvas(width, height, label)
	for _, v := range a.ticks() {
		y := a.at(v, bottom, top)
		c.line(left, y, right, y, hair, 1)
		c.text(left-8, y+4, 12, "end", faint, fmt.Sprintf("%g%%", v))
	}
	each := (right - left) / float64(max(len(rows), 1))
	for i, r := range rows {
		x := left + each*(float64(i)+0.5)
		c.line(x, a.at(r.Low, bottom, top), x, a.at(r.High, bottom, top), Above, 2)
		c.dot(x, a.at(r.Value, bottom, top), 4.5, Above)
		c.text(x+8, a.at(r.Value, bottom, top)+4, 11.5, "start", ink, r.Text)
		c.text(x, bottom+18, 12, "middle", ink, clip(r.Name, 7))
	}
	c.text((left+right)/2, bottom+42, 12, "middle", soft, name)
	return c.html()
}
