// Package transform makes one warehouse build from one manifest: lake views,
// reference tables, generated staging, the models in the order their own SQL
// asks for, the assertions, and only then the swap of `current`. Readers never
// see half a build. It must not read what cities send, write the lake, or know
// what a figure looks like on a page.
package transform
