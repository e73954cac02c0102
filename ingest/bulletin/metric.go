package bulletin

import (
	"strings"
	"unicode/utf8"
)

// enough is the score below which a word stands too far from the figure;
// ruleBonus lets a rule's own entries win over those of what the rule is about.
const (
	enough    = 4.0
	ruleBonus = 5.0
)

// chooseMetric takes the entry whose words stand nearest to the figure, and an
// entry of last resort only when no other fits. It returns the words that fitted.
func chooseMetric(ctx setting, f figure, kind string) (metric, string) {
	for _, weak := range []bool{false, true} {
		best, bestScore, words := metric{}, enough, ""
		for _, m := range vocabulary {
			if m.weak != weak || m.all && !f.all || m.only != "" && m.only != kind || !fitsUnit(m.units, f.unit) {
				continue
			}
			for trigger := range strings.FieldsSeq(m.words) {
				if m.touching && (strings.HasSuffix(strings.TrimSuffix(ctx.left, "了"), trigger) || strings.HasPrefix(ctx.right, trigger)) {
					return m, trigger
				}
				if s := m.score(ctx, trigger, kind); s > bestScore {
					best, bestScore, words = m, s, trigger
				}
			}
		}
		if best.Key != "" {
			return best, words
		}
	}
	return metric{Key: Other, Label: "其他"}, ""
}

func fitsUnit(units, unit string) bool {
	return units == "" || strings.Contains(" "+units+" ", " "+unit+" ")
}

// scoreTrigger adds up the words of a conjunction; -1 when one is missing or
// stands too far off. A fact's words stand beside it or in its clause; a
// rule's consequence may follow up to the next ；.
func (m metric) score(ctx setting, trigger, kind string) float64 {
	ofRules := m.only == Rule || m.kind == Rule
	sum, nearest := 0.0, nowhere
	for word := range strings.SplitSeq(trigger, "&") {
		s, d := scoreWord(ctx, word, ofRules)
		if d > inPart {
			return -1
		}
		sum += s
		nearest = min(nearest, d)
	}
	if nearest > inPart || nearest == inPart && m.kind != Rule || nearest == inClause && kind == Fact && ctx.left+ctx.right != "" {
		return -1
	}
	if kind == Rule && ofRules {
		sum += ruleBonus
	}
	return sum
}

// How far from its figure a word stands.
const (
	beside = iota
	inClause
	inPart
	nowhere
)

func scoreWord(ctx setting, word string, far bool) (score float64, distance int) {
	size := float64(utf8.RuneCountInString(word))
	best := 0.0
	if i := strings.LastIndex(ctx.left, word); i >= 0 {
		best = besideScore(size, ctx.left[i+len(word):])
	}
	if i := strings.Index(ctx.right, word); i >= 0 {
		best = max(best, besideScore(size, ctx.right[:i]))
	}
	switch {
	case best > 0:
		return best, beside
	case strings.Contains(ctx.clause, word):
		return 5 + size, inClause
	case far && strings.Contains(ctx.part, word):
		return 2 + size, inPart
	}
	return 0, nowhere
}

func besideScore(size float64, between string) float64 {
	return 10 + 2*size - .5*float64(min(utf8.RuneCountInString(between), 16))
}
