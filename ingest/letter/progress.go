package letter

import (
	"cmp"
	"slices"

	"lvzhi/ingest/check"
)

// Progress is how a file stands against the previous try at the same data.
// Before = Mended + Remaining; what the file has now = Remaining + New.
type Progress struct{ Before, Mended, Remaining, New int }

// Compare matches the problems of two tries. Rows move when lines are put in
// or taken out, so a problem is first looked for where it was and then, with
// the same value under the same rule, on any row of its sheet. What is left is
// matched by its place alone: a cell that was changed and is still wrong was
// not mended. In doubt a problem remains: nobody is told that something was
// mended that was not. A file that was refused whole was not compared.
func Compare(previous, current []check.Problem) Progress {
	if refused(previous) || refused(current) {
		return Progress{}
	}
	before, now := inOrder(previous), inOrder(current)
	p := Progress{Before: len(before), New: len(now)}
	for _, key := range []func(check.Problem) likeness{
		func(p check.Problem) likeness { return likeness{p.Sheet, p.Field, p.Row, p.Cell, p.Rule, p.Value} },
		func(p check.Problem) likeness { return likeness{p.Sheet, p.Field, 0, "", p.Rule, p.Value} },
		func(p check.Problem) likeness { return likeness{p.Sheet, p.Field, p.Row, p.Cell, p.Rule, ""} },
		sameCell,
	} {
		var pairs int
		before, now, pairs = unmatched(before, now, key)
		p.Remaining += pairs
	}
	p.Mended = p.Before - p.Remaining
	p.New -= p.Remaining
	return p
}

func refused(problems []check.Problem) bool {
	return slices.ContainsFunc(problems, func(p check.Problem) bool { return p.Rule == refusal })
}

// refusal is the rule of a file that was not taken in at all.
const refusal = "file_refused"

// likeness is what two problems must share to be one.
type likeness struct {
	sheet, field string
	row          int
	cell         string
	rule, value  string
}

// sameCell is the place alone; what has no cell keeps its rule.
func sameCell(p check.Problem) likeness {
	k := likeness{sheet: p.Sheet, field: p.Field, row: p.Row, cell: p.Cell}
	if p.Cell == "" {
		k.rule = p.Rule
	}
	return k
}

// inOrder sorts a copy, so that the order in which problems were found
// decides nothing.
func inOrder(problems []check.Problem) []check.Problem {
	sorted := slices.Clone(problems)
	slices.SortFunc(sorted, func(a, b check.Problem) int {
		return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Cell, b.Cell),
			cmp.Compare(a.Field, b.Field), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Value, b.Value))
	})
	return sorted
}

// unmatched pairs the problems of equal key, first with first, and returns
// the others.
func unmatched(before, now []check.Problem, key func(check.Problem) likeness) (restBefore, restNow []check.Problem, pairs int) {
	open := map[likeness]int{}
	for _, p := range now {
		open[key(p)]++
	}
	paired := map[likeness]int{}
	for _, p := range before {
		if k := key(p); paired[k] < open[k] {
			paired[k]++
			pairs++
		} else {
			restBefore = append(restBefore, p)
		}
	}
	for _, p := range now {
		if k := key(p); paired[k] > 0 {
			paired[k]--
		} else {
			restNow = append(restNow, p)
		}
	}
	return restBefore, restNow, pairs
}
