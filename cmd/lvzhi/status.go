package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) statusCommand() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "status", Short: "各单位报了没有：按时、迟报、未报、退回，以及该催谁", Args: none, Example: "  lvzhi status --period 2024-09",
		RunE: func(c *cobra.Command, _ []string) error {
			if period != "" && !monthForm.MatchString(period) {
				return usagef("--period 要写成 YYYY-MM，例如 2024-09，而不是“%s”", period)
			}
			doc, err := a.status(c.Context(), period)
			if err != nil {
				return err
			}
			if err := a.print(doc, doc.text()); err != nil {
				return fault("结果没能输出", err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&period, "period", "", "报送期 YYYY-MM，默认统计截止的那个月")
	return c
}

// statusDocument is the document of a status: one line a unit and dataset
// that was due or came, and whom to chase.
type statusDocument struct {
	Period   string       `json:"period"`
	Manifest int64        `json:"manifest"` // the data version the warehouse was built from
	Newest   int64        `json:"newest"`   // the newest there is
	Lines    []statusLine `json:"lines"`
	Chase    []chaseLine  `json:"chase"`
}

type statusLine struct {
	Unit        string  `json:"unit"`
	UnitName    string  `json:"unit_name"`
	Dataset     string  `json:"dataset"`
	Label       string  `json:"label"`
	State       string  `json:"state"`
	IsReplaced  bool    `json:"is_replaced"` // an earlier edition was replaced
	DueDate     *string `json:"due_date"`
	ReceivedOn  *string `json:"received_on"`
	Accepted    int64   `json:"rows_accepted"`
	Quarantined int64   `json:"rows_quarantined"`
}

type chaseLine struct {
	UnitName string   `json:"unit_name"`
	Labels   []string `json:"labels"`
}

const statusQuery = `
select s.unit_code, u.unit_name, s.dataset, d.label, s.state, coalesce(r.n, 0), strftime(s.due_date, '%Y-%m-%d'), strftime(s.received_on, '%Y-%m-%d'), s.rows_accepted, s.rows_quarantined, s.period
from marts.submission_unit_month as s
inner join ref.unit as u on u.unit_code = s.unit_code
inner join ref.dataset as d on d.dataset = s.dataset
left join (select unit_code, dataset, period, count(*) as n from ref.batch where not is_live group by unit_code, dataset, period) as r
    on r.unit_code = s.unit_code and r.dataset = s.dataset and r.period = s.period
where s.period = coalesce(nullif(?, ''), (select as_of_period from ref.run))
order by u.sort_order, s.dataset`

func (a *app) status(ctx context.Context, period string) (statusDocument, error) {
	doc := statusDocument{Period: period, Lines: []statusLine{}, Chase: []chaseLine{}}
	db, err := a.openWarehouse(ctx, "")
	if err != nil {
		return doc, err
	}
	defer db.Close()
	state, err := a.state(0)
	if err != nil {
		return doc, err
	}
	doc.Newest = state.Number
	run, err := db.Query(ctx, "select cast(manifest as bigint) from ref.run")
	if err != nil || len(run.Rows) != 1 {
		return doc, fault("数仓读不出来，请重新运行 lvzhi transform", err)
	}
	doc.Manifest, _ = run.Rows[0][0].(int64)
	table, err := db.Query(ctx, statusQuery, period)
	if err != nil {
		return doc, fault("报送情况读不出来，请重新运行 lvzhi transform", err)
	}
	for _, row := range table.Rows {
		text := func(i int) string { s, _ := row[i].(string); return s } // NULL reads as empty
		count := func(i int) int64 { n, _ := row[i].(int64); return n }
		line := statusLine{Unit: text(0), UnitName: text(1), Dataset: text(2), Label: text(3), State: text(4), IsReplaced: count(5) > 0, DueDate: given(text(6)),
			ReceivedOn: given(text(7)), Accepted: count(8), Quarantined: count(9)}
		doc.Period = text(10)
		doc.Lines = append(doc.Lines, line)
		if line.State != "missing" && line.State != "refused" {
			continue
		}
		if n := len(doc.Chase); n > 0 && doc.Chase[n-1].UnitName == line.UnitName {
			doc.Chase[n-1].Labels = append(doc.Chase[n-1].Labels, line.Label)
		} else {
			doc.Chase = append(doc.Chase, chaseLine{line.UnitName, []string{line.Label}})
		}
	}
	return doc, nil
}

func given(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

var stateWords = map[string]string{"on_time": "按时", "late": "迟报", "missing": "未报", "excused": "免报", "refused": "退回"}

func (d statusDocument) text() string {
	var labels []string
	cells := map[string]map[string]string{}
	var units []string
	for _, l := range d.Lines {
		if !slices.Contains(labels, l.Label) {
			labels = append(labels, l.Label)
		}
		if cells[l.UnitName] == nil {
			cells[l.UnitName] = map[string]string{}
			units = append(units, l.UnitName)
		}
		word := stateWords[l.State]
		if l.IsReplaced && (l.State == "on_time" || l.State == "late") {
			word += "（重报）"
		}
		cells[l.UnitName][l.Label] = word
	}
	if len(units) == 0 {
		return "这个月没有应报或已报的报表\n"
	}
	rows := [][]string{append([]string{d.Period}, labels...)}
	for _, u := range units {
		row := []string{u}
		for _, l := range labels {
			row = append(row, cells[u][l])
		}
		rows = append(rows, row)
	}
	var b strings.Builder
	drawColumns(&b, rows)
	if d.Newest > d.Manifest {
		fmt.Fprintf(&b, "\n数仓建于第%d号数据版本，之后又有变动（现为第%d号），请先运行 lvzhi transform 再看。\n", d.Manifest, d.Newest)
	}
	b.WriteString(d.reminder())
	return b.String()
}

// reminder is the draft of a 催报 note.
func (d statusDocument) reminder() string {
	if len(d.Chase) == 0 {
		return "\n没有需要催报的单位。\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n催报（草稿）：请下列单位尽快报送%s月的报表。\n", strings.Replace(d.Period, "-", "年", 1))
	for _, c := range d.Chase {
		fmt.Fprintf(&b, "  %s：%s\n", c.UnitName, strings.Join(c.Labels, "、"))
	}
	return b.String()
}
