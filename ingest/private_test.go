package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

const (
	identity = "410901199001011234"
	mobile   = "13812345678"
	landline = "0393-8812345"
)

// decoded is everything the workspace holds, unpacked: members of zips, cells
// of Parquet files, the rest as it is.
func (d *desk) decoded() map[string]string {
	d.t.Helper()
	all := map[string]string{}
	for path, raw := range d.tree() {
		all[path] = path + "\n" + raw
		switch filepath.Ext(path) {
		case ".xlsx", ".docx":
			archive, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
			if err != nil {
				d.t.Fatal(err)
			}
			for _, f := range archive.File {
				part := must(f.Open())
				all[path+"!"+f.Name] = string(must(io.ReadAll(part)))
			}
		case ".parquet":
			file, err := parquet.OpenFile(strings.NewReader(raw), int64(len(raw)))
			if err != nil {
				d.t.Fatal(err)
			}
			r := parquet.NewReader(file)
			for {
				row := map[string]any{}
				if r.Read(&row) != nil {
					break
				}
				all[path] += fmt.Sprint(row)
			}
		}
	}
	return all
}

func planted() string {
	header := "姓名,述职日期,发出票数,收回票数,有效票数,满意,基本满意,不满意,弃权,地点,身份证号,备用" + mobile
	return strings.Join([]string{puyang9, "联系电话：" + landline, header,
		"张三" + mobile + ",9月9日,50,50,50,45,3,2,0,礼堂" + landline + "," + identity + "," + mobile,
		"王五,9月11日,50,51,51,45,3,2,1," + identity + "," + identity + "," + identity,
		mobile + "," + mobile + "," + identity + ",1,1,1,1,1,1," + mobile + ",,",
		"填表人：王五,联系电话：" + mobile}, "\n")
}

func TestPrivateNumbersReachNothing(t *testing.T) {
	book := workbook(t, func(f *excelize.File) error {
		name := "濮阳县" + mobile
		for i, line := range strings.Split(planted(), "\n") {
			cells := strings.Split(line, ",")
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
				return err
			}
		}
		return f.SetSheetName("Sheet1", name)
	})
	d := newDesk(t)
	var said []any
	for name, content := range map[string][]byte{
		"濮阳" + mobile + ".csv": []byte(planted()), "濮阳" + identity + ".xlsx": book, mobile + ".pdf": []byte("%PDF " + identity),
		"问" + mobile + ".csv": []byte("濮阳" + mobile + "\n姓名,述职日期,满意\n张三,9月9日," + mobile),
	} {
		o := d.send(name, content, Hints{})
		if strings.HasSuffix(name, ".csv") && strings.HasPrefix(name, "濮") && (o.Accepted != 1 || o.Quarantined != 2) {
			t.Errorf("%+v", o)
		}
		o.Path = "" // the user's own path may stand on the user's own screen
		said = append(said, o)
	}
	told := must(json.Marshal(said))
	all := d.decoded()
	all["outcomes"], all["log"] = string(told), d.log.String()
	for where, content := range all {
		for _, secret := range []string{identity, mobile, landline, "8812345"} {
			if at := strings.Index(content, secret); at >= 0 {
				t.Errorf("%s in %s: %q", secret, where, content[max(0, at-40):min(len(content), at+30)])
			}
		}
	}
	if d.under("raw") != 0 {
		t.Error("originals with private numbers were kept")
	}
}

// The search above sees a leak when there is one.
// The words of a leave's reason stand in nothing that is written: not in rows,
// quarantine, receipt, letter or the original.
func TestReasonsReachNothing(t *testing.T) {
	d := newDesk(t)
	o := d.send("平顶山.csv", []byte("平顶山市2024年9月履职活动\n姓名,活动日期,活动名称,出席情况,请假原因,家庭成员健康\n张三,9月9日,视察,请假,因患胃癌住院\n李四,9月9日,视察,阑尾手术,未批准,父亲高血压\n王五,,视察,缺席,离婚官司\n"), Hints{})
	if o.Accepted != 2 || o.Quarantined != 1 {
		t.Fatalf("%+v", o)
	}
	found := 0
	for path, text := range d.decoded() {
		for _, word := range []string{"胃癌", "住院", "阑尾", "手术", "高血压", "离婚"} {
			if strings.Contains(text, word) {
				t.Errorf("%s tells %s", path, word)
			}
		}
		if strings.Contains(text, "requested") {
			found++
		}
	}
	if found == 0 {
		t.Error("what the reasons come to is not kept")
	}
	if told, _ := json.Marshal(o); strings.Contains(string(told), "手术") {
		t.Errorf("the outcome tells a reason: %s", told)
	}
}

