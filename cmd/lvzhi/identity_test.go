package main

import (
	"fmt"
	"testing"

	"lvzhi/demo"
)

// identity: whoever holds seats in two terms has one key, nobody else shares
// one, and what cannot be told is listed and kept apart.
func (p *province) identity(t *testing.T) {
	type seat struct{ mandate, person string }
	seats := map[string]seat{}
	for _, row := range query(t, p.data, `select s.unit_code, s.deputy_name, s.level, s.term, s.mandate_id, i.person_key
		from intermediate.int_person_seat as s inner join intermediate.int_person as i on i.mandate_id = s.mandate_id where s.is_in_roster`) {
		seats[fmt.Sprint(row["unit_code"], row["deputy_name"], row["level"], row["term"])] = seat{fmt.Sprint(row["mandate_id"]), fmt.Sprint(row["person_key"])}
	}
	listed := map[string]bool{}
	for _, row := range query(t, p.data, "select mandate_a, mandate_b from marts.identity_review where state = 'doubtful'") {
		listed[fmt.Sprint(row["mandate_a"], row["mandate_b"])] = true
	}
	same := map[string]bool{demo.KeptSeat: true, demo.RoseALevel: true}
	asked := map[string]bool{demo.NoBirthMonth: true, demo.OtherName: true}
	kinds, found, wanted, decidable, inList := map[string]int{}, 0, 0, 0, 0
	for _, f := range p.truth.Formers {
		old, ok := seats[f.Unit+f.OldName+f.OldLevel+f.OldTerm]
		now, okNow := seats[f.Unit+f.Name+f.Level+f.Term]
		if !ok || !okNow {
			t.Errorf("%+v: seats are missing (old %v, now %v)", f, ok, okNow)
			continue
		}
		kinds[f.Kind]++
		isOne := old.person == now.person
		if isOne != same[f.Kind] {
			t.Errorf("%+v: one person is %v", f, isOne)
		}
		if same[f.Kind] || asked[f.Kind] {
			wanted++
		}
		if same[f.Kind] {
			decidable++
			found += map[bool]int{true: 1}[isOne]
		}
		if asked[f.Kind] {
			if !listed[old.mandate+now.mandate] && !listed[now.mandate+old.mandate] {
				t.Errorf("%+v is not on the list to look at", f)
			} else {
				inList++
			}
		}
	}
	joined := number(query(t, p.data, `select count(*) as n from intermediate.int_person as a
		inner join intermediate.int_person as b on b.person_key = a.person_key and b.mandate_id > a.mandate_id
		inner join intermediate.int_person_seat as x on x.mandate_id = a.mandate_id
		inner join intermediate.int_person_seat as y on y.mandate_id = b.mandate_id
		where x.is_in_roster and y.is_in_roster`)[0], "n")
	t.Logf("kinds %v; %d pairs joined, %d of them true: precision %.4f; recall %.4f of what can be told, %.4f of all; %d of the rest on a list of %d",
		kinds, joined, found, float64(found)/float64(max(joined, 1)), float64(found)/float64(max(decidable, 1)), float64(found)/float64(max(wanted, 1)), inList, len(listed))
	if joined != found || found != decidable || len(kinds) != 6 {
		t.Errorf("%d pairs joined, %d of %d planted ones found, kinds %v", joined, found, decidable, kinds)
	}
	if n := number(query(t, p.data, "select count(*) as n from intermediate.int_person_succession where is_same_congress")[0], "n"); n < kinds[demo.KeptSeat] {
		t.Errorf("%d seats lead to the next term's, %d planted", n, kinds[demo.KeptSeat])
	}
}
