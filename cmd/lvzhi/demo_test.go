package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"lvzhi/demo"
)

// province is a demo workspace with what was planted in it.
type province struct {
	data  string
	truth demo.Truth
	doc   demoDocument
	code  int
}

// made makes the demo of a seed below a folder.
func made(t *testing.T, folder string, seed int) *province {
	t.Helper()
	p := &province{data: filepath.Join(folder, fmt.Sprint(seed))}
	code, out, log := lvzhi(t, "--data", p.data, "demo", "--seed", fmt.Sprint(seed), "--json")
	if err := json.Unmarshal([]byte(out), &p.doc); err != nil {
		t.Fatalf("demo printed no document: %v\n%s", err, log)
	}
	p.code = code
	raw, err := os.ReadFile(filepath.Join(p.data, "reports", "demo-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &p.truth); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestProvince holds all tests on demo provinces below one parent, so that
// each province is made once.
func TestProvince(t *testing.T) {
	folder := t.TempDir()
	var first *province
	for seed := 1; seed <= 3; seed++ {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			p := made(t, folder, seed)
			if seed == 1 {
				first = p
			}
			t.Run("quarantine holds exactly the planted errors", p.quarantine)
			t.Run("satisfaction adds up", p.satisfaction)
			t.Run("planted levels are found", p.levels)
			t.Run("consequences", p.consequences)
			t.Run("coverage", p.coverage)
			t.Run("bands at their lines", p.edges)
			t.Run("crude misleads, stratified does not", p.simpson)
			t.Run("re-nomination flow", p.flow)
			t.Run("further datasets", p.work)
			t.Run("rates are what they say", p.rates)
			t.Run("one person over terms", p.identity)
		})
	}
	p := first
	t.Run("every figure leads to rows", p.traced)
	t.Run("figures equal the cells behind them", p.exactly)
	t.Run("private numbers", p.private)
	t.Run("the sample issue", p.sample)
	t.Run("headlines equal tables", p.headlines)
	t.Run("pages ask nothing of the network", p.network)
	t.Run("no page names a deputy negatively", p.names)
	t.Run("the same demo again", p.again)
	t.Run("as-of and time travel", p.timeTravel)
}

func (p *province) quarantine(t *testing.T) {
	if p.code != exitDone || len(p.doc.Differences) != 0 {
		t.Errorf("demo exited %d; against the planted errors: %v", p.code, p.doc.Differences)
	}
	if len(p.truth.Quarantined) < 8 || len(p.truth.Refused) < 4 || len(p.truth.Mess) < 15 {
		t.Errorf("planted too little: %d errors, %d refusals, %d kinds of mess", len(p.truth.Quarantined), len(p.truth.Refused), len(p.truth.Mess))
	}
	rows := query(t, p.data, "select sum(rows_quarantined) as n from ref.batch")
	if n := number(rows[0], "n"); n != len(p.truth.Quarantined) {
		t.Errorf("%d rows in quarantine, %d planted", n, len(p.truth.Quarantined))
	}
	received := query(t, p.data, "select file_name, rows_read, rows_accepted, rows_quarantined, rows_skipped from ref.batch where rows_read <> rows_accepted + rows_quarantined + rows_skipped")
	if len(received) != 0 {
		t.Errorf("rows do not add up: %v", received)
	}
}

func (p *province) satisfaction(t *testing.T) {
	got := map[string]map[string]any{}
	for _, row := range query(t, p.data, "select unit_code, period, mandates, ballots, satisfied, basic, dissatisfied from marts.satisfaction_unit_month where level = 'all' and base_kind = 'valid'") {
		got[fmt.Sprint(row["unit_code"], " ", row["period"])] = row
	}
	want := 0
	for _, u := range p.truth.Units {
		for month, sums := range u.Months {
			if sums.Valid == 0 {
				continue
			}
			want++
			row := got[u.Code+" "+month]
			if number(row, "ballots") != sums.Valid || number(row, "satisfied") != sums.Satisfied || number(row, "basic") != sums.Basic || number(row, "dissatisfied") != sums.Dissatisfied {
				t.Errorf("%s %s: %v, planted %+v", u.Code, month, row, sums)
			}
		}
	}
	if len(got) != want {
		t.Errorf("%d unit-months in the mart, %d planted", len(got), want)
	}
}

// levels: units planted high or low are found so over the whole run, by their
// pooled rate; those planted alike stay between.
func (p *province) levels(t *testing.T) {
	rates := map[string]float64{}
	for _, row := range query(t, p.data, "select unit_code, sum(satisfied) / sum(ballots) as rate from marts.satisfaction_unit_month where level = 'all' and base_kind = 'valid' group by unit_code") {
		rates[fmt.Sprint(row["unit_code"])], _ = row["rate"].(float64)
	}
	lowestHigh, highestLow, highestSame, lowestSame := 1.0, 0.0, 0.0, 1.0
	for _, u := range p.truth.Units {
		rate, sent := rates[u.Code]
		if !sent {
			continue
		}
		switch u.Satisfaction {
		case "high":
			lowestHigh = math.Min(lowestHigh, rate)
		case "low":
			highestLow = math.Max(highestLow, rate)
		default:
			highestSame, lowestSame = math.Max(highestSame, rate), math.Min(lowestSame, rate)
		}
	}
	if lowestHigh <= highestSame || highestLow >= lowestSame {
		t.Errorf("high from %.4f, alike %.4f to %.4f, low to %.4f", lowestHigh, lowestSame, highestSame, highestLow)
	}
	for _, row := range query(t, p.data, "select unit_code, comparison from marts.satisfaction_unit_month where period = '"+p.truth.LastPeriod+"' and level = 'all' and base_kind = 'valid' and comparison is not null") {
		for _, u := range p.truth.Units {
			wrong := map[string]string{"high": "低于", "low": "高于"}[u.Satisfaction]
			if u.Code == row["unit_code"] && row["comparison"] == wrong {
				t.Errorf("%s is planted %s and compared as %v", u.Code, u.Satisfaction, row["comparison"])
			}
		}
	}
}

func (p *province) consequences(t *testing.T) {
	if len(p.truth.Consequences) == 0 {
		t.Fatal("nothing planted")
	}
	for _, c := range p.truth.Consequences {
		rows := query(t, p.data, fmt.Sprintf("select consequence, tier from marts.review where unit_code = '%s' and period = '%s' and deputy_name = '%s' and satisfied = %d and dissatisfied = %d", c.Unit, c.Period, c.Deputy, c.Satisfied, c.Dissatisfied))
		if len(rows) != 1 {
			t.Errorf("%s row %d: %d reviews", c.File, c.Row.Row, len(rows))
			continue
		}
		if rows[0]["consequence"] != c.Code || c.Tier != "" && rows[0]["tier"] != c.Tier {
			t.Errorf("%s row %d (%d of %d against): %v, want %s %s", c.File, c.Row.Row, c.Dissatisfied, c.Base, rows[0], c.Code, c.Tier)
		}
	}
}

func (p *province) coverage(t *testing.T) {
	got := map[string]map[string]any{}
	for _, row := range query(t, p.data, "select unit_code, level, mandates_in_office, mandates_reported, mandates_reported_ever from marts.coverage_unit") {
		got[fmt.Sprint(row["unit_code"], " ", row["level"])] = row
	}
	for _, u := range p.truth.Units {
		for level, c := range u.Coverage {
			row := got[u.Code+" "+level]
			if number(row, "mandates_in_office") != c.InOffice || number(row, "mandates_reported") != c.Reported || number(row, "mandates_reported_ever") != c.ReportedEver {
				t.Errorf("%s %s: %v, planted %+v", u.Code, level, row, c)
			}
		}
	}
}

func (p *province) edges(t *testing.T) {
	for _, e := range p.truth.Edges {
		rows := query(t, p.data, fmt.Sprintf("select band from marts.score_deputy_year where unit_code = '%s' and level = '%s' and deputy_name = '%s' and total_recomputed = %v", e.Unit, e.Level, e.Deputy, e.Total))
		if len(rows) == 0 || rows[0]["band"] != e.Band {
			t.Errorf("%s %s %v points: %v, want %s", e.Unit, e.Kind, e.Total, rows, e.Band)
		}
	}
}

// simpson compares the mart with an odds ratio computed here from the
// planted tables: crude near one or below, Mantel–Haenszel above it.
func (p *province) simpson(t *testing.T) {
	var a, b, c, d, num, den float64
	for _, s := range p.truth.Strata {
		bp, bn, op, on := float64(s.BestProposed), float64(s.BestNot), float64(s.OtherProposed), float64(s.OtherNot)
		a, b, c, d = a+bp, b+bn, c+op, d+on
		if n := bp + bn + op + on; n > 0 {
			num, den = num+bp*on/n, den+bn*op/n
		}
	}
	crude, mh := a*d/(b*c), num/den
	if crude >= 1.1 || mh <= 1.8 {
		t.Fatalf("planted crude %.3f and stratified %.3f do not mislead", crude, mh)
	}
	rows := query(t, p.data, "select odds_ratio_crude, odds_ratio_mh, odds_ratio_mh_low, odds_ratio_logit, odds_ratio_logit_low from marts.renomination_association where stratum_kind = 'province' and measure = 'score_band' and congress_level = 'all'")
	if len(rows) != 1 {
		t.Fatalf("%d rows for the province", len(rows))
	}
	gotCrude, _ := rows[0]["odds_ratio_crude"].(float64)
	gotMH, _ := rows[0]["odds_ratio_mh"].(float64)
	low, _ := rows[0]["odds_ratio_mh_low"].(float64)
	if math.Abs(gotCrude/crude-1) > 0.1 || math.Abs(gotMH/mh-1) > 0.1 {
		t.Errorf("mart: crude %.3f, stratified %.3f; planted %.3f, %.3f", gotCrude, gotMH, crude, mh)
	}
	if low <= 1 {
		t.Errorf("the interval from %.2f holds 1: the planted effect is not found", low)
	}
	logit, _ := rows[0]["odds_ratio_logit"].(float64)
	logitLow, _ := rows[0]["odds_ratio_logit_low"].(float64)
	if math.Abs(logit/gotMH-1) > 0.15 || logitLow <= 1 {
		t.Errorf("logit %.3f from %.3f, stratified %.3f", logit, logitLow, gotMH)
	}
}

func (p *province) flow(t *testing.T) {
	n := p.truth.Nominations
	rows := query(t, p.data, `select count(*) as old, count(*) filter (is_eligible) as eligible, count(*) filter (is_eligible and is_proposed) as proposed,
		count(*) filter (is_candidate) as candidates, count(*) filter (is_elected) as elected from marts.renomination_deputy`)
	for column, want := range map[string]int{"old": n.OldMandates, "eligible": n.Eligible, "proposed": n.Proposed, "candidates": n.Candidates, "elected": n.Elected} {
		if got := number(rows[0], column); got != want {
			t.Errorf("%s: %d, planted %d", column, got, want)
		}
	}
}

// numbersOfSeed are the private numbers a seed plants.
func numbersOfSeed(t *testing.T, seed uint64) []string {
	t.Helper()
	truth, err := demo.Write(context.Background(), t.TempDir(), demo.Options{Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	return truth.PrivateNumbers
}
