package receipt

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"lvzhi/ingest/letter"
)

// longestName is what a sheet may be called, in units of UTF-16.
const longestName = 31

// names gives the sender's sheets names that a spreadsheet takes and that no
// other sheet has.
type names struct{ taken map[string]bool }

func newNames() *names {
	// a program's own history sheet may not be made by others
	n := &names{taken: map[string]bool{"history": true}}
	n.taken[letter.SummarySheet], n.taken[letter.ProblemSheet] = true, true
	return n
}

func (n *names) of(page string, part bool) string {
	base := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r == '\n' {
			return '_'
		}
		return r
	}, letter.Plain(page)), "' ")
	if base == "" {
		base = "原表"
	}
	for i := 1; ; i++ {
		tail := ""
		if i > 1 {
			tail = fmt.Sprintf("（%d）", i)
		}
		if part {
			tail = letter.ExcerptName(tail)
		}
		name := cutName(base, longestName-len(utf16.Encode([]rune(tail)))) + tail
		if key := strings.ToLower(name); !n.taken[key] {
			n.taken[key] = true
			return name
		}
	}
}

func cutName(name string, longest int) string {
	units := 0
	for i, r := range name {
		if units += utf16.RuneLen(r); units > longest {
			return strings.TrimRight(name[:i], "' ")
		}
	}
	return name
}
