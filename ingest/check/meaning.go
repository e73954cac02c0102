package check

import (
	"strings"

	"lvzhi/contracts"
)

// Meaning says what a header, its levels joined by "/", is taken for today:
// the field's name, "" for none; and whether its column is never read.
func Meaning(d contracts.Dataset, header string) (field string, private bool) {
	words, levels := newDictionary(d), strings.Split(header, "/")
	f := words.find(levels)
	switch private := words.isPrivate(levels, f); {
	case f != nil && (f.Private() || !private):
		return f.Name, private
	default:
		return "", private
	}
}

// UnknownColumn is the rule of a column the contract does not name.
const UnknownColumn = "unknown_column"

// HeaderKey folds what does not matter in a header, so that two spellings of
// one header are the same.
func HeaderKey(header string) string { return headerKey(header) }

// CountsRows reports a column of row numbers: 序号 and the like.
func (c Column) CountsRows() bool { return isRowNumber(c) }
