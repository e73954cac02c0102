package drift

import (
	"regexp"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
)

// kind is what a column's values look like.
type kind string

const (
	unknown kind = ""
	number  kind = "number"
	share   kind = "share"
	date    kind = "date"
	words   kind = "words"
)

// enoughCells is how many values are looked at.
const enoughCells = 20

var (
	looksShare  = regexp.MustCompile(`^\d+(\.\d+)?\s*[%‰]$|^百分之`)
	looksDate   = regexp.MustCompile(`^\d{4}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}日?|月)?$|^\d{1,2}月\d{1,2}日$|^(19|20)\d{6}$`)
	looksNumber = regexp.MustCompile(`^[+-]?\d[\d,]*(\.\d+)?\s*(票|张|人次|人|名|个|次|场次|场|分|件|条|期)?$`)
)

// kindOf is the kind that four fifths of the values have, else unknown.
func kindOf(values []string) kind {
	count := map[kind]int{}
	for _, v := range values {
		count[kindOfValue(norm.NFKC.String(v))]++
	}
	for _, k := range []kind{number, share, date, words} {
		if n := count[k]; n > 0 && n*5 >= len(values)*4 {
			return k
		}
	}
	return unknown
}

func kindOfValue(v string) kind {
	switch {
	case looksShare.MatchString(v):
		return share
	case looksDate.MatchString(v):
		return date
	case looksNumber.MatchString(v):
		return number
	}
	return words
}

// fits reports whether values of a kind can be those of a field.
func (k kind) fits(f contracts.Field) bool {
	if k == unknown {
		return true
	}
	switch f.Type {
	case contracts.Integer, contracts.Decimal:
		return k == number
	case contracts.Share:
		return k == number || k == share
	case contracts.Date, contracts.Month:
		return k == date || k == number // serial numbers of a spreadsheet
	case contracts.Year:
		return k == number || k == date
	case contracts.Flag, contracts.Code, contracts.Unit:
		return k == words
	}
	return true
}
