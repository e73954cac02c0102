package sheet

import (
	"strconv"
	"strings"
)

// shortFloat undoes binary noise (776593.92000000004, 9.8E-3) by the 15
// digits a spreadsheet holds. A large number keeps its power, as Excel writes
// it: 1.2E+17, where LibreOffice has 1.2E+017.
func shortFloat(text string) string {
	if mantissa, power, found := strings.Cut(text, "E+0"); found && isPlainNumber(text) {
		return mantissa + "E+" + strings.TrimLeft(power, "0")
	}
	if !isLongFloat(text) {
		return text
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	short := strconv.FormatFloat(value, 'g', 15, 64)
	if strings.ContainsAny(short, "eE") {
		value, _ = strconv.ParseFloat(short, 64)
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return short
}

// isLongFloat knows numbers with nine decimals and more, and small ones
// written with a power of ten below a hundred.
func isLongFloat(text string) bool {
	mantissa, exponent, power := strings.Cut(text, "E-")
	if !power {
		mantissa, exponent, power = strings.Cut(text, "e-")
	}
	whole, decimals, point := strings.Cut(strings.TrimPrefix(mantissa, "-"), ".")
	switch {
	case !isDigits(whole) || point && !isDigits(decimals):
		return false
	case power:
		return len(whole) == 1 && len(strings.TrimLeft(exponent, "0")) <= 2 && isDigits(exponent)
	}
	return len(decimals) >= 9
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// columnNumber reads the letters an address begins with: 1 for A. rest is
// what stands behind them; a number beyond every sheet is 0.
func columnNumber(address string) (column int, rest string) {
	i := 0
	for ; i < len(address); i++ {
		letter := address[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		if column = column*26 + int(letter-'A'+1); column > maxColumns {
			return 0, ""
		}
	}
	return column, address[i:]
}
