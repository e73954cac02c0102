package sheet

import (
	"math"
	"strconv"
	"strings"
)

// rkNumber unpacks four bytes: an integer or the head of a float, either
// perhaps in hundredths.
func rkNumber(rk uint32) string {
	value := math.Float64frombits(uint64(rk&^3) << 32)
	if rk&2 != 0 {
		value = float64(int32(rk) >> 2)
	}
	if rk&1 != 0 {
		value /= 100
	}
	return number(value)
}

// number writes a float by the 15 digits a spreadsheet holds, in the form an
// .xlsx has it: longer integers with an exponent, for they have lost digits.
func number(value float64) string {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return "#NUM!"
	}
	text := strconv.FormatFloat(value, 'G', 15, 64)
	if text == "-0" {
		return "0"
	}
	if !strings.Contains(text, "E-") || math.Abs(value) < 1e-99 {
		return text
	}
	value, _ = strconv.ParseFloat(text, 64)
	return strconv.FormatFloat(value, 'f', -1, 64)
}

func boolOrError(value byte, isError bool) string {
	if !isError {
		return strconv.Itoa(int(value & 1))
	}
	switch value {
	case 0x00:
		return "#NULL!"
	case 0x07:
		return "#DIV/0!"
	case 0x0F:
		return "#VALUE!"
	case 0x17:
		return "#REF!"
	case 0x1D:
		return "#NAME?"
	case 0x24:
		return "#NUM!"
	}
	return "#N/A"
}
