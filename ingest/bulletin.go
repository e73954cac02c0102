package ingest

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/bulletin"
	"lvzhi/ingest/check"
	"lvzhi/internal/lake"
)

// bulletin takes an issue of 《代表工作》 in: issue, articles and claims are one
// batch. Its replacement key is the issue's number and month.
func (r *Receiver) bulletin(o Outcome, text string, src *original) (Outcome, error) {
	o.Dataset, o.Unit = Bulletin, province
	issue, err := bulletin.Parse(text, r.Places)
	if err != nil {
		return r.refuse(o, "看得出是《代表工作》，但"+plainReason(err), "请核对文字是否完整后重报")
	}
	o.Scope, o.Period = fmt.Sprintf("issue-%d", issue.No), issue.IssuedOn[:7]
	key := o.key()
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
	batch := r.newBatch(&o, contracts.Increment)
	parts, err := r.issueParts(issue, batch)
	defer func() {
		for _, p := range parts {
			p.Discard()
		}
	}()
	if err != nil {
		return o, err
	}
	_, private := check.Scrub(text)
	return o, r.commit(o, batch, parts, nil, src, private)
}

func plainReason(err error) string {
	for _, known := range []error{bulletin.ErrNoIssueNumber, bulletin.ErrNoDate, bulletin.ErrNoArticle} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return "结构无法识别"
}

// issueParts lays an issue out in the columns of its contracts.
func (r *Receiver) issueParts(issue bulletin.Issue, b lake.Batch) ([]*lake.Part, error) {
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
	var parts []*lake.Part
	for _, d := range r.Datasets {
		if d.Source != contracts.FromBulletin {
			continue
		}
		part, err := r.issuePart(d, b, rows[d.Name])
		parts = append(parts, part)
		if err != nil {
			return parts, err
		}
	}
	return parts, nil
}

func (r *Receiver) issuePart(d contracts.Dataset, b lake.Batch, rows []map[string]any) (*lake.Part, error) {
	part := r.Lake.NewPart(lake.Rows, d.Name, lakeColumns(d), b)
	for i, row := range rows {
		values := []any{b.Unit, b.Scope, b.Period, b.Arrival, b.ID, b.Seq, "", int64(i + 1), false, nil, nil}
		for _, f := range d.Stored() {
			values = append(values, row[f.Name])
		}
		if err := part.Append(values...); err != nil {
			return part, err
		}
	}
	return part, nil
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
