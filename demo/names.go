package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// namer makes up names, each once in its unit, so that a review row finds
// exactly one mandate.
type namer struct {
	words *wordlists
	rare  bool // this unit has rare characters
	turn  int
	used  map[string]bool
}

func (n *namer) next(r *rand.Rand) string {
	for {
		name := n.draw(r)
		if !n.used[name] {
			n.used[name] = true
			return name
		}
	}
}

func (n *namer) draw(r *rand.Rand) string {
	w := n.words
	switch x := r.Float64(); {
	case x < 0.01:
		return pick(r, w.MinorityFirst) + "·" + pick(r, w.MinorityLast)
	case n.rare && x < 0.06:
		n.turn++ // in turn, so that every one of them appears
		return pick(r, w.Surnames) + pick(r, w.Given) + w.Rare[n.turn%len(w.Rare)]
	case x < 0.30:
		return pick(r, w.Surnames) + pick(r, w.Given)
	}
	return pick(r, w.Surnames) + pick(r, w.Given) + pick(r, w.Given)
}

// identityNumber makes up an identity number that passes its own check digit.
func identityNumber(r *rand.Rand, county string, born time.Time, female bool) string {
	serial := 2*between(r, 1, 498) + 1
	if female {
		serial--
	}
	body := fmt.Sprintf("%s%s%03d", county, born.Format("20060102"), serial)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11])
}

func mobileNumber(r *rand.Rand) string {
	return pick(r, strings.Fields("130 135 137 138 139 150 158 166 177 186 189 199")) + fmt.Sprintf("%08d", r.IntN(100_000_000))
}

func landline(r *rand.Rand) string {
	return fmt.Sprintf("%s-%d", pick(r, strings.Fields("0371 0375 0379 0373 0393 0377 0396")), between(r, 2_100_000, 8_999_999))
}
