package reports

import (
	"fmt"
	"slices"
)

// stateWords are the states of a submission; class sets the cell's tint.
var stateWords = map[string]struct{ word, class string }{
	"on_time": {"按时", ""}, "late": {"迟报", "st-late"}, "missing": {"未报", "st-none"},
	"totals": {"仅汇总", "st-none"}, "excused": {"免报", "faint"}, "not_due": {"未到期", "faint"}, "refused": {"退回", "st-late"},
}

// dataset is one column of the matrix of submissions.
type dataset struct{ name, label string }

func (r *release) datasets() []dataset {
	var all []dataset
	for _, s := range r.submissions {
		if d := (dataset{s.Dataset, s.Label}); !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b dataset) int {
		return slices.Index(datasetOrder, a.name) - slices.Index(datasetOrder, b.name)
	})
	return all
}

var datasetOrder = []string{"roster", "votes", "scores", "activities", "suggestions", "rectifications", "nominations",
	"stations", "sessions", "honours", "plans", "contacts", "uses", "summary"}

func (r *release) submissionOf(unit, dataset string) (submission, bool) {
	for _, s := range r.submissions {
		if s.Unit == unit && s.Dataset == dataset {
			return s, true
		}
	}
	return submission{}, false
}

// submissionSection is 五、报送情况: units × datasets, and what was not accepted.
func (r *release) submissionSection() (section, error) {
	s := section{Title: "五、报送情况"}
	if len(r.submissions) == 0 {
		s.Paras = []Para{{plain("〔待补：本月没有应报送记录〕")}}
		return s, nil
	}
	count := r.submissionCounts()
	figure := func(n int64, def string) Cell {
		return r.ledger.number(Figure{Text: grouped(n), Definition: def, Query: "monthly_submission"})
	}
	s.Paras = []Para{{plain("按单位和报表计，应报"), figure(count["due"], "本月应报送的报表份数（单位×报表，不含免报和未到期）"),
		plain("份，按时"), figure(count["on_time"], "按时报送的报表份数"), plain("份，迟报"), figure(count["late"], "逾期后报送的报表份数"),
		plain("份，未报"), figure(count["missing"], "截至日未报送的报表份数"), plain("份，仅报汇总数"), figure(count["totals"], "没有报送逐人测评、只报送单位汇总的份数"), plain("份，退回未重报"), figure(count["refused"], "退回后未重新报送的报表份数"),
		plain("份；收到的数据中，采用"), figure(count["accepted"], "通过检查、进入数据库的行数"), plain("行，未采用"),
		figure(count["quarantined"], "未通过检查、留存待核的行数，原因和改法见回执"), plain("行。")}}
	t := Table{Class: "matrix", Caption: "各单位报送情况（行政区划代码序）", Head: []string{"单位"},
		Notes: []string{"空格为该月不需报送。未采用的行整行留存，原因和改法见发给报送单位的回执。"}}
	sets := r.datasets()
	for _, d := range sets {
		t.Head = append(t.Head, d.label)
	}
	t.Head = append(t.Head, "采用（行）", "未采用（行）")
	for _, u := range r.units {
		row := Row{Cells: []Cell{plain(u.Name)}}
		var accepted, quarantined int64
		for _, d := range sets {
			m, ok := r.submissionOf(u.Code, d.name)
			word := stateWords[m.State]
			if ok && word.word == "" {
				return s, fmt.Errorf("unknown submission state %q", m.State)
			}
			row.Cells = append(row.Cells, Cell{Text: word.word, Class: word.class})
			accepted, quarantined = accepted+m.Accepted, quarantined+m.Quarantined
		}
		row.Cells = append(row.Cells, plain(grouped(accepted)), plain(grouped(quarantined)))
		t.Rows = append(t.Rows, row)
	}
	t.Rows = append(t.Rows, r.submissionSum(sets, count))
	s.Tables = []Table{t}
	return s, nil
}

func (r *release) submissionCounts() map[string]int64 {
	count := map[string]int64{}
	for _, m := range r.submissions {
		count[m.State]++
		if isDue(m) {
			count["due"]++
		}
		count["accepted"] += m.Accepted
		count["quarantined"] += m.Quarantined
	}
	return count
}

// settle tells what is missing from what may still come: the build knows the
// as-of date, the page the day it is made.
func (m *submission) settle(o Options) {
	late := !o.GeneratedOn.IsZero() && m.Due != "" && m.Due < o.GeneratedOn.Format("2006-01-02")
	if m.State == "missing" && !m.IsDue && !late {
		m.State = "not_due"
	}
}

// totalsInstead says of a unit that sent totals in place of its votes what the
// whole page says of it.
func totalsInstead(submissions []submission, all []standing) {
	for i := range submissions {
		m := &submissions[i]
		if m.Dataset == votes && m.State == "missing" && slices.ContainsFunc(all, func(s standing) bool { return s.Code == m.Unit && s.kind == totalsOnly }) {
			m.State = "totals"
		}
	}
}

func (m submission) came() bool {
	return m.State == "on_time" || m.State == "late" || m.State == "totals"
}

func isDue(m submission) bool { return m.State != "excused" && m.State != "not_due" }

// submissionSum counts what came, out of what was due, for each dataset.
func (r *release) submissionSum(sets []dataset, count map[string]int64) Row {
	row := Row{Class: "sum", Cells: []Cell{plain("已报/应报")}}
	for _, d := range sets {
		came, due := 0, 0
		for _, m := range r.submissions {
			if m.Dataset != d.name || !isDue(m) {
				continue
			}
			due++
			if m.came() {
				came++
			}
		}
		row.Cells = append(row.Cells, plain(fmt.Sprintf("%d/%d", came, due)))
	}
	row.Cells = append(row.Cells, plain(grouped(count["accepted"])), plain(grouped(count["quarantined"])))
	return row
}
