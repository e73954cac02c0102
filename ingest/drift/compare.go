package drift

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
)

// The rules of the problems found.
const (
	New     = "new_column"
	Renamed = "renamed_column"
	Missing = "missing_column"
)

// File says whose columns are compared: what the sentences name.
type File struct {
	Dataset        contracts.Dataset
	Unit, UnitName string
	Period         string // YYYY-MM
}

// Compare says what changed between the columns of a sender's last file and
// those of this one: warnings for the receipt. Without a last file nothing
// changed. A column known under another of its names did not change either.
func Compare(before, now []Column, f File) []check.Problem {
	if len(before) == 0 {
		return nil
	}
	fresh := slices.DeleteFunc(slices.Clone(now), func(c Column) bool {
		return c.Field != "" || has(before, func(b Column) bool { return check.HeaderKey(b.Header) == check.HeaderKey(c.Header) })
	})
	lost := slices.DeleteFunc(slices.Clone(before), func(b Column) bool {
		return b.Field == "" || has(now, func(c Column) bool {
			return c.Field == b.Field || check.HeaderKey(c.Header) == check.HeaderKey(b.Header)
		})
	})
	var problems []check.Problem
	for _, p := range pairs(before, now, lost, fresh, f.Dataset) {
		problems = append(problems, f.renamed(p))
		lost = slices.DeleteFunc(lost, func(c Column) bool { return c.Field == p.old.Field })
		fresh = slices.DeleteFunc(fresh, func(c Column) bool { return c.Header == p.now.Header })
	}
	for _, c := range fresh {
		problems = append(problems, f.added(c))
	}
	for _, c := range lost {
		problems = append(problems, f.missing(c))
	}
	return problems
}

// pair is an old column and a new one that may be its new name.
type pair struct {
	old, now Column
	score    float64
}

// likely is the score from which a new name is suggested: standing between the
// same neighbours counts half, a header of the same characters one. A place
// alone is not enough, and one shared character is not either.
const likely = 0.8

// pairs suggests for each lost column at most one new one, taking the
// likeliest first, in the order of the new columns.
func pairs(before, now, lost, fresh []Column, d contracts.Dataset) []pair {
	var all []pair
	for _, l := range lost {
		field, ok := d.Field(l.Field)
		if !ok {
			continue
		}
		for _, c := range fresh {
			if !c.kind.fits(field) {
				continue
			}
			p := pair{l, c, alike(c.Header, append([]string{l.Header, field.Label}, field.Headers...)) + inPlace(before, l, now, c)}
			if p.score >= likely {
				all = append(all, p)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	var best []pair
	for _, p := range all {
		if !slices.ContainsFunc(best, func(b pair) bool { return b.old.Field == p.old.Field || b.now.Header == p.now.Header }) {
			best = append(best, p)
		}
	}
	at := func(p pair) int {
		return slices.IndexFunc(now, func(c Column) bool { return c.Header == p.now.Header })
	}
	slices.SortFunc(best, func(a, b pair) int { return at(a) - at(b) })
	return best
}

// inPlace is a quarter for each neighbour that is the same.
func inPlace(before []Column, old Column, now []Column, c Column) float64 {
	b := slices.IndexFunc(before, func(x Column) bool { return x.Header == old.Header && x.Field == old.Field })
	n := slices.IndexFunc(now, func(x Column) bool { return x.Header == c.Header && x.Field == c.Field })
	score := 0.0
	for _, step := range []int{-1, 1} {
		if neighbour(before, b+step) == neighbour(now, n+step) {
			score += 0.25
		}
	}
	return score
}

func neighbour(columns []Column, i int) string {
	if i < 0 || i >= len(columns) {
		return ""
	}
	return columns[i].key()
}

// alike is how much of its characters a header shares with the most similar of
// the names: twice the common ones over all (Dice 1945).
func alike(header string, names []string) float64 {
	best := 0.0
	for _, name := range names {
		best = max(best, dice([]rune(check.HeaderKey(header)), []rune(check.HeaderKey(name))))
	}
	return best
}

func dice(a, b []rune) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	left, common := slices.Clone(b), 0
	for _, r := range a {
		if i := slices.Index(left, r); i >= 0 {
			left = slices.Delete(left, i, i+1)
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

func (f File) problem(c Column, rule, message, remedy string) check.Problem {
	return check.Problem{Sheet: c.sheet, Cell: c.cell, Rule: rule, Severity: check.Warning, Value: c.Header, Message: message, Remedy: remedy}
}

func (f File) added(c Column) check.Problem {
	return f.problem(c, New, fmt.Sprintf("%s%s新增列“%s”，约定里没有，内容已原样保留", f.UnitName, month(f.Period), c.Header),
		"如就是某列的新名字，省里可用 lvzhi contract alias 采纳")
}

func (f File) renamed(p pair) check.Problem {
	label := f.label(p.old)
	return f.problem(p.now, Renamed, fmt.Sprintf("%s%s没有“%s”这一列（%s），多了“%s”，像是改了名；没有自行采用，内容已原样保留", f.UnitName, month(f.Period), p.old.Header, label, p.now.Header),
		fmt.Sprintf(`请核对；如确是改名，省里可用 lvzhi contract alias add %s %s "%s" --unit %s 采纳`, f.Dataset.Name, p.old.Field, strings.ReplaceAll(p.now.Header, `"`, ""), f.Unit))
}

func (f File) missing(c Column) check.Problem {
	p := f.problem(c, Missing, fmt.Sprintf("%s%s没有“%s”这一列（%s），上一份里有", f.UnitName, month(f.Period), c.Header, f.label(c)), "如是漏了，请补上后整份重报；如不再报送，请告知省里")
	p.Sheet, p.Cell, p.Field = "", "", c.Field
	return p
}

func (f File) label(c Column) string {
	if field, ok := f.Dataset.Field(c.Field); ok {
		return field.Label
	}
	return c.Field
}

// month is the period as people say it.
func month(period string) string {
	t, err := time.Parse("2006-01", period)
	if err != nil {
		return period
	}
	return fmt.Sprintf("%d年%d月", t.Year(), int(t.Month()))
}
