// Package contracts is the promise between the cities and the warehouse: what
// each dataset holds (datasets/*.yaml), by which dated rules each place judges
// (regimes/*.yaml), and which places there are. The rest of the program reads
// fields, checks, rules and places from here and writes none of them a second
// time. It must not read files of a workspace or know DuckDB.
package contracts
