package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
	"lvzhi/internal/lake"
)

// book takes a workbook or a csv in.
func (r *Receiver) book(o Outcome, book *sheet.Book, raw []byte, given Hints) (Outcome, error) {
	match, ok := check.Recognise(book.Tables, r.Datasets, given.Dataset, filepath.Base(o.Path))
	if !ok {
		return r.refuse(o, "没有找到认识的表头", "请使用省里的模板，至少要有代表姓名和所报数据的列名")
	}
	o.Dataset = match.Dataset.Name
	e := evidenceOf(o.Path)
	for _, s := range match.Sheets {
		e.titles = append(e.titles, s.Titles()...)
		e.years = append(e.years, s.Years()...)
	}
	slices.Sort(e.years)
	e.years = slices.Compact(e.years)
	a, err := resolve(e, match.Dataset, given, r.Places)
	o.Unit, o.Scope, o.Period = a.unit, a.scope, a.period
	var ask *question
	if errors.As(err, &ask) {
		o.Hint = ask.hint
		return r.refuse(o, ask.reason, ask.remedy)
	}
	if err != nil {
		return o, err
	}
	if match.Dataset.Cadence != contracts.Yearly && given.Period == "" && a.period > r.Now().Format("2006-01") {
		o.Hint = periodHint
		return r.refuse(o, fmt.Sprintf("报送期%s还没有到", a.period), "请核对标题和文件名里的年月")
	}
	key := lake.Key{Dataset: o.Dataset, Unit: o.Unit, Scope: o.Scope, Period: o.Period}
	if b, seen := r.takenBefore(o.SHA256, key); seen {
		return o.unchanged(b), nil
	}
	if ask := r.scopeConflict(key); ask != nil {
		o.Hint = ask.hint
		return r.refuse(o, ask.reason, ask.remedy)
	}
	result := check.Rows(match, check.Context{Unit: a.unit, Scope: a.scope, Period: a.period, Arrival: a.arrival, Year: a.year, Level: a.level, Today: r.Now(), Places: r.Places})
	return r.accept(o, a, match.Dataset, result, original{raw, mayKeep(raw, book, result.PrivateColumns)})
}

// scopeConflict: a file for the whole unit over files of its counties, or the
// reverse, would count deputies twice; which one holds is a question.
func (r *Receiver) scopeConflict(key lake.Key) *question {
	for _, b := range r.Lake.State.Batches {
		if b.ReplacedBy != "" || b.Dataset != key.Dataset || b.Unit != key.Unit || b.Period != key.Period || b.Scope == key.Scope {
			continue
		}
		division, _ := r.Places.ByCode(b.Scope)
		switch {
		case key.Scope == "all":
			return &question{fmt.Sprintf("本期已收到%s单独的报表，又收到全市的报表，会重复计算", division.Name), "请确认以哪一份为准，只保留一种报法", "要改用这一份，先用 lvzhi undo " + b.ID + " 撤回那一份"}
		case b.Scope == "all":
			return &question{"本期已收到全市的报表，又收到县（市、区）单独的报表，会重复计算", "请确认以哪一份为准，只保留一种报法", "要改用这一份，先用 lvzhi undo " + b.ID + " 撤回那一份"}
		}
	}
	return nil
}

// original is a file's bytes, and whether they may be kept.
type original struct {
	bytes []byte
	keep  bool
}

// accept writes rows, quarantine and receipt, and commits them as one batch.
func (r *Receiver) accept(o Outcome, a address, d contracts.Dataset, result check.Result, source original) (Outcome, error) {
	for _, note := range a.notes {
		result.Problems = append([]check.Problem{{Rule: "flag_overrides", Severity: check.Warning, Message: note, Remedy: "请核对命令中的选项"}}, result.Problems...)
		result.Warned++
	}
	o.Problems = append(o.Problems, result.Problems...)
	if len(result.Accepted)+len(result.Quarantined) == 0 {
		return r.refuse(o, "表头下面没有数据行", "请检查是否报错了文件，填好后重报")
	}
	o.Read, o.Accepted, o.Quarantined = int64(result.Read), int64(len(result.Accepted)), int64(len(result.Quarantined))
	o.Skipped, o.Warnings = int64(result.Skipped), int64(result.Warned)
	o.Status = Accepted
	if o.Quarantined > 0 {
		o.Status = Partial
	}
	if _, replaces := r.Lake.State.Current(lake.Key{Dataset: o.Dataset, Unit: o.Unit, Scope: o.Scope, Period: o.Period}); replaces {
		if o.Accepted == 0 {
			return r.refuse(o, fmt.Sprintf("全部%d行都有错误，前一份报表继续有效", o.Quarantined), "请按问题清单改好后重报")
		}
		o.Status = Replaced
	}
	if r.DryRun {
		return o, nil
	}
	batch := r.newBatch(&o, a, source.keep)
	accepted, err := acceptedPart(d, batch, result.Accepted)
	if err != nil {
		return o, err
	}
	rejected, err := quarantinePart(d, batch, result.Quarantined)
	if err != nil {
		return o, err
	}
	return o, r.commit(o, batch, []lake.Part{accepted, rejected}, source.bytes)
}

