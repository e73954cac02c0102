package check

import "time"

// Kind is how a Value is stored.
type Kind uint8

// The kinds: text (also codes, months, units), whole numbers (also years),
// Decimal, days since 1970-01-01, true and false.
const (
	Null Kind = iota
	Text
	Whole
	Fixed
	Day
	Truth
)

// Value is one value of an accepted row.
type Value struct {
	Kind   Kind
	Number int64 // Whole, Fixed (scaled by DecimalScale), Day, Truth (0 or 1)
	Text   string
}

const secondsPerDay = 24 * 60 * 60

// stored is a parser's result as it is kept.
func stored(v any) Value {
	switch v := v.(type) {
	case string:
		return Value{Kind: Text, Text: v}
	case int64:
		return Value{Kind: Whole, Number: v}
	case Decimal:
		return Value{Kind: Fixed, Number: int64(v)}
	case time.Time: // midnight UTC
		return Value{Kind: Day, Number: v.Unix() / secondsPerDay}
	case bool:
		if v {
			return Value{Kind: Truth, Number: 1}
		}
		return Value{Kind: Truth}
	}
	return Value{}
}

// Any is the value as Go knows it: nil, string, int64, Decimal, time.Time or
// bool.
func (v Value) Any() any {
	switch v.Kind {
	case Text:
		return v.Text
	case Whole:
		return v.Number
	case Fixed:
		return Decimal(v.Number)
	case Day:
		return v.day()
	case Truth:
		return v.Number == 1
	}
	return nil
}

func (v Value) day() time.Time { return time.Unix(v.Number*secondsPerDay, 0).UTC() }

// micros is a number in millionths.
func (v Value) micros() (int64, bool) {
	switch v.Kind {
	case Whole:
		return v.Number * DecimalScale, true
	case Fixed:
		return v.Number, true
	}
	return 0, false
}
