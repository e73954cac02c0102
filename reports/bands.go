package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lvzhi/reports/chart"
)

const bandsHead = "各按本地办法，等次线不同，不作横向比较"

// bandRow is one unit under one scheme.
type bandRow struct {
	unit  unit
	name  string // on the picture
	first bandCount
	count map[string]int64
}

// bandGroup is the rows whose schemes use the same words in the same order:
// they can share a legend, not a comparison.
type bandGroup struct {
	bands []string
	rows  []bandRow
}

// bandSection is 四、履职积分: bands per scheme, units in division-code order.
func (r *release) bandSection() (section, error) {
	s := section{Title: "四、履职积分", Paras: []Para{plains(bandsHead + "。原始分不可跨单位比较，以下只列等次构成。")}}
	if len(r.bands) == 0 {
		s.Paras = append(s.Paras, plains("〔待补：尚无经主任会议确认的积分〕"))
		return s, nil
	}
	groups := r.bandGroups()
	for i, g := range groups {
		p, err := r.bandPicture(i+1, g, len(groups) > 1)
		if err != nil {
			return s, err
		}
		s.Charts = append(s.Charts, p)
	}
	return s, nil
}

func (r *release) bandGroups() []*bandGroup {
	var groups []*bandGroup
	for _, u := range r.units {
		rows := r.bandRows(u)
		for i, row := range rows {
			if len(rows) > 1 {
				row.name += string(rune('①' + min(i, 19))) // which of the unit's schemes: the table names it
			}
			words := r.bandWords(row)
			at := slices.IndexFunc(groups, func(g *bandGroup) bool { return slices.Equal(g.bands, words) })
			if at < 0 {
				groups, at = append(groups, &bandGroup{bands: words}), len(groups)
			}
			groups[at].rows = append(groups[at].rows, row)
		}
	}
	return groups
}

// bandRows lists a unit's schemes in their order.
func (r *release) bandRows(u unit) []bandRow {
	var rows []bandRow
	for _, b := range r.bands {
		if b.Unit != u.Code {
			continue
		}
		if n := len(rows); n == 0 || rows[n-1].first.Scheme != b.Scheme {
			rows = append(rows, bandRow{unit: u, name: u.Short, first: b, count: map[string]int64{}})
		}
		rows[len(rows)-1].count[b.Band] += b.N
	}
	return rows
}

// bandWords are a scheme's bands, best first; a band the scheme does not list
// comes last.
func (r *release) bandWords(row bandRow) []string {
	var words []string
	for _, b := range r.schemeBands {
		if b.Scheme == row.first.Scheme {
			words = append(words, b.Band)
		}
	}
	for _, b := range r.bands {
		if b.Unit == row.unit.Code && b.Scheme == row.first.Scheme && !slices.Contains(words, b.Band) {
			words = append(words, b.Band)
		}
	}
	return words
}

func (r *release) bandPicture(no int, g *bandGroup, several bool) (picture, error) {
	data := Table{Class: "named", Head: append([]string{"单位", "办法", "已确认（名）"}, g.bands...)}
	var bars []chart.Whole
	var sources []string
	var total int64
	units, open := map[string]bool{}, true
	for _, row := range g.rows {
		bar, cells, closes := r.bandBar(row, g.bands)
		if bar.Parts != nil {
			bars = append(bars, bar)
			units[row.first.Unit] = true // one unit may have several schemes
		}
		data.Rows = append(data.Rows, cells)
		open = open && closes
		for _, n := range row.count {
			total += n
		}
		if source := cmp.Or(row.first.Source, "原文未规定"); !slices.Contains(sources, source) {
			sources = append(sources, source)
		}
	}
	if !open {
		data.Notes = append(data.Notes, "注：因四舍五入，合计可能不等于100%。")
	}
	ask := fmt.Sprintf("%d年代表积分落在哪些等次？", g.rows[0].first.Year)
	if several {
		ask = fmt.Sprintf("%d年代表积分落在哪些等次？（%s）", g.rows[0].first.Year, list(g.bands))
	}
	drawn := fmt.Sprintf("%d个单位", len(units))
	if few := len(g.rows) - len(bars); few > 0 {
		drawn += fmt.Sprintf("（另有%d个人数少，不作图）", few)
	}
	c, err := chart.Stack(fmt.Sprintf("chart-bands-%d", no), "各单位积分等次构成", g.bands, bars)
	return picture{Chart: c, Ask: ask, Drawn: bandsHead + "；占已确认代表的比例（%），行政区划代码序",
		Count: fmt.Sprintf("%s，已确认代表%s名", drawn, grouped(total)), Data: data,
		Basis: []string{"等次构成＝该等次的代表÷当年积分经主任会议确认或通报、任职满一年的代表。", "等次按本地积分办法划分，依据：" + strings.Join(sources, "；") + "。",
			fmt.Sprintf("不足%d名的单位不列比例；最低等次1至%d名的并入上一等次。", r.run.LeastMandates, r.run.SmallCount-1)}}, err
}

// bandBar is one unit's bar and row; closes says that the printed shares add up
// to 100.0. A unit of few people has a row and no bar.
func (r *release) bandBar(row bandRow, bands []string) (chart.Whole, Row, bool) {
	u, scheme, count := row.unit, row.first, row.count
	var n, sum int64
	for _, band := range bands {
		n += count[band]
	}
	bar := chart.Whole{Name: row.name}
	out := Row{Cells: []Cell{plain(u.Name), {Text: scheme.Label, Class: "wrap"}, plain(grouped(n))}}
	if n < r.run.LeastMandates {
		out.Cells = append(out.Cells, Cell{Text: "人数少，不计算", Span: len(bands), Class: "faint"})
		return bar, out, true
	}
	shown := mergeWorst(bands, count, r.run.SmallCount)
	for i, band := range bands {
		k := shown[i]
		sum += tenths(k, n)
		text := percent(k, n)
		printed, def := text+"%", fmt.Sprintf("%s%d年按《%s》评为“%s”的代表占已确认代表的比例", u.Name, scheme.Year, scheme.Label, band)
		switch {
		case i == len(bands)-1 && k != count[band]:
			bar.Parts = append(bar.Parts, chart.Part{Tip: u.Name + "　" + band + "\n" + r.run.fewer() + "名，并入上一等次画出"})
			out.Cells = append(out.Cells, plain(r.run.fewer()+"名"))
			continue
		case k != count[band]:
			printed += "（含下一等次）"
			def += fmt.Sprintf("，含下一等次不足%d名的", r.run.SmallCount)
		}
		bar.Parts = append(bar.Parts, chart.Part{Share: share(k, n), Text: text,
			Tip: fmt.Sprintf("%s　%s\n%s（%s/%s名）", u.Name, band, printed, grouped(k), grouped(n))})
		out.Cells = append(out.Cells, r.ledger.number(Figure{Text: printed, Definition: def,
			Numerator: grouped(k) + "名", Denominator: grouped(n) + "名", Query: "monthly_band", Unit: u.Code}))
	}
	return bar, out, sum == 1000
}

// mergeWorst returns the counts to print: a worst band of fewer people than small
// stands in the band above it, so that neither can be read off.
func mergeWorst(bands []string, count map[string]int64, small int64) []int64 {
	shown := make([]int64, len(bands))
	for i, b := range bands {
		shown[i] = count[b]
	}
	if last := len(bands) - 1; last > 0 && shown[last] > 0 && shown[last] < small {
		shown[last-1] += shown[last]
		shown[last] = 0
	}
	return shown
}
