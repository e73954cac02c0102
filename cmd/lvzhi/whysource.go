package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
	"lvzhi/transform"
)

// addSources adds the rows behind a figure, their files and, where the
// original was kept, the addresses of their cells.
func (a *app) addSources(ctx context.Context, db *warehouse.DB, c *catalogue, out *account, trail transform.Trail, datasets []contracts.Dataset) error {
	run, err := db.Query(ctx, "select manifest from ref.run")
	if err != nil {
		return fault("数仓里的数没能读出", err)
	}
	number, _ := run.Rows[0][0].(int64)
	state, err := a.state(number)
	if err != nil {
		return err
	}
	originals := &originals{app: a, catalogue: c, datasets: datasets, opened: map[string][]check.SheetMatch{}}
	for _, e := range trail.Evidence {
		d, ok := datasetOf(e.Table, datasets)
		if !ok {
			continue
		}
		out.Evidence = append(out.Evidence, a.evidence(state, d, e, originals))
	}
	return nil
}

func (a *app) evidence(state *lake.State, d contracts.Dataset, e transform.Evidence, originals *originals) evidence {
	found := evidence{Dataset: d.Name, Label: d.Label, Count: e.Count, Files: []evidentFile{}, Rows: []evidentRow{}, columns: fieldsOf(d, e.Columns)}
	at := map[string]int{}
	for i, c := range e.Rows.Columns {
		at[c.Name] = i
	}
	for _, row := range e.Rows.Rows {
		id, _ := row[at["batch_id"]].(string)
		b, _ := batchOf(state, id)
		if !slices.ContainsFunc(found.Files, func(f evidentFile) bool { return f.Batch == id }) {
			file := a.evidentFile(id, b)
			file.Headers = headers(state, b, found.columns)
			found.Files = append(found.Files, file)
		}
		r := evidentRow{Batch: id, Cells: []cell{}}
		r.Sheet, _ = row[at["source_sheet"]].(string)
		r.Row, _ = row[at["source_row"]].(int64)
		for _, f := range found.columns {
			i := at[f.Name]
			v := cell{Field: f.Name, Label: f.Label, Address: originals.address(b, r, f.Name), Value: plain(row[i], e.Rows.Columns[i].Type)}
			v.word = originals.catalogue.word(f.Name, valueText(v.Value))
			r.Cells = append(r.Cells, v)
		}
		found.Rows = append(found.Rows, r)
	}
	return found
}

// fieldsOf are the contract's fields among some columns, in its order.
func fieldsOf(d contracts.Dataset, columns []string) []contracts.Field {
	var fields []contracts.Field
	for _, f := range d.Stored() {
		if slices.Contains(columns, f.Name) {
			fields = append(fields, f)
		}
	}
	return fields
}

func batchOf(state *lake.State, id string) (lake.Batch, bool) {
	i := slices.IndexFunc(state.Batches, func(b lake.Batch) bool { return b.ID == id })
	if i < 0 {
		return lake.Batch{}, false
	}
	return state.Batches[i], true
}

func (a *app) evidentFile(id string, b lake.Batch) evidentFile {
	f := evidentFile{Batch: id, Name: b.FileName, Unit: b.Unit, Period: b.Period}
	if !b.ReceivedAt.IsZero() {
		f.Received = contracts.Day(b.ReceivedAt).Format(time.DateOnly)
	}
	if b.Receipt != "" {
		f.Receipt = filepath.Join(a.data, filepath.FromSlash(b.Receipt))
	}
	if b.RawKept {
		f.Original = filepath.Join(a.data, filepath.FromSlash(lake.RawPath(b.SHA256, b.RawSealed)))
	}
	return f
}

// headers are the words a batch's sender wrote over some fields' columns.
// Where they are lost, the fields' own names do.
func headers(state *lake.State, b lake.Batch, fields []contracts.Field) map[string]string {
	alone := lake.State{Root: state.Root, Batches: []lake.Batch{b}}
	headings, err := alone.ColumnsBefore(b.Key())
	if err != nil {
		return nil
	}
	words := map[string]string{}
	for _, h := range headings {
		if slices.ContainsFunc(fields, func(f contracts.Field) bool { return f.Name == h.Field }) {
			words[h.Field] = h.Header
		}
	}
	return words
}

// largestOriginal is as much of a kept file as is read to find its columns.
const largestOriginal = 32 << 20

// originals finds the columns of kept files, each opened once.
type originals struct {
	app       *app
	catalogue *catalogue
	datasets  []contracts.Dataset
	opened    map[string][]check.SheetMatch // by batch
}

// address is the cell of a field in a row, "" where it cannot be known.
func (o *originals) address(b lake.Batch, r evidentRow, field string) string {
	if r.Row == 0 {
		return ""
	}
	for _, s := range o.sheets(b) {
		if s.Table.Name != r.Sheet {
			continue
		}
		for _, c := range s.Header.Columns {
			if c.Field != nil && c.Field.Name == field && !c.Private {
				return sheet.Address(c.Index, int(r.Row))
			}
		}
	}
	return ""
}

func (o *originals) sheets(b lake.Batch) []check.SheetMatch {
	if !b.RawKept || b.RawSealed {
		return nil
	}
	if sheets, ok := o.opened[b.ID]; ok {
		return sheets
	}
	o.opened[b.ID] = o.open(b)
	return o.opened[b.ID]
}

// open reads a kept original's headers; what cannot be read has no addresses,
// and the rows still have their numbers.
func (o *originals) open(b lake.Batch) []check.SheetMatch {
	path := filepath.Join(o.app.data, filepath.FromSlash(lake.RawPath(b.SHA256, false)))
	if info, err := os.Stat(path); err != nil || info.Size() > largestOriginal {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	book, err := sheet.Open(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	datasets := o.datasets
	if shipped, _, aliases, err := o.app.adopted(); err == nil {
		datasets = aliases.Datasets(shipped, b.Unit)
	}
	match, ok := check.Recognise(book.Tables, datasets, b.Dataset, b.FileName)
	if !ok {
		return nil
	}
	return match.Sheets
}
