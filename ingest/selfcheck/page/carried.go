//go:build selfcheck

package page

import _ "embed"

// What `make build` compiled before the program that carries it.
var (
	//go:embed built/selfcheck.wasm.gz
	packed []byte
	//go:embed built/wasm_exec.js
	loader []byte
)

// Carried returns the self-check that this build carries.
func Carried() (Program, bool) { return Program{packed, loader}, true }
