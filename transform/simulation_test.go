package transform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"lvzhi/internal/warehouse"
)

const replicates = 10_000

// votingDesign is one way ballots may fall. Each replicate is a unit of its own
// in the sessions the shipped models read.
type votingDesign struct {
	rate     float64
	sessions int
	ballots  int  // of one session, if its ballots are independent
	plain    bool // judged by the plain Wilson interval, else by the clustered one
	asserted bool // 93% to 97% of the 95% intervals must hold the true rate
}

func (d votingDesign) String() string {
	if d.plain {
		return fmt.Sprintf("plain, p = %g, n = %d", d.rate, d.sessions*d.ballots)
	}
	return fmt.Sprintf("clustered, p = %g, %d sessions", d.rate, d.sessions)
}

// A sitting: 44 voters each rate 6 deputies. How the sitting feels varies from one
// to the next; some voters give all six the same tick.
const (
	voters   = 44
	deputies = 6
	oneTick  = 0.35   // share of such voters: deff gains oneTick × (deputies − 1) = 1.75
	mood     = 0.0086 // correlation in a sitting: deff gains mood × (voters × deputies − 1) = 2.26, 5.0 in all
)

// draw is the satisfied ballots of one session and how many were cast.
func (d votingDesign) draw(random *rand.Rand) (satisfied, ballots int) {
	if d.ballots > 0 {
		return binomial(random, d.ballots, d.rate), d.ballots
	}
	weight := 1/mood - 1
	feeling := distuv.Beta{Alpha: d.rate * weight, Beta: (1 - d.rate) * weight, Src: random}.Rand()
	same := binomial(random, voters, oneTick)
	return deputies*binomial(random, same, feeling) + binomial(random, deputies*(voters-same), feeling), voters * deputies
}

func binomial(random *rand.Rand, n int, p float64) int {
	if n == 0 || p <= 0 {
		return 0
	}
	return int(distuv.Binomial{N: float64(n), P: min(p, 1), Src: random}.Rand())
}

// votingDesigns lists where definitions promise coverage, and, not asserted, where
// the intervals are known to be rougher: few ballots, rates near 1, the ICC.
func votingDesigns() []votingDesign {
	var all []votingDesign
	for _, n := range []int{100, 300, 1000} {
		for _, p := range []float64{0.1, 0.3, 0.5, 0.7, 0.9} {
			all = append(all, votingDesign{rate: p, sessions: 1, ballots: n, plain: true, asserted: true})
		}
	}
	for _, k := range []int{4, 6, 10, 20, 30} {
		for _, p := range []float64{0.5, 0.7, 0.9} {
			all = append(all, votingDesign{rate: p, sessions: k, asserted: true})
		}
	}
	for _, p := range []float64{0.5, 0.9, 0.98} {
		all = append(all, votingDesign{rate: p, sessions: 1, ballots: 10, plain: true}, votingDesign{rate: p, sessions: 1, ballots: 30, plain: true})
	}
	for _, k := range []int{1, 2, 3, 4, 10, 30} {
		all = append(all, votingDesign{rate: 0.97, sessions: k}, votingDesign{rate: 0.99, sessions: k})
		if k < 4 {
			all = append(all, votingDesign{rate: 0.7, sessions: k})
		}
	}
	return all
}

// TestIntervalsCoverTheTruth runs the shipped models over made-up sittings with
// a fixed seed and counts how often the 95% interval holds the true rate.
func TestIntervalsCoverTheTruth(t *testing.T) {
	db, _ := emptyWarehouse(t)
	random := rand.New(rand.NewPCG(1998, 857)) // the source of gonum's draws too
	for _, d := range votingDesigns() {
		coverage, deff := covered(t, db, d, random)
		if d.asserted && (coverage < 0.93 || coverage > 0.97) {
			t.Errorf("%s: %.2f%% of %d intervals hold the true rate, want 93%% to 97%%", d, 100*coverage, replicates)
		}
		t.Logf("%s: %.2f%% (deff %.1f, asserted %v)", d, 100*coverage, deff, d.asserted)
	}
}

