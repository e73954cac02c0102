package transform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// staged builds ref, lake and staging of one dataset and returns which names
// are current and which withdrawn.
func (w *workspace) staged(dataset string) (current, withdrawn string) {
	w.t.Helper()
	ctx := context.Background()
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	o := w.options
	o.Datasets = []contracts.Dataset{w.dataset(dataset)}
	if err := prepare(ctx, db, o); err != nil {
		w.t.Fatal(err)
	}
	if err := stage(ctx, db, o, o.Datasets); err != nil {
		w.t.Fatal(err)
	}
	ask := func(table string) string {
		found, err := db.Query(ctx, "select coalesce(string_agg(deputy_name, ' ' order by deputy_name, batch_seq), '') from staging."+table)
		if err != nil {
			w.t.Fatal(err)
		}
		return text(found.Rows[0][0])
	}
	return ask("stg_" + dataset), ask("stg_" + dataset + "_withdrawn")
}

func (w *workspace) expect(dataset, wantCurrent, wantWithdrawn string) {
	w.t.Helper()
	current, withdrawn := w.staged(dataset)
	if current != wantCurrent || withdrawn != wantWithdrawn {
		w.t.Errorf("current %q, withdrawn %q; want %q, %q", current, withdrawn, wantCurrent, wantWithdrawn)
	}
}

func TestASnapshotIsTheWholeStateOfItsScope(t *testing.T) {
	w := newWorkspace(t)
	seat := func(name string) row { return row{"deputy_name": name, "level": "city"} }
	w.add("roster", "410900", "410928", "2024-08", contracts.Snapshot, seat("a"), seat("b"))
	w.add("roster", "410900", "410902", "2024-08", contracts.Snapshot, seat("other"))
	w.add("roster", "410900", "410928", "2024-09", contracts.Snapshot, seat("b"), seat("c"))
	w.expect("roster", "b c other", "a")
	w.add("roster", "410900", "410928", "2024-07", contracts.Snapshot, seat("late")) // newer file of an older month
	w.expect("roster", "b c other", "a late")
	w.add("roster", "410900", "410928", "2024-10", contracts.Snapshot) // an empty file is a state too
	w.expect("roster", "other", "a b c late")
}

// A county's own file and a file of the whole unit speak for the same county:
// the newer one is the state.
func TestASnapshotOfAllAndOneOfACountyOverruleEachOther(t *testing.T) {
	w := newWorkspace(t)
	seat := func(name, county string) row {
		return row{"deputy_name": name, "level": "county", "county_code": county}
	}
	w.add("roster", "410700", "all", "2025-01", contracts.Snapshot, seat("a", "410783"), seat("b", "410783"), seat("c", "410782"))
	w.add("roster", "410700", "410783", "2025-04", contracts.Snapshot, seat("a", "410783"), row{"deputy_name": "d", "level": "county"})
	w.expect("roster", "a c d", "b")
	w.add("roster", "410900", "all", "2025-05", contracts.Snapshot, seat("z", "410928")) // another unit
	w.expect("roster", "a c d z", "b")
	w.add("roster", "410700", "all", "2025-06", contracts.Snapshot, seat("e", "410782"))
	w.expect("roster", "e z", "a b c d")
	w.add("roster", "410700", "410783", "2025-05", contracts.Snapshot, seat("late", "410783")) // an older month
	w.expect("roster", "e z", "a b c d late")
}

func TestIncrementsAddAndTheNewestOfAKeyWins(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-08", contracts.Increment, vote("a", "2024-08-01", 1, 20), vote("b", "2024-08-01", 2, 20))
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("b", "2024-08-01", 9, 20), vote("b", "2024-09-01", 3, 20))
	w.add("votes", "411000", "all", "2024-08", contracts.Increment, vote("a", "2024-08-01", 4, 20))
	w.expect("votes", "a a b b", "")
	w.run("b1")
	got := texts(w.query("select satisfied from staging.stg_votes order by 1"))
	if got != "1\n3\n4\n9" {
		t.Errorf("satisfied: %q", got)
	}
}

func TestACumulativeFileIsTheTruthOfItsMonths(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2023-12", contracts.Increment, vote("last year", "2023-12-31", 1, 20))
	w.add("votes", "410900", "all", "2024-01", contracts.Increment, vote("gone", "2024-01-10", 1, 20), vote("stays", "2024-01-10", 1, 20))
	w.add("votes", "410900", "410928", "2024-01", contracts.Increment, vote("other scope", "2024-01-10", 1, 20))
	w.add("votes", "410900", "all", "2024-02", contracts.Increment, vote("dated later", "2024-05-01", 1, 20))
	w.add("votes", "410900", "all", "2024-03", contracts.Cumulative, vote("stays", "2024-01-10", 1, 20), vote("new", "2024-03-01", 1, 20))
	w.expect("votes", "dated later last year new other scope stays", "gone")
	w.add("votes", "410900", "all", "2024-04", contracts.Increment, vote("after", "2024-02-01", 1, 20))
	w.expect("votes", "after dated later last year new other scope stays", "gone")
	w.add("votes", "410900", "all", "2024-04", contracts.Cumulative) // replaces the increment; all of the year is withdrawn
	w.expect("votes", "dated later last year other scope", "gone new stays")
}

