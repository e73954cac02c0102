package transform

// The reference of what was received: batches and refusals.

func batchTable(o Options) table {
	t := table{name: "batch", columns: `batch_id varchar, batch_seq bigint, dataset varchar, unit_code varchar, scope varchar,
		period varchar, arrival varchar, is_live boolean, file_name varchar, sha256 varchar, received_on date,
		rows_read bigint, rows_accepted bigint, rows_quarantined bigint, rows_skipped bigint, rows_warned bigint`}
	for _, b := range o.State.Batches {
		t.rows = append(t.rows, []any{b.ID, b.Seq, b.Dataset, textOrNull(b.Unit), textOrNull(b.Scope), textOrNull(b.Period),
			textOrNull(b.Arrival), b.ReplacedBy == "", b.FileName, b.SHA256, dayOf(b.ReceivedAt),
			b.Read, b.Accepted, b.Quarantined, b.Skipped, b.Warned})
	}
	return t
}

func refusalTable(o Options) table {
	t := table{name: "refusal", columns: `file_name varchar, sha256 varchar, dataset varchar, unit_code varchar, scope varchar,
		period varchar, received_on date, reason varchar`}
	for _, r := range o.State.Refusals {
		t.rows = append(t.rows, []any{r.FileName, r.SHA256, textOrNull(r.Dataset), textOrNull(r.Unit), textOrNull(r.Scope),
			textOrNull(r.Period), dayOf(r.ReceivedAt), r.Reason})
	}
	return t
}