func TestTheSearchSeesALeak(t *testing.T) {
	d := newDesk(t)
	o := d.send("濮阳.csv", votes(puyang9, "张三丰,9月9日,50,50,50,45,3,2,0", broken), Hints{})
	found := map[string]bool{}
	for where, content := range d.decoded() {
		for _, text := range []string{"张三丰", "王五", "收回票数多于发出票数"} {
			if strings.Contains(content, text) {
				found[text+" "+strings.SplitN(where, "/", 2)[0]] = true
			}
		}
	}
	for _, want := range []string{"张三丰 lake", "王五 quarantine", "收回票数多于发出票数 receipts", "张三丰 raw"} {
		if !found[want] {
			t.Errorf("not seen: %s in %v (%s)", want, found, o.Status)
		}
	}
}

// The original is kept only when nothing private is in any part of it.
func TestOriginalsKept(t *testing.T) {
	base := func(f *excelize.File) error {
		if err := f.SetSheetRow("Sheet1", "A1", &[]any{"姓名", "述职日期", "满意", "不满意", "满意率"}); err != nil {
			return err
		}
		return f.SetSheetRow("Sheet1", "A2", &[]any{"张三", 45544, 45, 1, 0.978260869565217})
	}
	for name, c := range map[string]struct {
		change func(f *excelize.File) error
		keep   bool
	}{
		"clean": {func(f *excelize.File) error { return nil }, true},
		"hidden sheet": {func(f *excelize.File) error {
			_, err := f.NewSheet("x")
			return firstError(err, f.SetCellStr("x", "A1", identity), f.SetSheetVisible("x", false))
		}, false},
		"sheet name": {func(f *excelize.File) error { _, err := f.NewSheet("联系" + mobile); return err }, false},
		"page footer": {func(f *excelize.File) error {
			return f.SetHeaderFooter("Sheet1", &excelize.HeaderFooterOptions{OddFooter: "电话 " + landline})
		}, false},
		"comment": {func(f *excelize.File) error {
			return f.AddComment("Sheet1", excelize.Comment{Cell: "A2", Paragraph: []excelize.RichTextRun{{Text: "138"}, {Text: "12345678"}}})
		}, false},
		"document":       {func(f *excelize.File) error { return f.SetDocProps(&excelize.DocProperties{Description: identity}) }, false},
		"hyperlink":      {func(f *excelize.File) error { return f.SetCellHyperLink("Sheet1", "A2", "tel:"+mobile, "External") }, false},
		"private column": {func(f *excelize.File) error { return f.SetCellStr("Sheet1", "F1", "身份证号") }, false},
		"number cell":    {func(f *excelize.File) error { return f.SetCellValue("Sheet1", "F2", 13812345678) }, false},
		"picture": {func(f *excelize.File) error {
			return f.AddPictureFromBytes("Sheet1", "H1", &excelize.Picture{Extension: ".png", File: onePixel(t)})
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			o := d.send("濮阳市2024年9月.xlsx", workbook(t, func(f *excelize.File) error { return firstError(base(f), c.change(f)) }), Hints{})
			if o.Accepted != 1 {
				t.Fatalf("%+v", o)
			}
			kept := d.under("raw") == 1
			if kept != c.keep || d.Lake.State.Batches[0].RawKept != c.keep || holds(d.receipt(o)["回执"], "原文件已留存") != c.keep {
				t.Errorf("kept %v, want %v", kept, c.keep)
			}
		})
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func onePixel(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What a city wrote stands on its receipt as text, whatever it begins with.
func TestReceiptHoldsNoFormula(t *testing.T) {
	d := newDesk(t)
	for _, evil := range []string{"=1+1", "+x", "-2+3", "@SUM(A1)", "=HYPERLINK(\"http://x\")", strings.Repeat("长", 40000), "<b>&\x02"} {
		cell := "\"" + strings.ReplaceAll(evil, "\"", "\"\"") + "\""
		o := d.send("=x.csv", votes(puyang9, sound, "李四,9月9日,"+cell+",50,50,45,3,2,0"), Hints{})
		if o.Quarantined != 1 {
			t.Fatalf("%s: %+v", evil, o)
		}
		if !holds(d.receipt(o)["问题清单"], strings.TrimSuffix(evil[:min(9, len(evil))], "\x02")) {
			t.Errorf("%.10q is not on the receipt", evil)
		}
	}
}
