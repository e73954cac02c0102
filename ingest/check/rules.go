package check

import (
	"fmt"
	"math/big"
	"strings"

	"lvzhi/contracts"
)

// checks applies the contract's rules over several fields of the row.
func (w *work) checks() {
	for _, c := range w.dataset.Checks {
		switch c.Kind {
		case "at_most":
			w.atMost(c)
		case "sum":
			w.sum(c)
		case "ratio":
			w.ratio(c)
		case "balance":
			w.balance(c)
		}
	}
}

func (w *work) amount(field string) (*big.Rat, bool) {
	i, ok := w.position[field]
	if !ok {
		return nil, false
	}
	switch v := w.values[i].(type) {
	case int64:
		return new(big.Rat).SetInt64(v), true
	case Decimal:
		return new(big.Rat).SetFrac64(int64(v), DecimalScale), true
	}
	return nil, false
}

// broken remarks on a rule at the cell of a field, with our own figures.
func (w *work) broken(c contracts.Check, field, figures string) {
	column := -1
	if col, ok := w.column(field); ok {
		column = col.Index
	}
	w.remark(column, field, w.texts[field], &fault{rule: c.Rule, severity: Severity(c.Severity), message: c.Message + "（" + figures + "）", remedy: c.Remedy})
}

func (w *work) atMost(c contracts.Check) {
	left, ok1 := w.amount(c.Left)
	right, ok2 := w.amount(c.Right)
	if ok1 && ok2 && left.Cmp(right) > 0 {
		w.broken(c, c.Left, fmt.Sprintf("%s＞%s", plain(left), plain(right)))
	}
}

// sum checks total = parts. Where the file lacks a part only what cannot be
// is refused: parts that already exceed the total.
func (w *work) sum(c contracts.Check) {
	total, ok := w.amount(c.Total)
	if !ok {
		return
	}
	parts, all := new(big.Rat), true
	var terms []string
	for _, name := range c.Parts {
		part, ok := w.amount(name)
		if !ok {
			all = false
			continue
		}
		parts.Add(parts, part)
		terms = append(terms, plain(part))
	}
	if len(terms) == 0 {
		return
	}
	if cmp := parts.Cmp(total); cmp > 0 || cmp < 0 && all {
		w.broken(c, c.Total, fmt.Sprintf("%s＝%s，表中为%s", strings.Join(terms, "＋"), plain(parts), plain(total)))
	}
}

// ratio compares a printed share with the row's own counts under every base
// the row has, at the printed precision.
func (w *work) ratio(c contracts.Check) {
	printed, ok := w.shares[c.Field]
	if !ok {
		return
	}
	numerator := new(big.Rat)
	for _, name := range c.Parts {
		part, ok := w.amount(name)
		if !ok {
			return
		}
		numerator.Add(numerator, part)
	}
	ours := ""
	for _, base := range c.Totals {
		total, ok := w.amount(base)
		if !ok || total.Sign() == 0 {
			continue
		}
		rate := new(big.Rat).Quo(numerator, total)
		if samePercent(rate, printed) {
			return
		}
		if ours == "" {
			f, _ := w.dataset.Field(base)
			ours = fmt.Sprintf("按%s计为%s%%", f.Label, percent(rate, max(printed.decimals, 1)))
		}
	}
	if ours != "" {
		w.broken(c, c.Field, ours)
	}
}

// samePercent rounds half up to the printed decimals; a value from a formula
// carries more decimals than anyone would print, so four are enough.
func samePercent(rate *big.Rat, p printedShare) bool {
	return percent(rate, p.decimals) == percent(p.value, p.decimals)
}

func percent(rate *big.Rat, decimals int) string {
	return new(big.Rat).Mul(rate, big.NewRat(100, 1)).FloatString(decimals)
}

// balance checks field = parts − minus; a missing term is not zero, so then
// nothing is checked.
func (w *work) balance(c contracts.Check) {
	printed, ok := w.amount(c.Field)
	if !ok {
		return
	}
	total := new(big.Rat)
	for _, name := range c.Parts {
		part, ok := w.amount(name)
		if !ok {
			return
		}
		total.Add(total, part)
	}
	for _, name := range c.Minus {
		part, ok := w.amount(name)
		if !ok {
			return
		}
		total.Sub(total, part.Abs(part)) // 扣分 is written 3 or −3
	}
	if total.Cmp(printed) != 0 {
		w.broken(c, c.Field, fmt.Sprintf("应为%s，表中为%s", plain(total), plain(printed)))
	}
}

func plain(value *big.Rat) string {
	text := value.FloatString(2)
	return strings.TrimSuffix(strings.TrimSuffix(text, "0"), ".0")
}
