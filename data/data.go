// Package data embeds the reference facts of the province: divisions, former
// and short names, the reporting units, the terms, and one real issue of
// 《代表工作》 as a sample. It holds bytes only; package contracts reads them.
package data

import "embed"

// Reference holds reference/*.csv: UTF-8, one header line each.
//
//go:embed reference/*.csv
var Reference embed.FS

// Samples holds samples/*.txt: texts of past issues of 《代表工作》.
//
//go:embed samples/*.txt
var Samples embed.FS