func (r *Receiver) newBatch(o *Outcome, a address, keepRaw bool) lake.Batch {
	id := r.Lake.NextBatchID(o.SHA256)
	o.Receipt = fmt.Sprintf("receipts/unit=%s/%s/%s-%s.xlsx", o.Unit, o.Period, o.Dataset, id)
	name, _ := check.Scrub(filepath.Base(o.Path))
	return lake.Batch{ID: id, Seq: r.Lake.State.Number + 1, SHA256: o.SHA256, FileName: name, Unit: o.Unit, Scope: o.Scope, Dataset: o.Dataset, Period: o.Period,
		Arrival: string(a.arrival), ReceivedAt: r.Now().UTC(), Read: o.Read, Accepted: o.Accepted, Quarantined: o.Quarantined, Skipped: o.Skipped,
		Warned: o.Warnings, Receipt: o.Receipt, RawKept: keepRaw}
}

// commit writes what stands beside the rows first; the manifest comes last.
func (r *Receiver) commit(o Outcome, batch lake.Batch, parts []lake.Part, raw []byte) error {
	if batch.RawKept {
		if err := r.Lake.WriteFile("raw/"+o.SHA256, raw); err != nil {
			return fmt.Errorf("keep original bytes: %w", err)
		}
	}
	if err := r.writeReceipt(o, batch.RawKept); err != nil {
		return err
	}
	if _, err := r.Lake.Commit(batch, parts, r.Now()); err != nil {
		return fmt.Errorf("commit batch %s: %w", batch.ID, err)
	}
	r.Log.Info("batch committed", "batch", batch.ID, "dataset", batch.Dataset, "unit", batch.Unit, "period", batch.Period, "accepted", batch.Accepted, "quarantined", batch.Quarantined)
	return nil
}

// acceptedPart lays the rows out as the dataset's lake columns.
func acceptedPart(d contracts.Dataset, b lake.Batch, rows []check.Row) (lake.Part, error) {
	part := lake.Part{Kind: lake.Rows, Dataset: d.Name, Columns: lakeColumns(d)}
	for _, row := range rows {
		warnings, err := jsonText(len(row.Warnings), briefly(row.Warnings))
		if err != nil {
			return part, err
		}
		extra, err := jsonText(len(row.Extra), row.Extra)
		if err != nil {
			return part, err
		}
		values := []any{b.Unit, b.Scope, b.Period, b.Arrival, b.ID, b.Seq, row.Sheet, int64(row.Number), row.DateImputed, warnings, extra}
		for _, v := range row.Values {
			if decimal, ok := v.(check.Decimal); ok {
				v = int64(decimal)
			}
			values = append(values, v)
		}
		part.Rows = append(part.Rows, values)
	}
	return part, nil
}

func lakeColumns(d contracts.Dataset) []lake.Column {
	var columns []lake.Column
	for _, f := range d.Columns() {
		columns = append(columns, lake.Column{Name: f.Name, Type: f.ColumnType()})
	}
	return columns
}

// note is a warning as it stands beside an accepted row: with the printed
// value.
type note struct {
	Field   string `json:"field"`
	Value   string `json:"value"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

func briefly(problems []check.Problem) []note {
	var notes []note
	for _, p := range problems {
		notes = append(notes, note{p.Field, p.Value, p.Rule, p.Message})
	}
	return notes
}

func jsonText(n int, v any) (any, error) {
	if n == 0 {
		return nil, nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode notes of a row: %w", err)
	}
	return string(raw), nil
}

// quarantineColumns are the columns of every quarantine file: cells is a JSON
// object of the whole row, header to text; problems a JSON array.
var quarantineColumns = []lake.Column{
	{Name: "unit_code", Type: "varchar"}, {Name: "scope", Type: "varchar"}, {Name: "period", Type: "varchar"}, {Name: "batch_id", Type: "varchar"},
	{Name: "source_sheet", Type: "varchar"}, {Name: "source_row", Type: "bigint"}, {Name: "cells", Type: "varchar"}, {Name: "problems", Type: "varchar"},
}

func quarantinePart(d contracts.Dataset, b lake.Batch, rows []check.Rejected) (lake.Part, error) {
	part := lake.Part{Kind: lake.Quarantine, Dataset: d.Name, Columns: quarantineColumns}
	for _, row := range rows {
		cells, err := jsonText(1, row.Cells)
		if err != nil {
			return part, err
		}
		problems, err := jsonText(1, row.Problems)
		if err != nil {
			return part, err
		}
		part.Rows = append(part.Rows, []any{b.Unit, b.Scope, b.Period, b.ID, row.Sheet, int64(row.Number), cells, problems})
	}
	return part, nil
}
