package ingest

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/bulletin"
	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
	"lvzhi/internal/lake"
)

// Bulletin is the dataset name of an issue of 《代表工作》; its rows go to the
// three bulletin_* datasets of the lake.
const Bulletin = "bulletin"

// province is whose bulletin it is.
const province = "410000"

func (r *Receiver) isBulletin(book *sheet.Book, given Hints) bool {
	return book.Text != "" && (given.Dataset == "" || given.Dataset == Bulletin) && bulletin.Recognise(book.Text)
}

// bulletin takes an issue of 《代表工作》 in: issue, articles and claims are one
// batch. Its replacement key is the issue's number and month.
func (r *Receiver) bulletin(o Outcome, text string, raw []byte) (Outcome, error) {
	o.Dataset, o.Unit = Bulletin, province
	issue, err := bulletin.Parse(text, r.Places)
	if err != nil {
		return r.refuse(o, "看得出是《代表工作》，但"+plainReason(err), "请核对文字是否完整后重报")
	}
	o.Scope, o.Period = fmt.Sprintf("issue-%d", issue.No), issue.IssuedOn[:7]
	key := lake.Key{Dataset: o.Dataset, Unit: o.Unit, Scope: o.Scope, Period: o.Period}
	if b, seen := r.takenBefore(o.SHA256, key); seen {
		return o.unchanged(b), nil
	}
	o.Accepted = int64(len(issue.Articles))
	o.Read, o.Status = o.Accepted, Accepted
	if _, replaces := r.Lake.State.Current(key); replaces {
		o.Status = Replaced
	}
	if r.DryRun {
		return o, nil
	}
	_, private := check.Scrub(text)
	batch := r.newBatch(&o, address{arrival: contracts.Increment}, !private)
	parts, err := r.bulletinParts(issue, batch)
	if err != nil {
		return o, err
	}
	return o, r.commit(o, batch, parts, raw)
}

func plainReason(err error) string {
	for _, known := range []error{bulletin.ErrNoIssueNumber, bulletin.ErrNoDate, bulletin.ErrNoArticle} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return "结构无法识别"
}

// bulletinParts lays an issue out in the columns of its contracts.
func (r *Receiver) bulletinParts(issue bulletin.Issue, b lake.Batch) ([]lake.Part, error) {
	issued, err := time.Parse(time.DateOnly, issue.IssuedOn)
	if err != nil {
		return nil, fmt.Errorf("date of issue %d: %w", issue.No, err)
	}
	no := int64(issue.No)
	rows := map[string][]map[string]any{"bulletin_issue": {{
		"issue_no": no, "album_no": positive(issue.AlbumNo), "album_title": text(issue.AlbumTitle), "issued_on": issued, "issuer": text(issue.Issuer),
		"sent_to": text(issue.SentTo), "copied_to": text(issue.CopiedTo), "imprint": text(issue.Imprint)}}}
	for _, a := range issue.Articles {
		rows["bulletin_article"] = append(rows["bulletin_article"], map[string]any{
			"issue_no": no, "issued_on": issued, "article_no": int64(a.No), "title": text(a.Title), "place": text(a.Place), "place_code": text(a.UnitCode),
			"place_level": text(a.Level), "contributor": text(a.Contributor), "body": text(a.Body)})
		for _, c := range a.Claims {
			rows["bulletin_claim"] = append(rows["bulletin_claim"], map[string]any{
				"issue_no": no, "issued_on": issued, "article_no": int64(a.No), "claim_no": int64(c.No), "place_code": text(a.UnitCode), "metric": text(c.Metric),
				"kind": text(c.Kind), "low": figure(c.Low), "high": figure(c.High), "decimals": int64(c.Decimals), "comparison": text(c.Comparison),
				"counting_unit": text(c.CountingUnit), "time_base": text(c.TimeBase), "is_basis_unclear": c.BasisUnclear, "population": text(c.Population),
				"printed": text(c.Printed), "quote": text(c.Quote)})
		}
	}
	var parts []lake.Part
	for _, d := range r.Datasets {
		if d.Source == contracts.FromBulletin {
			parts = append(parts, bulletinPart(d, b, rows[d.Name]))
		}
	}
	return parts, nil
}

func bulletinPart(d contracts.Dataset, b lake.Batch, rows []map[string]any) lake.Part {
	part := lake.Part{Kind: lake.Rows, Dataset: d.Name, Columns: lakeColumns(d)}
	for i, row := range rows {
		values := []any{b.Unit, b.Scope, b.Period, b.Arrival, b.ID, b.Seq, "", int64(i + 1), false, nil, nil}
		for _, f := range d.Stored() {
			values = append(values, row[f.Name])
		}
		part.Rows = append(part.Rows, values)
	}
	return part
}

func text(s string) any {
	if s == "" {
		return nil
	}
	s, _ = check.Scrub(s)
	return s
}

func positive(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

// figure stores a float as the decimal it is printed as, to six places.
func figure(f *float64) any {
	if f == nil {
		return nil
	}
	scaled, err := strconv.ParseFloat(strconv.FormatFloat(*f*check.DecimalScale, 'f', 0, 64), 64)
	if err != nil {
		return nil
	}
	return int64(scaled)
}
