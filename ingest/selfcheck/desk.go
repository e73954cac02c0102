// Package selfcheck says of a city's file, before it is sent, what its receipt
// would say. It is what the offline page runs in a browser: it opens no file,
// reaches no lake and sends nothing anywhere. What only the province knows
// (whether a file was taken in before, or replaces another) it leaves open.
package selfcheck

import (
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

// Open reads the embedded contracts.
func Open(now func() time.Time) (*Desk, error) {
	datasets, err := contracts.Datasets()
	if err != nil {
		return nil, fmt.Errorf("read contracts: %w", err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		return nil, fmt.Errorf("read places: %w", err)
	}
	return &Desk{datasets, places, now, map[key]try{}}, nil
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
