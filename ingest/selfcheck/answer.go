package selfcheck

import (
	"fmt"
	"path"

	"lvzhi/contracts"
	"lvzhi/ingest/address"
	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
)

// Answer is what is said of one file. Its first part has the names that
// `lvzhi ingest --json` uses, and the same values.
type Answer struct {
	Path        string          `json:"path"`
	SHA256      string          `json:"sha256"`
	Status      letter.State    `json:"status"`
	Unit        string          `json:"unit"`
	Scope       string          `json:"scope"`
	Dataset     string          `json:"dataset"`
	Period      string          `json:"period"`
	Read        int64           `json:"rows_read"`
	Accepted    int64           `json:"accepted"`
	Quarantined int64           `json:"quarantined"`
	Skipped     int64           `json:"skipped"`
	Warnings    int64           `json:"warnings"`
	Problems    []check.Problem `json:"problems"`

	Words    Words           `json:"words"`
	Asks     address.Subject `json:"asks"`     // what a choice on the page would answer, or ""
	Unlisted int64           `json:"unlisted"` // problems beyond those listed
	Extracts []Extract       `json:"extracts"`
}

// Words are the sentences of the receipt about the file, and its one page.
type Words struct {
	Unit    string   `json:"unit"`
	Scope   string   `json:"scope"`
	Dataset string   `json:"dataset"`
	Period  string   `json:"period"`
	Result  string   `json:"result"`
	Reason  string   `json:"reason"`
	Account string   `json:"account"`
	Against string   `json:"against"` // how it stands against the try before
	Steps   []string `json:"steps"`
	Letter  string   `json:"letter"` // HTML, a file of its own
}

// word finishes an answer: names for the codes, sentences, the letter.
func (d *Desk) word(a *Answer) error {
	f := d.facts(*a)
	l, err := letter.Compose(f)
	if err != nil {
		return fmt.Errorf("compose letter of %s: %w", a.Path, err)
	}
	reason, _ := letter.Reason(f)
	a.Words = Words{Unit: f.UnitName, Scope: f.ScopeName, Dataset: f.DatasetLabel, Period: letter.Period(f), Result: letter.Result(f), Reason: reason,
		Account: letter.Account(f), Against: letter.Against(f), Steps: letter.Steps(f), Letter: l.HTML()}
	return nil
}

func (d *Desk) facts(a Answer) letter.Facts {
	f := letter.Facts{FileName: path.Base(a.Path), SHA256: a.SHA256, State: a.Status, Unit: a.Unit, Scope: a.Scope, Dataset: a.Dataset, Period: a.Period,
		Received: d.now(), Read: a.Read, Accepted: a.Accepted, Quarantined: a.Quarantined, Skipped: a.Skipped, Warnings: a.Warnings,
		Problems: a.Problems, Unlisted: a.Unlisted, Progress: d.progress(a), SelfCheck: true}
	for _, u := range d.places.Units {
		if u.Code == a.Unit {
			f.UnitName = u.Name
		}
	}
	switch division, ok := d.places.ByCode(a.Scope); {
	case ok:
		f.ScopeName = division.Name
	case a.Scope == "all":
		f.ScopeName = "全部"
	}
	for _, dataset := range d.datasets {
		if dataset.Name == a.Dataset {
			f.DatasetLabel, f.Yearly, f.Labels = dataset.Label, dataset.Cadence == contracts.Yearly, map[string]string{}
			for _, field := range dataset.Fields {
				f.Labels[field.Name] = field.Label
			}
		}
	}
	return f
}

// progress compares with the try before, and remembers this one.
func (d *Desk) progress(a Answer) (p letter.Progress) {
	k := key{a.Dataset, a.Unit, a.Scope, a.Period}
	if before, ok := d.tries[k]; ok && before.sha256 != a.SHA256 {
		p = letter.Compare(before.problems, a.Problems)
	}
	if a.Status != letter.Refused {
		d.tries[k] = try{a.SHA256, a.Problems}
	}
	return p
}
