package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lvzhi/demo"
	"lvzhi/ingest"
	"lvzhi/internal/lake"
)

// nationDocument is the document of lvzhi demo --scale nation.
type nationDocument struct {
	Mandates         int      `json:"mandates"`
	Rows             int64    `json:"rows"` // of activities
	Accepted         int64    `json:"accepted"`
	WriteSeconds     float64  `json:"write_seconds"`
	IngestSeconds    float64  `json:"ingest_seconds"`
	TransformSeconds float64  `json:"transform_seconds"`
	PeakMB           int64    `json:"peak_mb"` // of the process; -1 where the system does not say
	Differences      []string `json:"differences"`
}

func (d nationDocument) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "全国规模演示数据：%d席位，%d行活动记录；接收%d行\n", d.Mandates, d.Rows, d.Accepted)
	fmt.Fprintf(&b, "造数%.0f秒，接收%.0f秒，逐单位汇总%.0f秒；内存峰值%d MB\n", d.WriteSeconds, d.IngestSeconds, d.TransformSeconds, d.PeakMB)
	if len(d.Differences) == 0 {
		b.WriteString("各单位的席位和各月人次与造出的数一致。\n")
	}
	for _, x := range d.Differences {
		fmt.Fprintf(&b, "  与造出的不符：%s\n", x)
	}
	return b.String()
}

// demoNation makes the country's deputies unit by unit, takes them in, builds
// the marts unit by unit, and compares them with what was made.
func (a *app) demoNation(ctx context.Context, size demo.NationOptions) (nationDocument, error) {
	doc := nationDocument{Rows: size.Rows(), Differences: []string{}}
	if err := a.clearDemo(); err != nil {
		return doc, err
	}
	units, err := a.receiveNation(ctx, size, &doc)
	if err != nil {
		return doc, err
	}
	start := time.Now()
	if _, err := a.transform(ctx, 0, time.Time{}, true); err != nil {
		return doc, err
	}
	doc.TransformSeconds = time.Since(start).Seconds()
	doc.PeakMB = peakMB()
	doc.Differences, err = a.nationAgainst(ctx, units)
	return doc, err
}

func (a *app) receiveNation(ctx context.Context, size demo.NationOptions, doc *nationDocument) ([]demo.NationUnit, error) {
	datasets, places, err := promises()
	if err != nil {
		return nil, err
	}
	writer, err := lake.OpenWriter(ctx, a.data, a.owner("demo"), patience)
	if err != nil {
		return nil, fault("工作区"+a.data+"无法写入", err)
	}
	defer writer.Close()
	receiver := &ingest.Receiver{Lake: writer, Datasets: datasets, Places: places, Originals: ingest.Originals{None: true}, Now: a.now, Log: a.log()}
	inbox := filepath.Join(a.data, "inbox")
	if err := os.MkdirAll(inbox, 0o700); err != nil {
		return nil, fault("演示数据没有造成", err)
	}
	var units []demo.NationUnit
	for _, u := range places.Units {
		start := time.Now()
		made, err := demo.WriteNationUnit(ctx, inbox, u.Code, size)
		if err != nil {
			return nil, fault("演示数据没有造成", err)
		}
		doc.WriteSeconds += time.Since(start).Seconds()
		start = time.Now()
		err = receiver.ReceiveAll(ctx, made.Files, ingest.Hints{Unit: u.Code}, func(_ int, outcomes []ingest.Outcome) {
			for _, o := range outcomes {
				doc.Accepted += o.Accepted
			}
		})
		if err != nil {
			return nil, fault("接收演示文件时出错", err)
		}
		doc.IngestSeconds += time.Since(start).Seconds()
		doc.Mandates += made.Mandates
		for _, f := range made.Files { // the disk need not hold the country
			if err := os.Remove(f); err != nil {
				return nil, fault("演示文件清不掉", err)
			}
		}
		units = append(units, made)
		a.log().Info("unit taken in", "unit", u.Code, "accepted", doc.Accepted)
	}
	return units, nil
}

// nationAgainst compares each unit's seats and attendances with what was made.
func (a *app) nationAgainst(ctx context.Context, units []demo.NationUnit) ([]string, error) {
	db, err := a.openWarehouse(ctx, "")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var want, got []string
	for _, u := range units {
		want = append(want, fmt.Sprintf("%s 席位 %d", u.Unit, u.Mandates))
		for month, n := range u.Attended {
			want = append(want, fmt.Sprintf("%s %s %d", u.Unit, month, n))
		}
	}
	found, err := db.Query(ctx, `select unit_code || ' 席位 ' || count(distinct mandate_id) from marts.deputy group by unit_code
		union all
		select unit_code || ' ' || period || ' ' || n from marts.activity_unit_month where activity_kind = 'all' and counting_unit = '人次'`)
	if err != nil {
		return nil, fault("演示数据没能核对", err)
	}
	for _, row := range found.Rows {
		got = append(got, row[0].(string))
	}
	return append([]string{}, unlike("全国规模", want, got)...), nil
}

func (a *app) showNation(ctx context.Context) error {
	doc, err := a.demoNation(ctx, demo.NationSize())
	if err != nil {
		return err
	}
	if err := a.print(doc, doc.text()); err != nil {
		return fault("结果没能输出", err)
	}
	if len(doc.Differences) > 0 {
		return &spoken{code: exitFault, said: true}
	}
	return nil
}
