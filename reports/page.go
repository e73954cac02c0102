package reports

import "lvzhi/reports/chart"

// page is what both templates share.
type page struct {
	Options  Options
	Name     string // in the browser's tab
	Mark     string // what stands on every sheet
	Period   string
	AsOf     string
	Manifest int64
	Made     string
	Basis    []Para
	Headline []headline
	Sections []section
	Foot     []string
	Charts   []chart.Spec
}

// headline is one figure of the row of figures.
type headline struct {
	Label string
	Value Cell
	Unit  string
	Below Para
}

// section is a chapter: words, pictures, tables, in this order.
type section struct {
	Title   string
	Paras   []Para
	Pair    bool // pictures stand two in a row
	Charts  []picture
	Tables  []Table
	Beside  bool    // tables stand side by side
	Behind  []Table // tables to open
	List    []Para
	Caution string
}

// picture is a chart as printed: a question, what is drawn, the picture, its n,
// its table, its definition.
type picture struct {
	Chart  chart.Chart
	Ask    string
	Drawn  string
	Count  string
	Data   Table
	Basis  []string
	Legend []key
}

type key struct{ Colour, Text string }

func newPage(f facts, o Options) page {
	p := page{Options: o, Period: monthWord(o.Period), AsOf: dateWord(f.run.AsOf), Manifest: f.run.Manifest}
	if !o.GeneratedOn.IsZero() {
		p.Made = dateWord(o.GeneratedOn.Format("2006-01-02"))
	}
	return p
}
