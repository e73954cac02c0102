// Package selfcheck says of a city's file, before it is sent, what its receipt
// would say. It is what the offline page runs in a browser: it opens no file,
// reaches no lake and sends nothing anywhere. What only the province knows
// (whether a file was taken in before, or replaces another) it leaves open.
package selfcheck

import (
	"encoding/json"
	"fmt"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/address"
	"lvzhi/ingest/check"
)

// Desk checks files by the contracts it was built with. It remembers, as long
// as it lives, what was wrong with a file, so that a second try can be told
// what was mended.
type Desk struct {
	datasets []contracts.Dataset
	adopted  contracts.Aliases
	places   *contracts.Places
	now      func() time.Time
	tries    map[key]try
}

// key is what a file replaces: a mended one has the same.
type key struct{ dataset, unit, scope, period string }

type try struct {
	sha256   string
	problems []check.Problem
}

// Hints are what whoever sits before the page answers to a file's question.
type Hints = address.Hints

// Open reads the embedded contracts. adopted is what Adopted wrote of the
// names an office adopted beside them; nil for none.
func Open(now func() time.Time, adopted []byte) (*Desk, error) {
	datasets, err := contracts.Datasets()
	if err != nil {
		return nil, fmt.Errorf("read contracts: %w", err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	d := &Desk{datasets: datasets, places: places, now: now, tries: map[key]try{}}
	if len(adopted) > 0 {
		if err := json.Unmarshal(adopted, &d.adopted); err != nil {
			return nil, fmt.Errorf("read adopted names: %w", err)
		}
	}
	places.Adopt(d.adopted.Places)
	return d, nil
}

// Adopted writes an office's adopted names for a page to carry: what they
// mean, not who adopted them.
func Adopted(a contracts.Aliases) ([]byte, error) {
	var plain contracts.Aliases
	for _, c := range a.Columns {
		plain.Columns = append(plain.Columns, contracts.ColumnAlias{Dataset: c.Dataset, Field: c.Field, Header: c.Header, Unit: c.Unit})
	}
	for _, p := range a.Places {
		plain.Places = append(plain.Places, contracts.PlaceAlias{Name: p.Name, Code: p.Code})
	}
	raw, err := json.Marshal(plain)
	if err != nil {
		return nil, fmt.Errorf("write adopted names: %w", err)
	}
	return raw, nil
}

// Choice is one code and its name.
type Choice struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Units lists the reporting units, for the page to offer where a file does
// not say whose it is.
func (d *Desk) Units() []Choice {
	var all []Choice
	for _, u := range d.places.Units {
		all = append(all, Choice{u.Code, u.Name})
	}
	return all
}
