package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"lvzhi/demo"
)

// planted is what one query over the marts must answer: each line as text.
type planted struct {
	what, query string
	lines       []string
}

// martsAgainst compares the marts of the further datasets with what the demo
// counted as it planted them; only differences come back.
func (a *app) martsAgainst(ctx context.Context, truth demo.Truth) ([]string, error) {
	db, err := a.openWarehouse(ctx, "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var differences []string
	for _, p := range plantedWork(truth.Work) {
		found, err := db.Query(ctx, p.query)
		if err != nil {
			return nil, fault("演示数据的"+p.what+"没能核对", err)
		}
		var got []string
		for _, row := range found.Rows {
			got = append(got, strings.Trim(fmt.Sprint(row), "[]"))
		}
		differences = append(differences, unlike(p.what, p.lines, got)...)
	}
	return differences, nil
}

// unlike lists the lines that stand on one side only.
func unlike(what string, want, got []string) []string {
	var out []string
	for _, line := range want {
		if !slices.Contains(got, line) {
			out = append(out, fmt.Sprintf("%s没有“%s”", what, line))
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			out = append(out, fmt.Sprintf("%s多出“%s”", what, line))
		}
	}
	return out
}

func plantedWork(w demo.Work) []planted {
	return []planted{
		plantedMovements(w), plantedPlans(w), plantedCoverage(w), plantedLedgers(w),
		{"缺席线索", "select unit_code, deputy_name, clue_state from marts.absence_clue", lines(w.Clues, func(c demo.Clue) []any {
			return []any{c.Unit, c.Deputy, c.State}
		})},
		{"履职活动", `select unit_code, period, max(case when counting_unit = '次' then n end), max(case when counting_unit = '人次' then n end),
			coalesce(max(case when counting_unit = '代表人数' then n end), 0)
			from marts.activity_unit_month where activity_kind = 'all' group by unit_code, period`, lines(w.Activities, func(c demo.ActivityCount) []any {
			return []any{c.Unit, c.Period, c.Times, c.PersonTimes, c.Deputies}
		})},
		{"工作节奏", `select unit_code, what, count(*), count(case when is_held then 1 end) from marts.rhythm_unit_slot group by unit_code, what`,
			lines(w.Rhythms, func(c demo.RhythmCount) []any { return []any{c.Unit, c.What, c.Slots, c.Held} })},
		{"报表质量提示", "select unit_code, dataset, period, flag from marts.quality_flag", lines(w.Flags, func(f demo.Flag) []any {
			return []any{f.Unit, f.Dataset, f.Period, f.Flag}
		})},
		plantedDue(w),
		{"不满全年的积分", "select unit_code, year, count(*) from marts.score_part_year group by unit_code, year",
			lines(w.PartYears, func(p demo.PartYear) []any { return []any{p.Unit, p.Year, p.Rows} })},
		{"其他报表", listQuery, lines(w.Lists, func(c demo.ListCount) []any { return []any{c.Unit, c.Dataset, c.Kind, c.Rows, c.Sum} })},
	}
}

const listQuery = `
	select unit_code, 'uses', use_kind, sum(uses), coalesce(sum(deputies), 0) from marts.result_use_unit_year where uses > 0 group by all
	union all select unit_code, 'contacts', contact_kind, sum(contacts), 0 from marts.contact_unit_month where contact_kind <> 'all' group by all
	union all select unit_code, 'honours', honour_grade, sum(honours), sum(deputies) from marts.honour_unit_year where honour_grade <> 'all' group by all
	union all select unit_code, 'sessions', session_kind, sum(sessions), sum(attendees) from marts.session_unit_month where session_kind <> 'all' group by all
	union all select unit_code, 'courseware', 'all', 0, sum(courseware) from marts.session_unit_month where session_kind = 'all' group by all
	union all select unit_code, 'courseware', 'excellent', 0, sum(excellent_courseware) from marts.session_unit_month where session_kind = 'all' group by all
	union all select unit_code, 'stations', station_kind, stations, visits from marts.station_unit where station_kind <> 'all'`

func plantedMovements(w demo.Work) planted {
	first := "9999-99"
	for _, m := range w.Movements {
		first = min(first, m.Period)
	}
	return planted{"代表变动", `select unit_code, level, period, opening, elected_in, resigned, moved, died, closing from marts.roster_movement_unit_month
		where level <> 'all' and period >= '` + first + `'`, lines(w.Movements, func(m demo.Movement) []any {
		return []any{m.Unit, m.Level, m.Period, m.Opening, m.ElectedIn, m.Resigned, m.Moved, m.Died, m.Closing}
	})}
}

func plantedPlans(w demo.Work) planted {
	return planted{"述职计划", `select unit_code, plan_year, planned, planned_left, plan_to_date, plan_done, done_ahead from marts.plan_unit_year
		where level = 'all' and batch_no = 'all'`, lines(w.Plans, func(p demo.PlanCount) []any {
		return []any{p.Unit, p.Year, p.Planned, p.Left, p.ToDate, p.Done, p.Ahead}
	})}
}

// plantedCoverage: a plan of one year is the plan of the term so far.
func plantedCoverage(w demo.Work) planted {
	return planted{"计划完成率", `select unit_code, plan_to_date, plan_done from marts.coverage_unit where level = 'all' and plan_to_date is not null`,
		lines(w.Plans, func(p demo.PlanCount) []any { return []any{p.Unit, p.ToDate, p.Done} })}
}

func plantedLedgers(w demo.Work) planted {
	return planted{"整改台账", `select unit_code, period, source_kind, raised, due, done_on_time, done_late, overdue, not_due, no_due, feedback
		from marts.rectification_unit_month`, lines(w.Ledgers, func(l demo.LedgerCount) []any {
		return []any{l.Unit, l.Period, l.Kind, l.Raised, l.Due, l.OnTime, l.Late, l.Overdue, l.NotDue, l.NoDue, l.Feedback}
	})}
}

// plantedDue: planned reports whose day went by, and the absences, known and not.
func plantedDue(w demo.Work) planted {
	var due []string
	for _, p := range w.Plans {
		if p.Awaited > 0 {
			due = append(due, fmt.Sprint(p.Unit, " report overdue ", p.Awaited))
		}
	}
	clues := map[string]int{}
	for _, c := range w.Clues {
		clues[c.Unit+" absence "+c.State]++
	}
	for kind, n := range clues {
		due = append(due, fmt.Sprint(kind, " ", n))
	}
	return planted{"到期清单", `select unit_code, kind, state, n from marts.due_list_unit
		where kind = 'report' and state = 'overdue' or kind = 'absence'`, due}
}

func lines[T any](from []T, cells func(T) []any) []string {
	var all []string
	for _, x := range from {
		all = append(all, strings.Trim(fmt.Sprint(cells(x)), "[]"))
	}
	return all
}
