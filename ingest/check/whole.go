package check

import (
	"fmt"
	"slices"
	"time"

	"lvzhi/contracts"
)

// unnamed keeps the cells of columns without a header; a bare count of rows
// is none.
func (w *work) unnamed() {
	known := map[int]bool{}
	for _, c := range w.sheet.Header.Columns {
		known[c.Index] = true
	}
	for i, text := range w.row.Cells {
		if text == "" || known[i] || i == 0 && plainNumber.MatchString(fold(text)) {
			continue
		}
		c := Column{Index: i}
		w.cell(c)
	}
}

// defaults fills what the file says of all rows: the title's year and level,
// the sheet's county, the value of a column the form does not have.
func (w *work) defaults() {
	set := func(field string, value any) {
		if i, ok := w.position[field]; ok && w.values[i] == nil && !w.sheet.has(field) && value != nil {
			w.values[i] = value
		}
	}
	for name, text := range w.absent {
		value, _ := decimal(text)
		set(name, value)
	}
	for _, f := range w.stored {
		if f.FromTitle && w.ctx.Year > 0 {
			set(f.Name, int64(w.ctx.Year))
		}
	}
	if w.ctx.Level != "" {
		set("level", w.ctx.Level)
	}
	if county := w.ctx.Places.ResolveIn(w.ctx.Unit, w.sheet.Table.Name); county != "" && county != w.ctx.Unit {
		set("county_code", county)
	}
	if i, ok := w.position["county_code"]; ok && w.values[i] == nil && w.texts["county_code"] == "" && w.ctx.Scope != "all" && len(w.ctx.Scope) >= 6 {
		w.values[i] = w.ctx.Scope[:6]
	}
	if w.dataset.DateField != "" && !w.sheet.has(w.dataset.DateField) {
		if first, err := time.Parse("2006-01", w.ctx.Period); err == nil {
			set(w.dataset.DateField, first.AddDate(0, 1, -1))
			w.imputed = true
		}
	}
}

// required refuses rows without their key fields, and remarks on a date
// outside an incremental file's period.
func (w *work) required() {
	for i, f := range w.stored {
		if !f.Required || w.values[i] != nil {
			continue
		}
		index := -1
		if c, ok := w.column(f.Name); ok {
			index = c.Index
		}
		if slices.ContainsFunc(w.problems, func(p Problem) bool { return p.Field == f.Name && p.Severity == Error }) {
			continue
		}
		w.remark(index, f.Name, w.texts[f.Name], faultf(Error, "missing_key_field", fmt.Sprintf("请补填%s后重报本行", f.Label), "没有填写%s", f.Label))
	}
	w.datedInPeriod()
}

// datedInPeriod remarks on a date that the file's period does not cover; the
// row counts in the month of its date all the same.
func (w *work) datedInPeriod() {
	i, ok := w.position[w.dataset.DateField]
	if !ok || w.ctx.Period == "" {
		return
	}
	day, ok := w.values[i].(time.Time)
	if !ok {
		return
	}
	c, _ := w.column(w.dataset.DateField)
	if !w.imputed && !w.ctx.Today.IsZero() && day.After(w.ctx.Today) {
		w.remark(c.Index, w.dataset.DateField, w.texts[w.dataset.DateField], faultf(Error, "impossible_date", "请核对日期后重报本行", "%s还没有到", day.Format("2006年1月2日")))
		return
	}
	month, first := day.Format("2006-01"), w.ctx.Period
	if w.ctx.Arrival == contracts.Cumulative {
		first = w.ctx.Period[:4] + "-01"
	}
	if month >= first && month <= w.ctx.Period {
		return
	}
	w.remark(c.Index, w.dataset.DateField, w.texts[w.dataset.DateField], faultf(Warning, "date_outside_period", "请核对日期或报送期", "日期不在报送期%s之内，已按日期归入%s", w.ctx.Period, month))
}
