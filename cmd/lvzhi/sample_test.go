package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The figures of issue 26, read off the printed page.
var printed = []struct {
	code, metric, kind, unit string
	low, high                float64
	quote                    string
}{
	{"410900", "deputies_total", "fact", "名", 7700, 7799, "全市7700余名五级人大代表全部编组进站"},
	{"410900", "review_excellent_deputies", "fact", "名", 30, 30, "测评结果优秀的30位市人大代表"},
	{"410900", "review_excellent_deputies", "fact", "名", 500, 599, "500多位县乡人大代表"},
	{"410900", "min_reports", "rule", "次", 1, 1, "每届任期内至少向原选举单位或原选区选民述职1次并接受满意度测评"},
	{"410900", "rectification_trigger", "rule", "比例", 0.333333, 0.333333, "不满意票超过参评人员三分之一"},
	{"410900", "resignation_recall_trigger", "rule", "比例", 0.5, 0.5, "不满意票超过参评人员半数"},
	{"410900", "rectification_deadline", "rule", "个月", 3, 3, "测评后三个月内整改完毕"},
	{"410783", "deputies_reported", "fact", "名", 12, 12, "参加述职评议的12名新乡市人大代表均获得“满意”等次"},
	{"410783", "satisfied_grade_share", "fact", "比例", 1, 1, "参加述职评议的12名新乡市人大代表均获得“满意”等次"},
	{"410783", "satisfied_grade_line", "rule", "比例", 0.8, 0.8, "得满意票大于等于80%的"},
	{"411323", "deputies_reported", "fact", "名", 680, 689, "已有680余名县乡人大代表向选民述职并接受评议"},
	{"411323", "satisfaction_rate", "fact", "比例", 0.98, 0.98, "满意率98%"},
	{"411323", "review_month", "rule", "月", 1, 1, "每年元月份，为人大代表述职评议月"},
}

func (p *province) sample(t *testing.T) {
	issue := query(t, p.data, "select issue_no, album_no, issued_on, issuer from marts.bulletin_issue")
	if len(issue) != 1 || number(issue[0], "issue_no") != 26 || number(issue[0], "album_no") != 20 || issue[0]["issued_on"] != "2024-07-09" {
		t.Fatalf("issue: %v", issue)
	}
	articles := query(t, p.data, "select article_no, place_code, unit_code, contributor from marts.bulletin_article order by article_no")
	if len(articles) != 3 || articles[1]["place_code"] != "410783" || articles[1]["unit_code"] != "410700" || articles[1]["contributor"] != "新乡市人大常委会代表工委" {
		t.Errorf("articles: %v", articles)
	}
	for _, f := range printed {
		rows := query(t, p.data, fmt.Sprintf(`select c.metric from marts.bulletin_claim as c
			inner join marts.bulletin_article as a on a.issue_no = c.issue_no and a.article_no = c.article_no
			where a.place_code = '%s' and metric = '%s' and kind = '%s' and counting_unit = '%s' and low = %v and high = %v and contains(quote, '%s')`, f.code, f.metric, f.kind, f.unit, f.low, f.high, f.quote))
		if len(rows) == 0 {
			t.Errorf("not found: %+v", f)
		}
	}
}

func (p *province) again(t *testing.T) {
	code, out, log := lvzhi(t, "--data", p.data, "ingest", filepath.Join(p.data, "inbox"))
	if code != exitAttention { // the planted refusals are refused again
		t.Errorf("exit %d: %s%s", code, out, log)
	}
	before := p.doc.Manifest
	rows := query(t, p.data, "select manifest from ref.run")
	if number(rows[0], "manifest") != int(before) {
		t.Errorf("manifest %v, was %d", rows[0], before)
	}
	if entries, err := os.ReadDir(filepath.Join(p.data, "manifests", "tmp")); err != nil || len(entries) != 0 {
		t.Errorf("unfinished files left: %v %v", entries, err)
	}
}

func (p *province) timeTravel(t *testing.T) {
	data := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(data, os.DirFS(p.data)); err != nil {
		t.Fatal(err)
	}
	code, out, log := lvzhi(t, "--data", data, "transform", "--manifest", "3", "--as-of", "2024-03-31")
	if code != exitDone && code != exitAttention {
		t.Fatalf("exit %d: %s%s", code, out, log)
	}
	rows := query(t, data, "select manifest, as_of, (select count(*) from ref.batch) as batches from ref.run")
	if number(rows[0], "manifest") != 3 || rows[0]["as_of"] != "2024-03-31" || number(rows[0], "batches") != 3 {
		t.Errorf("run: %v", rows)
	}
}
