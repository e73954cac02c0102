// Package lake keeps the checked rows: partition paths, manifests, atomic
// Parquet files. The manifest is the truth about what is live; a file that no
// manifest names does not exist for readers. It must not know what a column
// means, nor read spreadsheets or SQL.
package lake

import (
	"slices"
	"time"
)

// Batch is one file taken in once.
type Batch struct {
	ID          string    `json:"batch"`
	Seq         int64     `json:"seq"` // the manifest that made it visible
	SHA256      string    `json:"sha256"`
	FileName    string    `json:"file_name"` // base name as received
	Unit        string    `json:"unit"`
	Scope       string    `json:"scope"`
	Dataset     string    `json:"dataset"`
	Period      string    `json:"period"` // YYYY-MM
	Arrival     string    `json:"arrival"`
	ReceivedAt  time.Time `json:"received_at"`
	Read        int64     `json:"rows_read"`
	Accepted    int64     `json:"accepted"`
	Quarantined int64     `json:"quarantined"`
	Skipped     int64     `json:"skipped"`
	Warned      int64     `json:"warnings"`
	Receipt     string    `json:"receipt"` // path below the workspace
	RawKept     bool      `json:"raw_kept"`
	RawSealed   bool      `json:"raw_sealed,omitempty"` // kept encrypted
	Columns     string    `json:"columns,omitempty"`    // names the columns its sender used; see ColumnsBefore
	Replaces    string    `json:"replaces,omitempty"`
	ReplacedBy  string    `json:"replaced_by,omitempty"`
}

// Key is the replacement key: a newer batch of the same key takes the place
// of the older one, and of nothing else.
type Key struct{ Dataset, Unit, Scope, Period string }

// Key returns the batch's replacement key.
func (b Batch) Key() Key { return Key{b.Dataset, b.Unit, b.Scope, b.Period} }

// The kinds of file a manifest names.
const (
	Rows       = "rows"       // lake/…: accepted rows
	Quarantine = "quarantine" // quarantine/…: rows not accepted, with the reason
)

// File is one live Parquet file.
type File struct {
	Kind    string `json:"kind"`
	Dataset string `json:"dataset"`
	Path    string `json:"path"` // below the workspace, with slashes
	Batch   string `json:"batch"`
	Rows    int64  `json:"rows"`
	Bytes   int64  `json:"bytes"`
	SHA256  string `json:"sha256"`
}

// Refusal is a file that was not taken in; it leaves a receipt and this line.
type Refusal struct {
	SHA256     string    `json:"sha256"`
	FileName   string    `json:"file_name"`
	Unit       string    `json:"unit,omitempty"`
	Scope      string    `json:"scope,omitempty"`
	Dataset    string    `json:"dataset,omitempty"`
	Period     string    `json:"period,omitempty"`
	ReceivedAt time.Time `json:"received_at"`
	Manifest   int64     `json:"manifest"` // the current one when it was refused
	Reason     string    `json:"reason"`
	Receipt    string    `json:"receipt"`
}

// State is what one manifest says is true: every batch ever taken in up to
// it, and the files that are live. Number 0 is the empty lake.
type State struct {
	Root      string
	Number    int64
	CreatedAt time.Time // of the manifest; never before its parent's
	Batches   []Batch
	Files     []File
	Refusals  []Refusal
}

// Live lists the live files of one kind and dataset, in order of path.
func (s *State) Live(kind, dataset string) []File {
	var live []File
	for _, f := range s.Files {
		if f.Kind == kind && f.Dataset == dataset {
			live = append(live, f)
		}
	}
	slices.SortFunc(live, func(a, b File) int {
		if a.Path < b.Path {
			return -1
		}
		return 1
	})
	return live
}

// Current returns the live batch of a replacement key.
func (s *State) Current(key Key) (Batch, bool) {
	for _, b := range slices.Backward(s.Batches) {
		if b.Key() == key && b.ReplacedBy == "" {
			return b, true
		}
	}
	return Batch{}, false
}
