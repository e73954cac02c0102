package check

import (
	"strings"
	"testing"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// readerOf is ready to read one row of a dataset under all of its columns.
func readerOf(t testing.TB, name string) *reader {
	t.Helper()
	d := dataset(t, name)
	var header []string
	for _, f := range d.Stored() {
		header = append(header, f.Label)
	}
	m, ok := Recognise([]sheet.Table{table("s", header, make([]string, len(header)))}, []contracts.Dataset{d}, "")
	if !ok || len(m.Sheets) != 1 {
		t.Fatalf("no header of %s", name)
	}
	r, err := newReader(d, m.Sheets[0], puyang(t), &reading{match: m, seen: newSeen(m)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// agree holds what quick makes of a text against what slow does, under every
// column.
func agree(t *testing.T, r *reader, text string) {
	row := &sheet.Row{Number: 5}
	for i := range r.columns {
		c := &r.columns[i]
		if c.position < 0 || text == "" { // an empty cell comes to neither
			continue
		}
		row.Cells = append(make([]string, c.Index), text)
		r.begin(row)
		if r.shown = text; !r.quick(c, text) {
			continue
		}
		got, imputed, share, shown := r.row.Values[c.position], r.row.DateImputed, r.shares[c.position], r.shown
		r.begin(row)
		r.slow(c, text)
		want, decimals := r.row.Values[c.position], r.shares[c.position].decimals
		if got != want || imputed != r.row.DateImputed || len(r.problems) > 0 || r.texts[c.position] != shown || share.decimals != decimals && want.Kind != Null {
			t.Errorf("%s: %q is %+v at once and %+v at leisure, %v", c.Field.Name, text, got, want, r.problems)
		}
	}
	if key := squeezed(text); plainHead(text) && (totalRow.MatchString(key) || noteRow.MatchString(key) || labelRow.MatchString(key)) {
		t.Errorf("%q is taken for data at once, and is a total or a note", text)
	}
}

var oddTexts = []string{
	"张三", "欧阳震华", "同上", "同前", "〃", "无", "暂无", "未知", "不详", "未填", "空", "—", "-", "45", "045", "999999", "1234567", "13812345678", "410901199001011234", "1.38123E+10",
	"4.1E+17", "98%", "0.98", "2024-09-09", "2024年9月9日", "9月", "元月3日", "合计", "全市合计", "会计科", "总工会", "其中", "注意事项", "备注：", "单县", "单位负责人", "附则", "填表人", "负责人：李四",
	"濮阳县", "华龙区", "市直", "县级", "√", "是", "否", "出席", "请假", "因病请假", "未批准", "张　三", "张三（女）", "阿·买买提", "一二三四五六七八九〇一", "一三八一二三四五六七八", "幺三八一二三四五六七八",
	"\u200b张三", "张\uFFFD三", "０１２", "ａｂｃ", "，。", "第1次活动", "第1234567次活动", "电话0393881234", strings.Repeat("长", 300), "a", "甲", "序号", "姓名", "代表姓名", "'123", "张三*", "张 三", "李四1", "王五？",
}

func TestQuickAgrees(t *testing.T) {
	for _, name := range []string{"votes", "activities", "roster", "scores"} {
		r := readerOf(t, name)
		for range 2 { // what was read once is remembered
			for _, text := range oddTexts {
				agree(t, r, text)
			}
		}
	}
}

func FuzzQuick(f *testing.F) {
	for _, text := range oddTexts {
		f.Add(text)
	}
	votes, activities := readerOf(f, "votes"), readerOf(f, "activities")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
		agree(t, votes, text)
		agree(t, activities, text)
	})
}
