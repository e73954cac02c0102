package transform

import (
	"context"
	"fmt"
	"testing"

	"lvzhi/internal/warehouse"
)

// month is the reviews of a made-up September: mandates take turns in the
// sittings of their unit; each review has the same votes, or its sitting's.
type month struct {
	unit               string
	mandates, sessions int
	valid              int
	satisfied          []int // by sitting, repeated
	abstain            bool  // whoever is not satisfied abstained; else dissatisfied
}

// The edges of every formula, through the whole chain from marts.review. The
// expected words are rate, both intervals, comparison, rank, ceiling and
// suppression; the intervals are R's (prop.test, and the formulas by lm and qt).
func TestSatisfactionAtTheEdges(t *testing.T) {
	const columns = `u.unit_code || ' ' || u.mandates || '/' || u.sessions || '/' || u.ballots || ': ' || printf('%.4f', satisfaction_rate)
		|| ' [' || printf('%.4f', wilson_low) || ', ' || printf('%.4f', wilson_high) || '] ('
		|| coalesce(printf('%.4f', ci_low) || ', ' || printf('%.4f', ci_high), 'none') || ') '
		|| coalesce(comparison, 'uncompared') || ' ' || coalesce(rank || ' in ' || rank_low || '-' || rank_high || ' of ' || ranked_units, 'unranked')
		|| coalesce(' shrunk ' || printf('%.4f', satisfaction_rate_shrunk), '')
		|| case when is_ceiling then ' ceiling' else '' end || case when is_suppressed then ' suppressed' else '' end`
	for name, c := range map[string]struct {
		given []month
		want  []string
	}{
		// Wilson for 1 of 1: 1/(1 + 1.96²) = 0.2065
		"one ballot": {[]month{{unit: "410100", mandates: 1, sessions: 1, valid: 1, satisfied: []int{1}}},
			[]string{"410100 1/1/1: 1.0000 [0.2065, 1.0000] (none) uncompared unranked suppressed"}},
		"no ballot is no row": {[]month{{unit: "410100", mandates: 12, sessions: 4, valid: 0, satisfied: []int{0}}}, nil},
		// 0 of 240: z²/(240 + z²) = 0.0158; ρ = 0, df = 3, n_eff = 240 (1.96/3.1824)² = 91.03: 0.0405
		"all abstain": {[]month{{unit: "410100", mandates: 12, sessions: 4, valid: 20, satisfied: []int{0}, abstain: true}},
			[]string{"410100 12/4/240: 0.0000 [0.0000, 0.0158] (0.0000, 0.0405) 相当 1 in 1-1 of 1"}},
		"everyone satisfied": {[]month{{unit: "410100", mandates: 12, sessions: 4, valid: 20, satisfied: []int{20}}},
			[]string{"410100 12/4/240: 1.0000 [0.9842, 1.0000] (0.9595, 1.0000) 相当 1 in 1-1 of 1 ceiling"}},
		// 0.5 on 240, and on 91.03
		"one unit, every sitting equal": {[]month{{unit: "410100", mandates: 12, sessions: 4, valid: 20, satisfied: []int{10}}},
			[]string{"410100 12/4/240: 0.5000 [0.4372, 0.5628] (0.3994, 0.6006) 相当 1 in 1-1 of 1"}},
		// nobody against everybody: ρ = 1, and still the two are told apart
		"none and all": {[]month{
			{unit: "410100", mandates: 12, sessions: 4, valid: 20, satisfied: []int{0}},
			{unit: "410200", mandates: 12, sessions: 4, valid: 20, satisfied: []int{20}}},
			[]string{"410100 12/4/240: 0.0000 [0.0000, 0.0158] (0.0000, 0.5830) 相当 2 in 1-2 of 2",
				"410200 12/4/240: 1.0000 [0.9842, 1.0000] (0.4170, 1.0000) 相当 1 in 1-2 of 2 ceiling"}},
		"nine mandates and two sittings are not compared": {[]month{
			{unit: "410100", mandates: 9, sessions: 4, valid: 20, satisfied: []int{19}},
			{unit: "410200", mandates: 12, sessions: 2, valid: 20, satisfied: []int{18}},
			{unit: "410300", mandates: 10, sessions: 3, valid: 20, satisfied: []int{17, 18}}},
			[]string{"410100 9/4/180: 0.9500 [0.9077, 0.9735] (0.8949, 0.9769) uncompared unranked suppressed",
				"410200 12/2/240: 0.9000 [0.8555, 0.9319] (0.8391, 0.9395) uncompared unranked suppressed",
				"410300 10/3/200: 0.8650 [0.8107, 0.9055] (0.7949, 0.9138) 相当 1 in 1-1 of 1"}},
		"three units are ranked, not drawn in": {[]month{
			{unit: "410100", mandates: 10, sessions: 5, valid: 40, satisfied: []int{39, 38}},
			{unit: "410200", mandates: 10, sessions: 5, valid: 40, satisfied: []int{39, 38}},
			{unit: "410300", mandates: 10, sessions: 5, valid: 40, satisfied: []int{28, 22}}},
			[]string{"410100 10/5/400: 0.9650 [0.9421, 0.9790] (0.9295, 0.9830) 高于 1 in 1-2 of 3 shrunk 0.9650",
				"410200 10/5/400: 0.9650 [0.9421, 0.9790] (0.9295, 0.9830) 高于 1 in 1-2 of 3 shrunk 0.9650",
				"410300 10/5/400: 0.6400 [0.5918, 0.6855] (0.5340, 0.7339) 低于 3 in 3-3 of 3 shrunk 0.6400"}},
	} {
		t.Run(name, func(t *testing.T) {
			db, _ := emptyWarehouse(t)
			insertReviews(t, db, c.given)
			refill(t, db, append([]string{"intermediate.int_review_base", "intermediate.int_satisfaction_ballot"}, satisfactionChain...)...)
			got, err := db.Query(context.Background(), "select "+columns+" from marts.satisfaction_unit_month as u where level = 'all' and base_kind = 'valid' order by unit_code")
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range got.Rows {
				if i >= len(c.want) || row[0] != c.want[i] {
					t.Errorf("got %s", row[0])
				}
			}
			if len(got.Rows) != len(c.want) {
				t.Errorf("%d rows, want %q", len(got.Rows), c.want)
			}
		})
	}
}

func insertReviews(t *testing.T, db *warehouse.DB, months []month) {
	t.Helper()
	for _, m := range months {
		for i := range m.mandates {
			sitting := i % m.sessions
			satisfied := m.satisfied[sitting%len(m.satisfied)]
			against, abstain := m.valid-satisfied, 0
			if m.abstain {
				against, abstain = 0, m.valid-satisfied
			}
			id := fmt.Sprint(m.unit, " ", i)
			for _, table := range []string{"intermediate.int_review", "marts.review"} {
				if err := db.Exec(context.Background(), "insert into "+table+` (review_id, mandate_id, session_id, unit_code,
					period, level, valid, satisfied, basic, dissatisfied, abstain) values (?, ?, ?, ?, '2024-09', 'city', ?, ?, 0, ?, ?)`,
					id, id, fmt.Sprint(m.unit, " sitting ", sitting), m.unit, m.valid, satisfied, against, abstain); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
