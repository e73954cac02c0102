package contracts

import (
	"regexp"
	"slices"
)

// PeopleFile is the name of the office's decisions on doubtful pairs of seats.
const PeopleFile = "people.yaml"

// The decisions on a pair.
const (
	SamePerson      = "same"
	DifferentPerson = "different"
	Undecided       = "undecided"
)

// PersonDecision is what the analyst found out about two seats that may be one
// person's: a pair of identity_review.
type PersonDecision struct{ Pair, Decision, Why string }

var decisionWords = map[string]string{
	SamePerson: SamePerson, "同一人": SamePerson, DifferentPerson: DifferentPerson, "不是同一人": DifferentPerson,
	Undecided: Undecided, "待定": Undecided,
}

var pairForm = regexp.MustCompile(`^[0-9a-f]{16}$`)

// ReadPeople reads an office's people.yaml, a list of pair, decision and why.
// What is wrong in it is a *Mistake.
func ReadPeople(raw []byte) ([]PersonDecision, error) {
	var entries []struct{ Pair, Decision, Why word }
	if err := edited(PeopleFile, raw, &entries); err != nil {
		return nil, err
	}
	var all []PersonDecision
	for _, e := range entries {
		decision, ok := decisionWords[e.Decision.text]
		switch {
		case !pairForm.MatchString(e.Pair.text):
			return nil, inFile(PeopleFile, e.Pair.near(e.Decision, e.Why).mistaken("pair 要照抄待核对名单里的“比对编号”（16位），而不是“%s”", e.Pair.text))
		case !ok:
			return nil, inFile(PeopleFile, e.Decision.near(e.Pair, e.Why).mistaken("decision 只能是同一人、不是同一人或待定，而不是“%s”", e.Decision.text))
		case slices.ContainsFunc(all, func(d PersonDecision) bool { return d.Pair == e.Pair.text }):
			return nil, inFile(PeopleFile, e.Pair.mistaken("“%s”写了两遍，请只留一条", e.Pair.text))
		}
		all = append(all, PersonDecision{Pair: e.Pair.text, Decision: decision, Why: e.Why.text})
	}
	return all, nil
}
