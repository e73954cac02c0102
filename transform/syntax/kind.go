package syntax

import "strings"

// KindOf is the kind of a DuckDB type's name.
func KindOf(id string) Kind {
	switch id {
	case "VARCHAR":
		return Text
	case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT":
		return Whole
	case "FLOAT", "DOUBLE":
		return Double
	case "DATE":
		return Date
	case "BOOLEAN":
		return Flag
	case "NULL", "SQLNULL", "\"NULL\"":
		return Null
	}
	if strings.HasPrefix(id, "DECIMAL") {
		return Decimal
	}
	return Unknown
}

func (k Kind) isNumber() bool { return k == Whole || k == Decimal || k == Double }

// merge is the kind of a value that is one of two.
func (r *reader) merge(what string, a, b Kind) Kind {
	switch {
	case a == b, b == Null, b == Unknown && a != Null:
		return a
	case a == Null, a == Unknown:
		return b
	case a == Double && b.isNumber(), b == Double && a.isNumber():
		return Double
	case a.isNumber() && b.isNumber():
		return Decimal
	}
	r.problem("%s is %s here and %s there", what, a, b)
	return a
}

// compatible: engines but DuckDB do not turn a text into a number or a date to
// compare it.
func (r *reader) compatible(what string, a, b Kind) {
	if a == b || a == Null || b == Null || a == Unknown || b == Unknown || a.isNumber() && b.isNumber() {
		return
	}
	r.problem("%s of %s and %s: cast one", what, a, b)
}
