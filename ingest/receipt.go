package ingest

import (
	"fmt"
	"path/filepath"
	"time"

	"lvzhi/ingest/check"
	"lvzhi/ingest/receipt"
)

var statusWords = map[Status]string{
	Accepted: "已接收", Partial: "部分接收，有退回行", Refused: "没有接收", Replaced: "已接收，替换了前一份", Unchanged: "内容与已收文件相同，未作改动",
}

// writeReceipt draws the receipt and puts it at the outcome's receipt path.
func (r *Receiver) writeReceipt(o Outcome, kept bool) error {
	name, _ := check.Scrub(filepath.Base(o.Path))
	slip := receipt.Receipt{FileName: name, SHA256: o.SHA256, Status: statusWords[o.Status], UnitName: r.placeName(o.Unit), Scope: r.scopeName(o.Scope),
		DatasetLabel: r.label(o.Dataset), Period: o.Period, ReceivedOn: r.Now().Format(time.DateOnly),
		Read: o.Read, Accepted: o.Accepted, Quarantined: o.Quarantined, Skipped: o.Skipped, Warnings: o.Warnings, Problems: o.Problems, OriginalKept: kept}
	workbook, err := receipt.Workbook(slip)
	if err != nil {
		return fmt.Errorf("receipt of %s: %w", name, err)
	}
	if err := r.Lake.WriteFile(o.Receipt, workbook); err != nil {
		return fmt.Errorf("receipt of %s: %w", name, err)
	}
	return nil
}

func (r *Receiver) placeName(code string) string {
	if code == province {
		return "省人大常委会代表工作委员会"
	}
	for _, u := range r.Places.Units {
		if u.Code == code {
			return u.Name
		}
	}
	return "未识别"
}

func (r *Receiver) scopeName(scope string) string {
	switch d, ok := r.Places.ByCode(scope); {
	case ok:
		return d.Name
	case scope == "all":
		return "全部"
	}
	return scope
}

func (r *Receiver) label(dataset string) string {
	for _, d := range r.Datasets {
		if d.Name == dataset {
			return d.Label
		}
	}
	if dataset == Bulletin {
		return "《代表工作》"
	}
	return "未识别"
}
