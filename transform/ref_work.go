package transform

import (
	"fmt"
	"time"

	models "lvzhi/sql"
)

// The reference of what deputies do beside votes and points: words, the rule
// on absences, and the rhythm a place promised with the slots of the calendar.

func vocabularyTable(o Options) (table, error) {
	t := table{name: "vocabulary", columns: "list varchar, term_no bigint, term varchar, word varchar, is_excluding boolean"}
	terms, err := models.ReadVocabulary()
	if err != nil {
		return t, err
	}
	for i, term := range terms {
		for _, word := range term.Words {
			t.rows = append(t.rows, []any{term.List, int64(i + 1), term.Term, word, false})
		}
		for _, word := range term.Except {
			t.rows = append(t.rows, []any{term.List, int64(i + 1), term.Term, word, true})
		}
	}
	for _, r := range o.Regimes {
		for _, p := range r.Rhythm {
			for _, word := range p.Words {
				t.rows = append(t.rows, []any{"rhythm", int64(len(terms) + 1), p.What, word, false})
			}
		}
	}
	return t, nil
}

func absenceTable(o Options) table {
	t := table{name: "absence_rule", columns: `regime varchar, regime_label varchar, source varchar, place_code varchar,
		valid_from date, valid_to date, unexcused bigint, follow varchar`}
	for _, r := range o.Regimes {
		if a := r.Absence; a != nil {
			t.rows = append(t.rows, []any{r.ID, r.Label, r.Source, r.Place, dateOf(r.From), dateOf(r.To), int64(a.Unexcused), a.Follow})
		}
	}
	return t
}

func rhythmTable(o Options) table {
	t := table{name: "rhythm", columns: `regime varchar, source varchar, place_code varchar, beat_no bigint, what varchar,
		every varchar, valid_from date, valid_to date`}
	for _, r := range o.Regimes {
		for i, p := range r.Rhythm {
			t.rows = append(t.rows, []any{r.ID, r.Source, r.Place, int64(i + 1), p.What, p.Every, dateOf(r.From), dateOf(r.To)})
		}
	}
	return t
}

// slotTable cuts 2010 to 2040 into weeks (Monday to Sunday), halves of a month
// (to the 15th, from the 16th) and months.
func slotTable() table {
	t := table{name: "slot", columns: "every varchar, slot varchar, first_day date, last_day date"}
	end := time.Date(2041, 1, 1, 0, 0, 0, 0, time.UTC)
	add := func(every, slot string, first, last time.Time) {
		t.rows = append(t.rows, []any{every, slot, first, last})
	}
	for m := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC); m.Before(end); m = m.AddDate(0, 1, 0) {
		name, last := m.Format("2006-01"), m.AddDate(0, 1, -1)
		add("month", name, m, last)
		add("half_month", name+" 上半月", m, m.AddDate(0, 0, 14))
		add("half_month", name+" 下半月", m.AddDate(0, 0, 15), last)
	}
	for monday := time.Date(2010, 1, 4, 0, 0, 0, 0, time.UTC); monday.Before(end); monday = monday.AddDate(0, 0, 7) {
		year, week := monday.ISOWeek()
		add("week", fmt.Sprintf("%d年第%02d周", year, week), monday, monday.AddDate(0, 0, 6))
	}
	return t
}
