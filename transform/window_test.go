package transform

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"lvzhi/internal/warehouse"
)

// The worked examples a–h of Newcombe 1998, Statistics in Medicine 17:873–890,
// table II, as printed for method 10.
func TestNewcombeAgreesWithThePublishedExamples(t *testing.T) {
	db, _ := emptyWarehouse(t)
	for _, c := range []struct{ y, n, x, m, low, high float64 }{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{0, 10, 0, 10, -0.2775, 0.2775},
		{10, 10, 0, 20, 0.6791, 1.0000},
		{10, 10, 0, 10, 0.6075, 1.0000},
	} {
		low, high := newcombe(t, db, c.y/c.n, c.n, c.x/c.m, c.m)
		if math.Abs(low-c.low) > 0.00005 || math.Abs(high-c.high) > 0.00005 {
			t.Errorf("%v/%v against %v/%v: %.4f to %.4f, the table says %.4f to %.4f", c.y, c.n, c.x, c.m, low, high, c.low, c.high)
		}
	}
}

// newcombe.csv was made by R (newcombe.R), also for sizes that are no whole number.
func TestNewcombeAgreesWithR(t *testing.T) {
	db, _ := emptyWarehouse(t)
	for _, r := range referenceRows(t, "newcombe.csv") {
		low, high := newcombe(t, db, r.number("p"), r.number("n"), r.number("q"), r.number("m"))
		near(t, fmt.Sprint(r, " low"), low, r.number("low"))
		near(t, fmt.Sprint(r, " high"), high, r.number("high"))
	}
}

func newcombe(t *testing.T, db *warehouse.DB, p, n, q, m float64) (low, high float64) {
	t.Helper()
	got, err := db.Query(context.Background(), `
		select newcombe_low(p, wilson_low(p, n), q, wilson_high(q, m)), newcombe_high(p, wilson_high(p, n), q, wilson_low(q, m))
		from (select cast(? as double) as p, cast(? as double) as n, cast(? as double) as q, cast(? as double) as m)`, p, n, q, m)
	if err != nil {
		t.Fatal(err)
	}
	return got.Rows[0][0].(float64), got.Rows[0][1].(float64)
}

// polled is one review as the windows see it.
type polled struct {
	month              int // months since year 0
	unit, level        string
	session, mandate   string
	ballots, satisfied int64
}

// The sums of every window equal those counted by the definition, vote by vote,
// on random votes with gaps, sittings of two levels and a change of terms.
func TestWindowsAreTheSumsOfTheirVotes(t *testing.T) {
	ctx := context.Background()
	db, _ := emptyWarehouse(t)
	votes := randomVotes()
	if err := db.Exec(ctx, "delete from ref.run; "); err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(ctx, "insert into ref.run values (date '2024-04-30', '2024-04', 1)"); err != nil {
		t.Fatal(err)
	}
	var rows [][]any
	for i, v := range votes {
		levels := []string{"all"}
		if v.level != "" {
			levels = append(levels, v.level)
		}
		for _, level := range levels {
			rows = append(rows, []any{period(v.month), level, v.unit, nil, v.session, v.mandate, strconv.Itoa(i), "valid", v.ballots, v.satisfied, nil, nil})
		}
	}
	if err := db.Insert(ctx, "intermediate", "int_satisfaction_ballot", rows); err != nil {
		t.Fatal(err)
	}
	refill(t, db, "intermediate.int_satisfaction_session", "intermediate.int_satisfaction_mandate", "intermediate.int_satisfaction_icc",
		"intermediate.int_satisfaction_place", "intermediate.int_satisfaction_window_change", "intermediate.int_satisfaction_window_icc",
		"intermediate.int_satisfaction_window_unit", "intermediate.int_satisfaction_window_province", "intermediate.int_satisfaction_window")
	got, err := db.Query(ctx, `select window_kind, unit_code, level, period, months_with_ballots, mandates, sessions, ballots, satisfied, mm
		from intermediate.int_satisfaction_window_unit`)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, r := range got.Rows {
		found[fmt.Sprint(r[:4]...)] = fmt.Sprint(r[4:]...)
	}
	windows := 0
	for _, kind := range []string{"month", "ytd", "12m", "term"} {
		for _, unit := range []string{"410100", "410200", "419001"} {
			for _, level := range []string{"all", "city", "county", "township"} {
				for month := 2021*12 + 3; month <= 2024*12+4; month++ {
					want, ok := countWindow(votes, kind, unit, level, month)
					key := fmt.Sprint(kind, unit, level, period(month))
					if have, has := found[key]; has != ok || have != want {
						t.Errorf("%s: %q, want %q", key, have, want)
					}
					if ok {
						windows++
					}
				}
			}
		}
	}
	if windows != len(found) || windows < 500 {
		t.Errorf("%d windows, want %d and many", len(found), windows)
	}
	differ, err := db.Query(ctx, `select w.period, w.unit_code, w.level, w.n_eff, p.n_eff from intermediate.int_satisfaction_window_unit as w
		full outer join (from intermediate.int_satisfaction_place where place_kind = 'unit') as p
		on p.unit_code = w.unit_code and p.period = w.period and p.level = w.level and p.base_kind = w.base_kind
		where coalesce(w.window_kind, 'month') = 'month'
		and (w.v is distinct from p.v or w.deff is distinct from p.deff or w.n_eff is distinct from p.n_eff or w.sessions is distinct from p.sessions)`)
	if err != nil || len(differ.Rows) > 0 {
		t.Errorf("the window of a month is not the month: %v, %v", differ, err)
	}
}

