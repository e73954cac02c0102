package demo

import (
	"slices"
	"testing"
)

// TestWorkIsPlanted: every seed plants something of each kind to be found.
func TestWorkIsPlanted(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		_, truth := write(t, Options{Seed: seed})
		w := truth.Work
		var clues []string
		for _, c := range w.Clues {
			clues = append(clues, c.State)
		}
		if !slices.Equal(clues, []string{"clue", "clue", "unverified"}) {
			t.Errorf("seed %d: clues %v", seed, clues)
		}
		var plan PlanCount
		for _, p := range w.Plans {
			plan.Left, plan.ToDate, plan.Done, plan.Ahead = plan.Left+p.Left, plan.ToDate+p.ToDate, plan.Done+p.Done, plan.Ahead+p.Ahead
		}
		if len(w.Plans) != 2 || plan.Left == 0 || plan.Ahead == 0 || plan.Done == 0 || plan.ToDate <= plan.Done {
			t.Errorf("seed %d: %d plans, together %+v", seed, len(w.Plans), plan)
		}
		var ledger LedgerCount
		for _, l := range w.Ledgers {
			if sum := l.OnTime + l.Late + l.Overdue + l.NotDue + l.NoDue; sum != l.Raised {
				t.Errorf("seed %d: %+v adds up to %d", seed, l, sum)
			}
			ledger.OnTime, ledger.Late, ledger.Overdue, ledger.NoDue = ledger.OnTime+l.OnTime, ledger.Late+l.Late, ledger.Overdue+l.Overdue, ledger.NoDue+l.NoDue
		}
		if ledger.OnTime == 0 || ledger.Late == 0 || ledger.Overdue == 0 || ledger.NoDue == 0 {
			t.Errorf("seed %d: ledgers together %+v", seed, ledger)
		}
		in, out := 0, 0
		for _, m := range w.Movements {
			if m.Opening+m.ElectedIn-m.Resigned-m.Moved-m.Died != m.Closing {
				t.Errorf("seed %d: %+v does not balance", seed, m)
			}
			in, out = in+m.ElectedIn, out+m.Resigned+m.Moved+m.Died
		}
		if in == 0 || out == 0 {
			t.Errorf("seed %d: %d came, %d went", seed, in, out)
		}
	}
}

// TestWorkIsThatOfTheFiles counts attendance and stations in the files
// themselves.
func TestWorkIsThatOfTheFiles(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1})
	attended, stations := 0, 0
	for _, f := range truth.Files {
		switch {
		case f.Dataset == "activities" && f.Unit == "410400":
			o := open(t, dir, f.Path)
			states := o.under("报送表", "^审核状态$")
			for i, out := range o.under("报送表", "^出席情况$") {
				if out == "出席" && states[i] == "发起者审核" {
					attended++
				}
			}
		case f.Dataset == "stations":
			stations += len(open(t, dir, f.Path).under("报送表", "^站点名称$"))
		}
	}
	want := 0
	for _, a := range truth.Work.Activities {
		if a.Unit == "410400" {
			want += a.PersonTimes
		}
	}
	if attended != want || want == 0 {
		t.Errorf("the files hold %d attendances, the truth says %d", attended, want)
	}
	if stations != 30 {
		t.Errorf("%d stations, the issue says 26 and 4", stations)
	}
}

// A short run still writes: it plants no clue where the congress sat once.
func TestWorkOfAShortRun(t *testing.T) {
	_, truth := write(t, Options{Seed: 1, Months: 2})
	if len(truth.Work.Clues) != 0 || len(truth.Work.Activities) == 0 {
		t.Errorf("%d clues, %d activity months", len(truth.Work.Clues), len(truth.Work.Activities))
	}
}
