// Package reports turns mart rows into the monthly pages: the release page for
// leaders and cities, and the internal analysis page. Each is one HTML file
// that needs no network.
//
// It must not compute what a mart should hold, read anything but marts and
// reference tables, look at a clock or a file, or name a deputy: no query of
// this package asks for a name.
package reports

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"
)

// Options say which month, and what the masthead says of it.
type Options struct {
	Period      string // YYYY-MM
	Demo        bool   // the data are made up: every page says so
	Edition     int    // 1 if zero
	GeneratedOn time.Time
	Title       string // 全省人大代表履职数据月报 if empty
	Organ       string // 河南省人大常委会代表工作委员会 if empty
	Base        string // the one base for comparison across units; the office's choice if empty
}

// Pages are the two pages of a month and every number printed on them.
type Pages struct {
	Release  []byte // monthly-YYYY-MM.html
	Analysis []byte // analysis-YYYY-MM.html: never sent out
	Figures  []Figure
}

// ErrPeriod is returned for a period that is not a month.
var ErrPeriod = errors.New("月份应写成YYYY-MM，例如2024-08")

// ErrNothing is returned for a month the build knows nothing of.
var ErrNothing = errors.New("本次构建中没有这个月应报送的数据")

var month = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// Monthly builds the two pages of one month.
func Monthly(ctx context.Context, source Source, o Options) (Pages, error) {
	o = o.filled()
	if !month.MatchString(o.Period) {
		return Pages{}, fmt.Errorf("%q: %w", o.Period, ErrPeriod)
	}
	q, err := openQueries(source)
	if err != nil {
		return Pages{}, err
	}
	r, err := readRun(ctx, q)
	if err != nil {
		return Pages{}, err
	}
	if o.Base == "" {
		o.Base = r.Base
	}
	f, err := readFacts(ctx, q, r, o)
	if err != nil {
		return Pages{}, err
	}
	if len(f.satisfaction) == 0 && len(f.submissions) == 0 {
		return Pages{}, fmt.Errorf("%s: %w", o.Period, ErrNothing)
	}
	release, figures, err := releasePage(f, o)
	if err != nil {
		return Pages{}, fmt.Errorf("release page: %w", err)
	}
	analysis, more, err := analysisPage(ctx, q, f, o)
	if err != nil {
		return Pages{}, fmt.Errorf("analysis page: %w", err)
	}
	return Pages{Release: release, Analysis: analysis, Figures: append(figures, more...)}, nil
}

func (o Options) filled() Options {
	if o.Edition == 0 {
		o.Edition = 1
	}
	if o.Title == "" {
		o.Title = "全省人大代表履职数据月报"
	}
	if o.Organ == "" {
		o.Organ = "河南省人大常委会代表工作委员会"
	}
	return o
}