func TestAColumnOlderFilesLackIsNull(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 18, 20))
	old := lake.File{Kind: lake.Rows, Dataset: "votes", Path: "lake/old.parquet", Batch: "b0000"}
	w.exec("copy (select '410900' as unit_code, 'all' as scope, '2024-08' as period, 'increment' as arrival, 'b0000' as batch_id, " +
		"cast(0 as bigint) as batch_seq, '乙' as deputy_name, date '2024-08-01' as review_date, cast(9 as bigint) as satisfied) to " +
		warehouse.Literal(w.options.Root+"/lake/old.parquet") + " (format parquet)")
	w.options.State.Files = append(w.options.State.Files, old)
	w.expect("votes", "乙 甲", "")
	w.options.State.Files = []lake.File{old} // no file has the columns at all
	w.expect("votes", "乙", "")
}

// sent is what one unit reports, by dataset and month.
type sent map[string]map[string][]row

// madeUpMonths is four months of votes, activities and a ledger of mending.
func madeUpMonths(months []string) sent {
	random := rand.New(rand.NewPCG(1, 2))
	all := sent{"votes": {}, "activities": {}, "rectifications": {}}
	day := func() (month, date string) {
		month = months[random.IntN(len(months))]
		return month, fmt.Sprintf("%s-%02d", month, 1+random.IntN(28))
	}
	for i := range 120 {
		month, date := day()
		v := vote(fmt.Sprintf("代表%02d", random.IntN(40)), date, 0, 20)
		satisfied := 10 + random.IntN(11)
		v["satisfied"], v["dissatisfied"] = satisfied, 20-satisfied
		v["county_code"] = []string{"410928", "410902"}[random.IntN(2)]
		v["session"] = fmt.Sprintf("第%d场", i%7)
		all["votes"][month] = append(all["votes"][month], v)

		month, date = day()
		all["activities"][month] = append(all["activities"][month], row{"deputy_name": fmt.Sprintf("代表%02d", random.IntN(40)),
			"level": "city", "activity_date": date, "title": []string{"双联系走访", "市十三届人大三次会议", "市十三届人大四次会议"}[i%3],
			"attendance": []string{"present", "absent", "unexcused", "unexcused", "excused"}[random.IntN(5)]})

		month, date = day()
		all["rectifications"][month] = append(all["rectifications"][month], row{"item_no": fmt.Sprint(i), "raised_on": date,
			"content": "路灯", "source_kind": []string{"threshold", "opinion"}[i%2], "due_on": "2024-04-20",
			"done_on": []any{nil, "2024-04-19", "2024-04-25"}[random.IntN(3)], "feedback_on": "2024-04-19"})
	}
	return all
}

// marts reads every mart of the built workspace. What is about files is left
// out: when they came, and what each held.
func (w *workspace) marts() map[string]string {
	w.t.Helper()
	all, err := models.Tables()
	if err != nil {
		w.t.Fatal(err)
	}
	found := map[string]string{}
	db := w.published()
	defer db.Close()
	for _, m := range all {
		if m.Schema == models.Marts && m.Name != "submission_unit_month" {
			found[m.Table()] = texts(w.ask(db, "select * from "+m.Table()+" order by all"))
		}
	}
	return found
}

// The same rows sent month by month, or in cumulative files, or both mixed,
// give the same marts. Only who brought a row differs, and no mart says that.
func TestMonthlyAndCumulativeFilesGiveTheSameMarts(t *testing.T) {
	months := []string{"2024-01", "2024-02", "2024-03", "2024-04"}
	all := madeUpMonths(months)
	year := func(dataset string, upTo int) (rows []row) {
		for _, m := range months[:upTo+1] {
			rows = append(rows, all[dataset][m]...)
		}
		return rows
	}
	marts := func(send func(w *workspace, dataset string)) map[string]string {
		w := newWorkspace(t)
		for _, dataset := range []string{"votes", "activities", "rectifications"} {
			send(w, dataset)
		}
		w.run("b1")
		return w.marts()
	}
	monthly := marts(func(w *workspace, dataset string) {
		for _, m := range months {
			w.add(dataset, "410900", "all", m, contracts.Increment, all[dataset][m]...)
		}
	})
	cumulative := marts(func(w *workspace, dataset string) {
		for i, m := range months {
			w.add(dataset, "410900", "all", m, contracts.Cumulative, year(dataset, i)...)
		}
	})
	mixed := marts(func(w *workspace, dataset string) {
		w.add(dataset, "410900", "all", months[0], contracts.Increment, all[dataset][months[0]]...)
		w.add(dataset, "410900", "all", months[1], contracts.Increment, all[dataset][months[1]][1:]...) // one row late
		w.add(dataset, "410900", "all", months[3], contracts.Cumulative, year(dataset, 3)...)
	})
	for _, mart := range []string{"review", "satisfaction_unit_month", "activity_unit_month", "absence_clue", "campaign_unit_month",
		"rectification_unit_month", "deputy_event"} {
		if monthly["marts."+mart] == "" {
			t.Errorf("marts.%s is empty", mart)
		}
	}
	for mart, want := range monthly {
		if cumulative[mart] != want {
			t.Errorf("%s differs for cumulative files:\n%s\nmonthly:\n%s", mart, cumulative[mart], want)
		}
		if mixed[mart] != want {
			t.Errorf("%s differs for mixed files", mart)
		}
	}
}
