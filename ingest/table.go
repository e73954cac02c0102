package ingest

import (
	"context"
	"encoding/json"
	"fmt"

	"lvzhi/contracts"
	"lvzhi/ingest/address"
	"lvzhi/ingest/check"
	"lvzhi/ingest/drift"
	"lvzhi/internal/lake"
)

// table takes a workbook or a csv in: rows, quarantine and receipt are one
// batch.
func (r *Receiver) table(ctx context.Context, o Outcome, e *early, src *original) (Outcome, error) {
	file := e.file
	if b, seen := r.takenBefore(o.SHA256, o.key()); seen {
		return o.unchanged(b), nil
	}
	if ask := r.scopeConflict(o.key()); ask != nil {
		o.Hint = ask.Hint
		return r.refuse(o, ask.Reason, ask.Remedy)
	}
	batch := r.newBatch(&o, file.Address.Arrival)
	sink := r.newSink(ctx, file.Match.Dataset, batch, func(rows int64) {
		if r.Progress != nil {
			r.Progress(o.Path, rows, src.share())
		}
	})
	defer sink.discard()
	tally, err := e.into(sink)
	if err == nil && src.changed() {
		err = changedMeanwhile
	}
	o.Problems, o.Unlisted = append(o.Problems, tally.Problems...), int64(tally.Unlisted)
	if err != nil {
		if o, err = r.unread(o, err); err == nil {
			return o, nil
		}
		return r.returned(o, err)
	}
	o.Read, o.Accepted, o.Quarantined = int64(tally.Read), int64(tally.Accepted), int64(tally.Quarantined)
	o.Skipped, o.Warnings = int64(tally.Skipped), int64(tally.Warned)
	columns := drift.Columns(file.Match)
	changes, err := r.drifted(o.key(), file.Match.Dataset, columns)
	if err != nil {
		return o, err
	}
	o.add(changes)
	o.Status = Accepted
	if o.Quarantined > 0 {
		o.Status = Partial
	}
	if old, replaces := r.Lake.State.Current(o.key()); replaces {
		if name, now := r.taken[old.ID]; now { // two files of one folder: nobody meant the one to be gone
			o.add([]check.Problem{{Rule: "replaced_in_one_run", Severity: check.Warning, Message: fmt.Sprintf("同一次接收里的“%s”也是这个单位、这个报送期的同一种报表，已被这一份替换", name),
				Remedy: "如两份都要，请合成一份重报；如只要前一份，请撤回这一份"}})
		}
		if o.Accepted == 0 {
			return r.refuse(o, fmt.Sprintf("全部%d行都有错误，前一份报表继续有效", o.Quarantined), "请按问题清单改好后重报")
		}
		o.Status = Replaced
	}
	if r.DryRun {
		o.Receipt = ""
		return o, nil
	}
	if batch.Columns, err = r.keepColumns(columns); err != nil {
		return o, err
	}
	private := tally.Private || len(tally.PrivateColumns) > 0 || !searchable(file.Book.Format)
	if err = r.commit(o, batch, sink.parts(), file, src, private); err != nil {
		return r.unread(o, err)
	}
	return o, nil
}

// scopeConflict: a file for the whole unit over files of its counties, or the
// reverse, would count deputies twice; which one holds is a question.
func (r *Receiver) scopeConflict(key lake.Key) *address.Question {
	for _, b := range r.Lake.State.Batches {
		if b.ReplacedBy != "" || b.Dataset != key.Dataset || b.Unit != key.Unit || b.Period != key.Period || b.Scope == key.Scope {
			continue
		}
		hint := "要改用这一份，先用 lvzhi undo " + b.ID + " 撤回那一份"
		switch {
		case within(b.Scope, key.Scope):
			return &address.Question{Reason: fmt.Sprintf("本期已收到%s单独的报表，又收到%s的报表，会重复计算", r.scopeName(b.Scope), r.wholeName(key.Scope)), Remedy: "请确认以哪一份为准，只保留一种报法", Hint: hint}
		case within(key.Scope, b.Scope):
			return &address.Question{Reason: fmt.Sprintf("本期已收到%s的报表，又收到%s单独的报表，会重复计算", r.wholeName(b.Scope), r.scopeName(key.Scope)), Remedy: "请确认以哪一份为准，只保留一种报法", Hint: hint}
		}
	}
	return nil
}

func (r *Receiver) wholeName(scope string) string {
	if scope == "all" {
		return "全市"
	}
	return r.scopeName(scope)
}

// within: every part lies in the whole unit, a township (nine digits) in its
// county (six).
func within(part, whole string) bool {
	return whole == "all" || len(part) == 9 && part[:6] == whole
}

// sink writes the rows of a file as they are read: the good ones, and those
// kept back.
type sink struct {
	ctx      context.Context
	told     func(rows int64)
	batch    lake.Batch
	dry      bool
	accepted *lake.Part
	rejected *lake.Part
	rows     int64
	sheet    string // of most rows
	imputed  bool
}

// tellEvery is how many rows pass between two looks at the context.
const tellEvery = 16_384

