package reports

import (
	"fmt"

	"lvzhi/reports/chart"
)

const bandsHead = "各按本地办法，等次线不同，不作横向比较"

// bandSection is 四、履职积分: bands per scheme, units in division-code order.
func (r *release) bandSection() (section, error) {
	s := section{Title: "四、履职积分", Paras: []Para{{plain(bandsHead + "。原始分不可跨单位比较，以下只列等次构成。")}}}
	if len(r.bands) == 0 {
		s.Paras = append(s.Paras, Para{plain("〔待补：尚无经主任会议确认的积分〕")})
		return s, nil
	}
	var schemes []string
	for _, b := range r.bands {
		if len(schemes) == 0 || schemes[len(schemes)-1] != b.Scheme {
			schemes = append(schemes, b.Scheme)
		}
	}
	s.Pair = len(schemes) > 1
	for i, scheme := range schemes {
		p, err := r.bandPicture(i+1, scheme)
		if err != nil {
			return s, err
		}
		s.Charts = append(s.Charts, p)
	}
	return s, nil
}

// bandPicture draws one scheme.
func (r *release) bandPicture(no int, scheme string) (picture, error) {
	var bands []string
	for _, b := range r.schemeBands {
		if b.Scheme == scheme {
			bands = append(bands, b.Band)
		}
	}
	count := map[string]map[string]int64{}
	var first bandCount
	var total int64
	for _, b := range r.bands {
		if b.Scheme != scheme {
			continue
		}
		if first.Scheme == "" {
			first = b
		}
		if !contains(bands, b.Band) {
			bands = append(bands, b.Band)
		}
		if count[b.Unit] == nil {
			count[b.Unit] = map[string]int64{}
		}
		count[b.Unit][b.Band] += b.N
		total += b.N
	}
	data := Table{Head: append([]string{"单位", "已确认（名）"}, bands...)}
	var bars []chart.Whole
	open := true
	for _, u := range r.units {
		if count[u.Code] == nil {
			continue
		}
		bar, row, closes := r.bandBar(u, first, bands, count[u.Code])
		if bar.Parts != nil {
			bars = append(bars, bar)
		}
		data.Rows = append(data.Rows, row)
		open = open && closes
	}
	if !open {
		data.Notes = append(data.Notes, "注：因四舍五入，合计可能不等于100%。")
	}
	c, err := chart.Stack(fmt.Sprintf("chart-bands-%d", no), first.Label+"各单位等次构成", bands, bars)
	drawn := fmt.Sprintf("%d个单位", len(bars))
	if few := len(data.Rows) - len(bars); few > 0 {
		drawn += fmt.Sprintf("（另有%d个人数少，不作图）", few)
	}
	source := first.Source
	if source == "" {
		source = "原文未规定"
	}
	return picture{Chart: c, Ask: fmt.Sprintf("%s：%d年代表积分落在哪些等次？", first.Label, first.Year),
		Drawn: bandsHead + "；占已确认代表的比例（%）",
		Count: fmt.Sprintf("%s，已确认代表%s名", drawn, grouped(total)), Data: data,
		Basis: []string{"等次构成＝该等次的代表÷当年积分经主任会议确认或通报的代表。", "等次按本地积分办法划分，依据：" + source + "。",
			fmt.Sprintf("不足%d名的单位不列比例。", leastMandates)}}, err
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

// bandBar is one unit's bar and row; closes says that the printed shares add up
// to 100.0. A unit of few people has a row and no bar.
func (r *release) bandBar(u unit, scheme bandCount, bands []string, count map[string]int64) (chart.Whole, Row, bool) {
	var n, sum int64
	for _, band := range bands {
		n += count[band]
	}
	bar := chart.Whole{Name: u.Short}
	row := Row{Cells: []Cell{plain(u.Name), plain(grouped(n))}}
	if n < leastMandates {
		row.Cells = append(row.Cells, Cell{Text: "人数少，不计算", Span: len(bands), Class: "mid-cell faint"})
		return bar, row, true
	}
	shown := mergeWorst(bands, count)
	for i, band := range bands {
		k := shown[i]
		sum += tenths(k, n)
		text := percent(k, n)
		printed, def := text+"%", fmt.Sprintf("%s%d年按《%s》评为“%s”的代表占已确认代表的比例", u.Name, scheme.Year, scheme.Label, band)
		switch {
		case i == len(bands)-1 && k != count[band]:
			bar.Parts = append(bar.Parts, chart.Part{Tip: u.Name + "　" + band + "\n‹3名，并入上一等次画出"})
			row.Cells = append(row.Cells, plain("‹3名"))
			continue
		case k != count[band]:
			printed += "（含下一等次）"
			def += "，含下一等次不足3名的"
		}
		bar.Parts = append(bar.Parts, chart.Part{Share: share(k, n), Text: text,
			Tip: fmt.Sprintf("%s　%s\n%s（%s/%s名）", u.Name, band, printed, grouped(k), grouped(n))})
		row.Cells = append(row.Cells, r.ledger.number(Figure{Text: printed, Definition: def,
			Numerator: grouped(k) + "名", Denominator: grouped(n) + "名", Query: "monthly_band", Unit: u.Code}))
	}
	return bar, row, sum == 1000
}

// mergeWorst returns the counts to print: a worst band of one or two people
// stands in the band above it, so that neither can be read off.
func mergeWorst(bands []string, count map[string]int64) []int64 {
	shown := make([]int64, len(bands))
	for i, b := range bands {
		shown[i] = count[b]
	}
	if last := len(bands) - 1; last > 0 && (shown[last] == 1 || shown[last] == 2) {
		shown[last-1] += shown[last]
		shown[last] = 0
	}
	return shown
}