func covered(t *testing.T, db *warehouse.DB, d votingDesign, random *rand.Rand) (coverage, deff float64) {
	t.Helper()
	ctx := context.Background()
	const sessions, places = "intermediate.int_satisfaction_session", "intermediate.int_satisfaction_place"
	if err := db.Exec(ctx, "delete from "+sessions); err != nil {
		t.Fatal(err)
	}
	rows := make([][]any, 0, replicates*d.sessions)
	for i := range replicates {
		for j := range d.sessions {
			satisfied, ballots := d.draw(random)
			rows = append(rows, []any{"2024-09", "all", "valid", fmt.Sprint(i, "/", j), fmt.Sprint(i), nil, int64(ballots), int64(satisfied)})
		}
	}
	if err := db.Insert(ctx, "intermediate", "int_satisfaction_session", rows); err != nil {
		t.Fatal(err)
	}
	refill(t, db, "intermediate.int_satisfaction_icc", places)
	size := "n_eff"
	if d.plain {
		size = "ballots"
	}
	got, err := db.Query(ctx, `select count(case when wilson_low(p, `+size+`) <= ? and wilson_high(p, `+size+`) >= ? then 1 end), avg(deff), count(*)
		from `+places+` where place_kind = 'unit'`, d.rate, d.rate)
	if err != nil {
		t.Fatal(err)
	}
	if n := got.Rows[0][2]; n != int64(replicates) {
		t.Fatalf("%s: %v places", d, n)
	}
	return number(t, got.Rows[0][0]) / replicates, number(t, got.Rows[0][1])
}

// TestRankSetsHoldTheTrueRanks: of 18 units with clustered ballots, all true ranks
// lie in their sets at once in at least 95 of 100 months, over 1,000 months.
func TestRankSetsHoldTheTrueRanks(t *testing.T) {
	const months = 1000
	for _, k := range []int{4, 20} {
		db, _ := emptyWarehouse(t)
		insertRankedMonths(t, db, months, votingDesign{sessions: k})
		refill(t, db, "intermediate.int_satisfaction_place", "intermediate.int_satisfaction_comparable", "intermediate.int_satisfaction_rank")
		missed := number(t, queryOne(t, db, `select count(distinct period) from intermediate.int_satisfaction_rank
			where not cast(unit_code as bigint) + 1 between rank_low and rank_high`))
		places := number(t, queryOne(t, db, "select avg(rank_high - rank_low + 1) from intermediate.int_satisfaction_rank"))
		t.Logf("%d sessions: all ranks held in %.1f%% of the months, by sets of %.1f places", k, 100-100*missed/months, places)
		if missed > 0.05*months {
			t.Errorf("%d sessions: in %.0f of %d months a true rank was missed", k, missed, months)
		}
	}
}

// insertRankedMonths draws months of 18 units, one percentage point apart; unit 00
// is the best. Each has the ten mandates that a comparison takes.
func insertRankedMonths(t *testing.T, db *warehouse.DB, months int, d votingDesign) {
	t.Helper()
	random := rand.New(rand.NewPCG(2020, uint64(d.sessions)))
	var sessions, mandates [][]any
	for month := range months {
		for u := range 18 {
			period, unit := fmt.Sprint(month), fmt.Sprintf("%02d", u)
			d.rate = 0.95 - 0.01*float64(u)
			for j := range d.sessions {
				satisfied, ballots := d.draw(random)
				sessions = append(sessions, []any{period, "all", "valid", fmt.Sprint(period, "/", unit, "/", j), unit, nil, int64(ballots), int64(satisfied)})
			}
			for j := range 10 {
				mandates = append(mandates, []any{period, "all", "valid", fmt.Sprint(period, "/", unit, "/", j), unit, int64(1), int64(1), nil})
			}
		}
	}
	for table, rows := range map[string][][]any{"int_satisfaction_session": sessions, "int_satisfaction_mandate": mandates} {
		if err := db.Insert(context.Background(), "intermediate", table, rows); err != nil {
			t.Fatal(err)
		}
	}
}