func (r *Receiver) newSink(ctx context.Context, d contracts.Dataset, b lake.Batch, told func(rows int64)) *sink {
	return &sink{ctx: ctx, told: told, batch: b, dry: r.DryRun,
		accepted: r.Lake.NewPart(lake.Rows, d.Name, lakeColumns(d), b), rejected: r.Lake.NewPart(lake.Quarantine, d.Name, quarantineColumns, b)}
}

func (s *sink) parts() []*lake.Part { return []*lake.Part{s.accepted, s.rejected} }

func (s *sink) discard() {
	s.accepted.Discard()
	s.rejected.Discard()
}

func (s *sink) pass() error {
	if s.rows++; s.rows%tellEvery == 0 {
		s.told(s.rows)
		return s.ctx.Err()
	}
	return nil
}

// Accept lays a row out as the dataset's lake columns.
func (s *sink) Accept(row *check.Row) error {
	if err := s.pass(); err != nil || s.dry {
		return err
	}
	warnings, err := jsonText(len(row.Warnings), row.Warnings, briefly)
	if err != nil {
		return err
	}
	extra, err := jsonText(len(row.Extra), row.Extra, nil)
	if err != nil {
		return err
	}
	p := s.accepted
	if p.Rows() == 0 {
		s.sayFileWide(row)
	}
	if row.Sheet != s.sheet {
		p.Text(6, row.Sheet)
	}
	p.Number(7, int64(row.Number))
	if row.DateImputed != s.imputed {
		p.Flag(8, row.DateImputed)
	}
	if warnings != "" {
		p.Text(9, warnings)
	}
	if extra != "" {
		p.Text(10, extra)
	}
	for i, v := range row.Values {
		lay(p, len(contracts.Provenance)+i, v)
	}
	return p.Next()
}

// sayFileWide lays down what is the same in every row, or mostly: as in the
// first.
func (s *sink) sayFileWide(first *check.Row) {
	b := s.batch
	s.sheet, s.imputed = first.Sheet, first.DateImputed
	s.accepted.Always(6, s.sheet)
	s.accepted.AlwaysFlag(8, s.imputed)
	for i, text := range []string{b.Unit, b.Scope, b.Period, b.Arrival, b.ID} {
		s.accepted.Always(i, text)
	}
	s.accepted.AlwaysNumber(5, b.Seq)
}

func lay(p *lake.Part, column int, v check.Value) {
	switch v.Kind {
	case check.Text:
		p.Text(column, v.Text)
	case check.Whole, check.Fixed:
		p.Number(column, v.Number)
	case check.Day:
		p.Day(column, v.Number)
	case check.Truth:
		p.Flag(column, v.Number == 1)
	}
}

// Reject keeps a row back, whole.
func (s *sink) Reject(row *check.Rejected) error {
	if err := s.pass(); err != nil || s.dry {
		return err
	}
	cells, err := json.Marshal(row.Cells)
	if err != nil {
		return fmt.Errorf("encode a row: %w", err)
	}
	problems, err := json.Marshal(row.Problems)
	if err != nil {
		return fmt.Errorf("encode problems of a row: %w", err)
	}
	b := s.batch
	return s.rejected.Append(b.Unit, b.Scope, b.Period, b.ID, row.Sheet, int64(row.Number), string(cells), string(problems))
}

// saidOfEveryRow are the first columns of the provenance: all but the warnings
// and the columns nobody knows.
const saidOfEveryRow = 9

func lakeColumns(d contracts.Dataset) []lake.Column {
	var columns []lake.Column
	for i, f := range d.Columns() {
		columns = append(columns, lake.Column{Name: f.Name, Type: f.ColumnType(), Whole: i < saidOfEveryRow})
	}
	return columns
}

// quarantineColumns are the columns of every quarantine file: cells is a JSON
// object of the whole row, header to text; problems a JSON array.
var quarantineColumns = []lake.Column{
	{Name: "unit_code", Type: "varchar"}, {Name: "scope", Type: "varchar"}, {Name: "period", Type: "varchar"}, {Name: "batch_id", Type: "varchar"},
	{Name: "source_sheet", Type: "varchar"}, {Name: "source_row", Type: "bigint"}, {Name: "cells", Type: "varchar"}, {Name: "problems", Type: "varchar"},
}

// note is a warning as it stands beside an accepted row: with the printed
// value.
type note struct {
	Field   string `json:"field"`
	Value   string `json:"value"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

func briefly(problems []check.Problem) any {
	var notes []note
	for _, p := range problems {
		notes = append(notes, note{p.Field, p.Value, p.Rule, p.Message})
	}
	return notes
}

// jsonText encodes what stands beside a row; "" for nothing.
func jsonText[T any](n int, v T, as func(T) any) (string, error) {
	if n == 0 {
		return "", nil
	}
	var shape any = v
	if as != nil {
		shape = as(v)
	}
	raw, err := json.Marshal(shape)
	if err != nil {
		return "", fmt.Errorf("encode notes of a row: %w", err)
	}
	return string(raw), nil
}
