package check

import (
	"fmt"
	"math/big"
	"math/bits"
	"strings"

	"lvzhi/contracts"
)

// rule is one of the contract's checks over several fields, with the places
// of its values. All reckoning is in millionths, so it is exact.
type rule struct {
	contracts.Check
	holds func(r *reader, c *rule)

	left, right, field, total int // positions, -1 for none
	parts, minus, totals      []int
}

func (r *reader) rule(c contracts.Check) rule {
	at := func(name string) int {
		if i, ok := r.position[name]; ok {
			return i
		}
		return -1
	}
	all := func(names []string) (positions []int) {
		for _, name := range names {
			positions = append(positions, at(name))
		}
		return positions
	}
	kinds := map[string]func(*reader, *rule){"at_most": (*reader).atMost, "sum": (*reader).sums, "ratio": (*reader).ratio, "balance": (*reader).balance}
	return rule{Check: c, holds: kinds[c.Kind], left: at(c.Left), right: at(c.Right), field: at(c.Field), total: at(c.Total),
		parts: all(c.Parts), minus: all(c.Minus), totals: all(c.Totals)}
}

// applyChecks applies the contract's rules over several fields of the row.
func (r *reader) applyChecks() {
	for i := range r.checks {
		if c := &r.checks[i]; c.holds != nil {
			c.holds(r, c)
		}
	}
}

// amount is a number in millionths; false where there is none.
func (r *reader) amount(position int) (int64, bool) {
	if position < 0 {
		return 0, false
	}
	return r.row.Values[position].micros()
}

// amounts adds numbers up; false where one of them is missing.
func (r *reader) amounts(positions []int) (sum int64, all bool) {
	for _, p := range positions {
		n, ok := r.amount(p)
		if !ok {
			return 0, false
		}
		sum += n
	}
	return sum, true
}

// breach remarks on a rule at the cell of a field, with our own figures.
func (r *reader) breach(c *rule, field, figures string) {
	text := ""
	if i, ok := r.position[field]; ok {
		text = r.texts[i]
	}
	r.remark(r.indexOf(field), field, text, &fault{rule: c.Rule, severity: Severity(c.Severity), message: c.Message + "（" + figures + "）", remedy: c.Remedy})
}

func (r *reader) atMost(c *rule) {
	left, ok1 := r.amount(c.left)
	right, ok2 := r.amount(c.right)
	if ok1 && ok2 && left > right {
		r.breach(c, c.Left, fmt.Sprintf("%s＞%s", printed(left), printed(right)))
	}
}

// sums checks total = parts. Where the file lacks a part only what cannot be
// is refused: parts that already exceed the total.
func (r *reader) sums(c *rule) {
	total, ok := r.amount(c.total)
	if !ok {
		return
	}
	var parts int64
	here := 0
	for _, p := range c.parts {
		if n, ok := r.amount(p); ok {
			parts += n
			here++
		}
	}
	if here == 0 || parts == total || parts < total && here < len(c.parts) {
		return
	}
	var terms []string
	for _, p := range c.parts {
		if n, ok := r.amount(p); ok {
			terms = append(terms, printed(n))
		}
	}
	r.breach(c, c.Total, fmt.Sprintf("%s＝%s，表中为%s", strings.Join(terms, "＋"), printed(parts), printed(total)))
}

// ratio compares a printed share with the row's own counts under every base
// the row has, at the printed precision.
func (r *reader) ratio(c *rule) {
	if c.field < 0 || r.row.Values[c.field].Kind == Null {
		return
	}
	share := r.shares[c.field]
	if share.value == nil {
		return
	}
	numerator, ok := r.amounts(c.parts)
	if !ok {
		return
	}
	wrong := -1 // the first base under which the share is another
	for i, base := range c.totals {
		total, ok := r.amount(base)
		if !ok || total <= 0 {
			continue
		}
		if percentOf(numerator, total, share.decimals) == share.rounded {
			return
		}
		if wrong < 0 {
			wrong = i
		}
	}
	if wrong >= 0 {
		total, _ := r.amount(c.totals[wrong])
		f, _ := r.dataset.Field(c.Totals[wrong])
		r.breach(c, c.Field, fmt.Sprintf("按%s计为%s%%", f.Label, percent(big.NewRat(numerator, total), max(share.decimals, 1))))
	}
}

// percentOf is a share as a percentage, in units of its last printed decimal,
// rounded half up.
func percentOf(numerator, total int64, decimals int) int64 {
	scale := uint64(100)
	for range decimals {
		scale *= 10
	}
	high, low := bits.Mul64(uint64(numerator), scale)
	low, carry := bits.Add64(low, uint64(total)/2, 0)
	if high += carry; numerator < 0 || high >= uint64(total) {
		return -1 // no share
	}
	quotient, _ := bits.Div64(high, low, uint64(total))
	return int64(quotient)
}

func percent(rate *big.Rat, decimals int) string {
	return rate.Mul(rate, big.NewRat(100, 1)).FloatString(decimals)
}

// balance checks field = parts − minus; a missing term is not zero, so then
// nothing is checked.
func (r *reader) balance(c *rule) {
	field, ok := r.amount(c.field)
	if !ok {
		return
	}
	total, ok := r.amounts(c.parts)
	if !ok {
		return
	}
	for _, p := range c.minus {
		n, ok := r.amount(p)
		if !ok {
			return
		}
		total -= max(n, -n) // 扣分 is written 3 or −3
	}
	if total != field {
		r.breach(c, c.Field, fmt.Sprintf("应为%s，表中为%s", printed(total), printed(field)))
	}
}

// printed is a number of millionths as people write it, to two decimals.
func printed(micros int64) string {
	text := new(big.Rat).SetFrac64(micros, DecimalScale).FloatString(2)
	return strings.TrimSuffix(strings.TrimSuffix(text, "0"), ".0")
}
