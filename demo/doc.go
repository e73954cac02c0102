// Package demo makes up a province: an inbox of files as the 18 reporting
// units would send them, each with its own headers, forms and mess, and the
// truth about every one of them, so that the rest of the program can be
// checked against what was planted. All persons, numbers and local rules in
// it are invented. It writes files only; it must not ingest, compute marts or
// read a clock, and the same seed gives the same bytes.
package demo
