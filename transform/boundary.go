package transform

import (
	"context"
	"slices"
	"time"

	"lvzhi/contracts"
)

// Boundaries are the cases in which a regime's words are tested: the counts
// on, below and above each threshold, the days a time limit is hard to count
// for, the totals at each band's line. What follows is what a build says.
type Boundaries struct {
	Rules []RuleCase
	Edges []RuleCase // one ballot, no ballot, all abstain
	Dues  []DueCase
	Bands []BandCase
}

// RuleCase is a count of votes against a base.
type RuleCase struct {
	Rule    int // of the regime, from 1; 0 for an edge
	What    string
	Ballots Ballots
	Votes   int  // those the rule is about
	IsExact bool // exactly on the threshold
	Verdict Verdict
}

// DueCase is a day of review and the day its consequence is due.
type DueCase struct {
	Rule     int
	Day, Due time.Time
}

// BandCase is a year's total.
type BandCase struct {
	Total float64
	Grade Grade
}

// The bases thresholds are tried on: thirds, none of both, and hundredths.
var trialBases = []int{90, 99, 100}

// FindBoundaries tries a regime on its boundary cases. Options are as for Trial.
func FindBoundaries(ctx context.Context, o Options, r contracts.Regime) (Boundaries, error) {
	var b Boundaries
	var ballots []Ballots
	if r.Review != nil && len(r.Review.Levels) > 0 {
		day, _ := time.Parse(time.DateOnly, r.From) // checked as the regime was read
		b.Rules, b.Edges, b.Dues = ruleCases(r.Review.Rules, day), edgeCases(day), dueCases(r)
		for _, c := range slices.Concat(b.Rules, b.Edges) {
			ballots = append(ballots, c.Ballots)
		}
		for _, c := range b.Dues {
			rule := r.Review.Rules[c.Rule-1]
			ballots = append(ballots, votesFor(rule, 100, firstAbove(rule, 100), c.Day))
		}
	}
	var totals []float64
	if r.Points != nil && len(r.Points.Levels) > 0 {
		totals = bandTotals(r.Points.Bands)
	}
	verdicts, grades, err := Trial(ctx, o, r, ballots, totals)
	if err != nil {
		return Boundaries{}, err
	}
	for i := range b.Rules {
		b.Rules[i].Verdict = verdicts[i]
	}
	for i := range b.Edges {
		b.Edges[i].Verdict = verdicts[len(b.Rules)+i]
	}
	for i := range b.Dues {
		b.Dues[i].Due = verdicts[len(b.Rules)+len(b.Edges)+i].Due
	}
	for i, total := range totals {
		b.Bands = append(b.Bands, BandCase{total, grades[i]})
	}
	return b, nil
}

// ruleCases has for each rule and base the whole number below the threshold,
// on it or nearest to it, and above.
func ruleCases(rules []contracts.Rule, day time.Time) []RuleCase {
	var all []RuleCase
	for i, rule := range rules {
		for _, base := range trialBases {
			at := base * rule.Numerator / rule.Denominator
			for votes := max(0, at-1); votes <= min(at+1, base); votes++ {
				all = append(all, RuleCase{Rule: i + 1, What: rule.Label, Ballots: votesFor(rule, base, votes, day), Votes: votes,
					IsExact: votes*rule.Denominator == base*rule.Numerator})
			}
		}
	}
	return all
}

// votesFor gives the count a rule is about so many votes, and the others what
// no other rule is about where that can be.
func votesFor(rule contracts.Rule, base, votes int, day time.Time) Ballots {
	b := Ballots{Base: base, Day: day}
	switch rest := base - votes; rule.Measure {
	case "dissatisfied":
		b.Dissatisfied, b.Satisfied = votes, rest
	case "satisfied":
		b.Satisfied, b.Dissatisfied = votes, rest
	default:
		b.Basic, b.Dissatisfied = votes, rest
	}
	return b
}

// firstAbove is the smallest count for which a rule holds.
func firstAbove(rule contracts.Rule, base int) int {
	at := base * rule.Numerator / rule.Denominator
	if !rule.Strict && at*rule.Denominator == base*rule.Numerator {
		return at
	}
	return at + 1
}

func edgeCases(day time.Time) []RuleCase {
	return []RuleCase{
		{What: "只有一票，满意", Ballots: Ballots{Base: 1, Satisfied: 1, Day: day}},
		{What: "只有一票，不满意", Ballots: Ballots{Base: 1, Dissatisfied: 1, Day: day}},
		{What: "一票也没有", Ballots: Ballots{Day: day}},
		{What: "全部弃权", Ballots: Ballots{Base: 100, Abstain: 100, Day: day}},
	}
}

// dueCases has an ordinary day, a long month's last, and 30 November before an
// ordinary and before a leap February, as far as the regime held then.
func dueCases(r contracts.Regime) []DueCase {
	from, _ := time.Parse(time.DateOnly, r.From)
	days := []time.Time{firstOn(from, 3, 15, nil), firstOn(from, 8, 31, nil),
		firstOn(from, 11, 30, func(year int) bool { return !isLeap(year + 1) }), firstOn(from, 11, 30, func(year int) bool { return isLeap(year + 1) })}
	var all []DueCase
	for i, rule := range r.Review.Rules {
		for _, day := range days {
			if rule.DueMonths > 0 && (r.To == "" || day.Format(time.DateOnly) <= r.To) {
				all = append(all, DueCase{Rule: i + 1, Day: day})
			}
		}
	}
	return all
}

// firstOn is the first such day of a year, not before from.
func firstOn(from time.Time, month time.Month, day int, wanted func(year int) bool) time.Time {
	for year := from.Year(); ; year++ {
		d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		if !d.Before(from) && (wanted == nil || wanted(year)) {
			return d
		}
	}
}

func isLeap(year int) bool {
	return time.Date(year, 2, 29, 0, 0, 0, 0, time.UTC).Month() == time.February
}

// bandTotals are the totals on each line and a point, a half and a tenth below
// it, and one above all.
func bandTotals(bands []contracts.Band) []float64 {
	var all []float64
	for i, b := range bands {
		if b.AtLeast == nil {
			continue
		}
		low := *b.AtLeast
		if i == 0 {
			all = append(all, low+15)
		}
		all = append(all, low, float64(int(low*10+0.5)-1)/10, low-0.5, low-1)
	}
	return all
}
