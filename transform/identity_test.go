package transform

import (
	"testing"

	"lvzhi/contracts"
)

// What the roster cannot tell is kept apart until the analyst decides; then the
// key, the list and the succession follow, and taking it back undoes it.
func TestTheAnalystDecidesWhoIsOne(t *testing.T) {
	w := newWorkspace(t)
	seat := func(term string, born any) row {
		return row{"deputy_name": "甲", "gender": "男", "birth_month": born, "level": "county", "county_code": "410928", "constituency": "第二选区",
			"unit_title": "某厂厂长", "term": term, "status": "in_office"}
	}
	w.add("roster", "410900", "all", "2021-12", contracts.Snapshot, seat("十五届", nil))
	w.add("roster", "410900", "all", "2024-09", contracts.Snapshot, seat("十六届", "1970-01"))
	state := "select state, reason, is_same_key from marts.identity_review"
	people := "select count(*), max(seats), max(terms) from marts.person"
	const reason = "姓名相同，有一方没有出生年月，同县，同选区，单位职务相同"
	w.run("b1")
	w.answers(sentence{"nobody guesses", state, "doubtful " + reason + " false"}, sentence{"two people, as far as is known", people, "2 1 1"},
		sentence{"the old seat leads nowhere", "select count(*) from intermediate.int_person_succession", "0"})
	pair := texts(w.query("select pair_id from marts.identity_review"))

	w.options.People = []contracts.PersonDecision{{Pair: pair, Decision: contracts.SamePerson, Why: "电话核实"}}
	w.run("b2")
	w.answers(sentence{"decided", state, "same " + reason + " true"}, sentence{"one person, two terms", people, "1 2 2"},
		sentence{"the old seat leads to the new one", "select is_same_congress from intermediate.int_person_succession", "true"},
		sentence{"the key is that of the seat that is known best", "select count(distinct p.person_key) from intermediate.int_person as p, marts.deputy as d where d.person_key = p.person_key", "1"})

	w.options.People[0].Decision = contracts.DifferentPerson
	w.run("b3")
	w.answers(sentence{"decided otherwise", state, "different " + reason + " false"}, sentence{"two people", people, "2 1 1"})

	w.options.People = []contracts.PersonDecision{{Pair: "0000000000000000", Decision: contracts.SamePerson}}
	r := w.run("b4")
	if len(r.Warnings) != 1 || r.Warnings[0].Assertion != "person_decision_ignored" {
		t.Errorf("a decision on a pair that is not there: %+v", r.Warnings)
	}
}

// A row that two seats of one person fit speaks of that person.
func TestSeatsOfOnePersonShareTheirDeeds(t *testing.T) {
	w := newWorkspace(t)
	seat := func(name, level, born string) row {
		return row{"deputy_name": name, "gender": "男", "birth_month": born, "level": level, "county_code": "410928", "status": "in_office"}
	}
	w.add("roster", "410900", "all", "2024-09", contracts.Snapshot, seat("甲", "city", "1970-01"), seat("甲", "county", "1970-01"), seat("乙", "city", "1971-01"), seat("乙", "county", "1972-01"))
	deed := func(name, title, level string) row {
		r := row{"deputy_name": name, "activity_date": "2024-09-10", "title": title, "attendance": "present"}
		if level != "" {
			r["level"] = level
		}
		return r
	}
	w.add("activities", "410900", "all", "2024-09", contracts.Increment, deed("甲", "视察", ""), deed("甲", "调研", "city"), deed("乙", "视察", ""), deed("乙", "调研", "city"))
	w.run("b1")
	w.answers(sentence{"甲 is one person; the 乙 of no level is neither of the two", `select deputy_name, count(distinct person_key) from intermediate.int_mandate_match
		where dataset = 'activities' group by deputy_name order by deputy_name desc`, "甲 1\n乙 2"})
}
