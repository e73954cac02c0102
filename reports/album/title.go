package album

import (
	_ "embed"
	"strings"
)

// titleWords are the words a title line does not cut in two, one a line.
//
//go:embed titlewords.txt
var titleWords string

// A break costs by what it cuts; a space costs nothing, a mark little, the
// inside of a known word or a quotation most. Unequal lines cost by the square of the difference,
// so that two breaks of one kind are settled by balance (梯形, 菱形).
const (
	costMark    = 0.3
	costWord    = 1.0
	costInWord  = 2.0
	costQuoted  = 2.0
	costBalance = 2.0
	costOverrun = 1e6 // no permitted break: cut where the measure ends
)

// longTitle is where balancing stops: beyond it a title is text, set like a paragraph.
const longTitle = 8

// balance breaks a title into as few lines as the measure allows, cut where the
// sense allows and near one length.
func balance(title []cell, measure int) [][]cell {
	title = trimSpaces(title)
	greedy := breakLines(title, measure, measure)
	if len(greedy) < 2 || len(greedy) > longTitle {
		return greedy
	}
	ends, ok := cheapest(title, measure, len(greedy))
	if !ok {
		return greedy
	}
	var lines [][]cell
	start := 0
	for _, end := range ends {
		lines = append(lines, trimSpaces(title[start:end]))
		start = end
	}
	return lines
}

// cheapest finds the ends of exactly n lines of least cost.
func cheapest(title []cell, measure, n int) ([]int, bool) {
	mean := float64(width(title)) / float64(n)
	breaks := breakCosts(title)
	type step struct {
		cost float64
		from int
	}
	table := make([][]step, n+1)
	for k := range table {
		table[k] = make([]step, len(title)+1)
		for i := range table[k] {
			table[k][i] = step{cost: costOverrun, from: -1}
		}
	}
	table[0][0] = step{}
	for k := 1; k <= n; k++ {
		for end := 1; end <= len(title); end++ {
			for start := end - 1; start >= 0; start-- {
				w := width(trimSpaces(title[start:end]))
				if w > measure {
					break
				}
				d := (float64(w) - mean) / mean
				cost := table[k-1][start].cost + breaks[end] + costBalance*d*d
				if w > 0 && cost < table[k][end].cost {
					table[k][end] = step{cost, start}
				}
			}
		}
	}
	if table[n][len(title)].cost >= costOverrun {
		return nil, false
	}
	ends := make([]int, n)
	for k, at := n, len(title); k > 0; k-- {
		ends[k-1] = at
		at = table[k][at].from
	}
	return ends, true
}

// breakCosts gives for each i the cost of ending a line after i cells.
func breakCosts(title []cell) []float64 {
	costs := make([]float64, len(title)+1)
	depth := 0
	for i := 1; i < len(title); i++ {
		a, b := title[i-1], title[i]
		if strings.ContainsRune("“‘《（〈", a.first()) {
			depth++
		}
		if strings.ContainsRune("”’》）〉", a.first()) && depth > 0 {
			depth--
		}
		costs[i] = breakCost(a, b, depth > 0)
	}
	for i := range insideWords(title) {
		costs[i] = max(costs[i], costInWord)
	}
	return costs
}

// insideWords gives the break positions that would cut a listed word.
func insideWords(title []cell) map[int]bool {
	var text strings.Builder
	index := map[int]int{} // byte offset -> cell
	for i, c := range title {
		index[text.Len()] = i
		text.WriteString(c.text)
	}
	inside := map[int]bool{}
	for word := range strings.FieldsSeq(titleWords) {
		for from := 0; ; {
			at := strings.Index(text.String()[from:], word)
			if at < 0 {
				break
			}
			at += from
			for offset := range word {
				if i, ok := index[at+offset]; ok && offset > 0 {
					inside[i] = true
				}
			}
			from = at + len(word)
		}
	}
	return inside
}

func breakCost(a, b cell, quoted bool) float64 {
	switch {
	case !mayBreak(a, b):
		return costOverrun
	case quoted:
		return costQuoted
	case a.isSpace() || b.isSpace():
		return 0
	case strings.ContainsRune("：；。，、！？”》", a.first()) || strings.ContainsRune("“《（", b.first()):
		return costMark
	}
	return costWord
}
