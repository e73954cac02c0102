package chart

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// marker surrounds what go-echarts' own templates would turn into live code.
const marker = "__f__"

// option takes a go-echarts chart as plain JSON values, without the marks by
// which a text could become a function.
func option(id string, c interface{ JSON() map[string]any }) (map[string]any, error) {
	text, err := json.Marshal(c.JSON())
	if err != nil {
		return nil, fmt.Errorf("draw %s: %w", id, err)
	}
	var plain map[string]any
	if err := json.Unmarshal(text, &plain); err != nil {
		return nil, fmt.Errorf("draw %s: %w", id, err)
	}
	for _, unused := range []string{"title", "toolbox", "color"} {
		delete(plain, unused)
	}
	return strip(plain).(map[string]any), nil
}

func strip(v any) any {
	switch v := v.(type) {
	case string:
		// Repeated: taking one mark out may join two halves into another.
		for strings.Contains(v, marker) {
			v = strings.ReplaceAll(v, marker, "")
		}
		return v
	case []any:
		for i := range v {
			v[i] = strip(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = strip(v[k])
		}
	}
	return v
}

// common are the settings every picture has: still, readable aloud, quiet.
func common(label string, decal bool, grid opts.Grid) []charts.GlobalOpts {
	aria := &opts.Aria{Enabled: opts.Bool(true), Label: &opts.AriaLabel{Enabled: opts.Bool(true), Description: label}}
	if decal {
		aria.Decal = &opts.AriaDecal{Show: opts.Bool(true)}
	}
	return []charts.GlobalOpts{
		charts.WithAnimation(false),
		charts.WithAriaOpts(aria),
		charts.WithGridOpts(grid),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "item"}),
	}
}

func valueAxis(a axis) opts.XAxis {
	return opts.XAxis{Type: "value", Min: a.low, Max: a.high, MinInterval: a.step, MaxInterval: a.step,
		AxisLabel: &opts.AxisLabel{Color: faint, FontSize: 12},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: hair}}}
}

func nameAxis(names []string, position string) opts.YAxis {
	return opts.YAxis{Type: "category", Inverse: opts.Bool(true), Position: position, Data: names,
		AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{Color: ink, FontSize: 13, Interval: "0"}}
}
