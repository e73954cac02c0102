//go:build !selfcheck

package page

// Carried returns no self-check: a plain `go build` compiles none, so that a
// clean clone builds without a second compilation.
func Carried() (Program, bool) { return Program{}, false }
