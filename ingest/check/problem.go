// Package check turns the cells of a sheet into accepted rows and problems,
// by the contract and nothing else. It is pure: no files, no clock, no
// database; the same code can run in a browser. It imports contracts and
// sheet only.
package check

import (
	"fmt"
	"strings"
)

// Severity of a problem: an Error keeps the row out, a Warning stands beside
// the accepted row.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Problem is something its sender should know or mend: where, what, why, how.
type Problem struct {
	Sheet    string   `json:"sheet"`
	Cell     string   `json:"cell"`
	Row      int      `json:"row"`
	Field    string   `json:"field"`
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Value    string   `json:"value"`
	Message  string   `json:"message"`
	Remedy   string   `json:"remedy"`
}

// longestTold is as much of a cell as a problem repeats, in bytes: the cell
// itself says the rest.
const longestTold = 600

// brief copies a text, cut where it is too long to be told.
func brief(text string) string {
	if len(text) <= longestTold {
		return strings.Clone(text)
	}
	return strings.ToValidUTF8(text[:longestTold], "") + "…"
}

// fault is what a parser says of one cell.
type fault struct {
	rule     string
	severity Severity
	message  string
	remedy   string
}

func faultf(severity Severity, rule, remedy, format string, args ...any) *fault {
	return &fault{rule: rule, severity: severity, message: fmt.Sprintf(format, args...), remedy: remedy}
}