func period(month int) string { return fmt.Sprintf("%04d-%02d", (month-1)/12, (month-1)%12+1) }

func randomVotes() []polled {
	random := rand.New(rand.NewPCG(1998, 873))
	var votes []polled
	for s := range 160 {
		v := polled{month: 2021*12 + 3 + random.IntN(36), session: fmt.Sprint("s", s), unit: []string{"410100", "410200", "419001"}[random.IntN(3)]}
		if v.month%5 == 0 {
			continue // months nobody reports
		}
		for range 1 + random.IntN(4) {
			v.level = []string{"city", "county", "township", ""}[random.IntN(4)]
			v.mandate = fmt.Sprint(v.unit, v.level, random.IntN(6))
			v.ballots = int64(10 + random.IntN(40))
			v.satisfied = v.ballots - int64(random.IntN(10))
			votes = append(votes, v)
		}
	}
	return votes
}

// termEnd is the last month of the term a month lies in, as the shipped terms
// have it: city 2018–2022 and 2023–2027, county and township 2017–2021 and 2022–2026.
func termEnd(level string, month int) int {
	year := (month - 1) / 12
	first := 2018
	if level != "city" {
		first = 2017
	}
	return (first+(year-first)/5*5+4)*12 + 12
}

// inWindow says whether a vote counts at a month, by the definition of each
// window. In level `all` a sitting leaves with the first of its levels' terms.
func inWindow(votes []polled, v polled, kind, level string, month int) bool {
	if v.month > month {
		return false
	}
	switch kind {
	case "month":
		return v.month == month
	case "ytd":
		return (v.month-1)/12 == (month-1)/12
	case "12m":
		return v.month > month-12
	}
	if level != "all" {
		return month <= termEnd(v.level, v.month)
	}
	end := 0
	for _, o := range votes {
		if o.session == v.session && o.level != "" && (end == 0 || termEnd(o.level, o.month) < end) {
			end = termEnd(o.level, o.month)
		}
	}
	return month <= end
}

func countWindow(votes []polled, kind, unit, level string, month int) (string, bool) {
	months, mandates, sessions := map[int]bool{}, map[string]bool{}, map[string]int64{}
	var ballots, satisfied, mm int64
	for _, v := range votes {
		if v.unit != unit || level != "all" && v.level != level {
			continue
		}
		if kind == "term" && level == "all" && v.level != "" && month <= termEnd(v.level, v.month) && v.month <= month {
			mandates[v.mandate] = true // a mandate's own term, whatever its sittings'
		}
		if !inWindow(votes, v, kind, level, month) {
			continue
		}
		if kind != "term" || level != "all" {
			mandates[v.mandate] = true
		}
		months[v.month] = true
		sessions[v.session] += v.ballots
		ballots += v.ballots
		satisfied += v.satisfied
	}
	if ballots == 0 {
		return "", false
	}
	for _, m := range sessions {
		mm += m * m
	}
	return fmt.Sprint([]any{int64(len(months)), int64(len(mandates)), int64(len(sessions)), ballots, satisfied, mm}...), true
}
