package sheet_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

// Records made by hand: what no program at hand writes.

func le16(values ...int) string {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return string(b)
}

func le32(values ...uint32) string {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return string(b)
}

func float(v float64) string {
	return string(binary.LittleEndian.AppendUint64(nil, math.Float64bits(v)))
}

func record(id int, data string) string { return le16(id, len(data)) + data }

func global(records ...string) string { return strings.Join(records, "") }

const (
	bookBOF  = "\x09\x08\x10\x00\x00\x06\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	sheetBOF = "\x09\x08\x10\x00\x00\x06\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	chartBOF = "\x09\x08\x10\x00\x00\x06\x20\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	endOf    = "\x0a\x00\x00\x00"
)

// biff is a bare stream of one sheet; the globals may hold its BOUNDSHEET,
// else one is added.
func biff(globals string, cells ...string) []byte {
	if !strings.Contains(globals, "\x85\x00") {
		globals += record(0x85, "\x00\x00\x00\x00\x00\x00\x01\x00S")
	}
	head := bookBOF + globals + endOf
	at := strings.Index(head, "\x85\x00")
	head = head[:at+4] + le32(uint32(len(head))) + head[at+8:]
	return []byte(head + sheetBOF + strings.Join(cells, "") + endOf)
}

func TestOldWorkbookRecords(t *testing.T) {
	text := func(s string) string { return le16(len(s)) + "\x00" + s }
	at := func(row, column int) string { return le16(row, column, 0) }
	rk := func(v uint32) string { return le16(0) + le32(v) }
	for name, c := range map[string]struct {
		globals string
		cells   []string
		want    string
	}{
		"label":                 {"", []string{record(0x204, at(0, 1)+text("abc"))}, "1:|abc"},
		"wide label":            {"", []string{record(0x204, at(0, 0)+le16(2)+"\x01"+utf16le("张三"))}, "1:张三"},
		"label with formatting": {"", []string{record(0xD6, at(2, 0)+le16(2)+"\x01"+utf16le("张三")+le16(1, 0, 5))}, "3:张三"},
		"label runs on":         {"", []string{record(0x204, at(0, 0)+le16(4)+"\x00ab"), record(0x3C, "\x01"+utf16le("张三"))}, "1:ab张三"},
		"rk integer":            {"", []string{record(0x27E, at(0, 0)+le32(45<<2|2))}, "1:45"},
		"rk negative":           {"", []string{record(0x27E, at(0, 0)+le32(0xFFFFFFFF&^1))}, "1:-1"},
		"rk hundredths":         {"", []string{record(0x27E, at(0, 0)+le32(9846<<2|3))}, "1:98.46"},
		"rk float":              {"", []string{record(0x27E, at(0, 0)+le32(0x3FF80000))}, "1:1.5"},
		"many rk":               {"", []string{record(0xBD, le16(0, 1)+rk(4|2)+rk(8|2)+rk(12|2)+le16(3))}, "1:|1|2|3"},
		"number":                {"", []string{record(0x203, at(0, 0)+float(9.8e-3))}, "1:0.0098"},
		"number with noise":     {"", []string{record(0x203, at(0, 0)+float(0.1+0.2))}, "1:0.3"},
		"number of 15 digits":   {"", []string{record(0x203, at(0, 0)+float(123456789012345))}, "1:123456789012345"},
		"number of 18 digits":   {"", []string{record(0x203, at(0, 0)+float(123456789012345678))}, "1:1.23456789012346E+17"},
		"number that is none":   {"", []string{record(0x203, at(0, 0)+float(math.Inf(1)))}, "1:#NUM!"},
		"false":                 {"", []string{record(0x205, at(0, 0)+"\x00\x00")}, "1:0"},
		"error":                 {"", []string{record(0x205, at(0, 0)+"\x2a\x01")}, "1:#N/A"},
		"formula":               {"", []string{record(0x06, at(0, 0)+float(3.5)+le16(0))}, "1:3.5"},
		"formula of text":       {"", []string{record(0x06, at(0, 0)+"\x00\x00\x00\x00\x00\x00\xff\xff"+le16(0)), record(0x4BC, "x"), record(0x207, text("ab"))}, "1:ab"},
		"formula of a bool":     {"", []string{record(0x06, at(0, 0)+"\x01\x00\x01\x00\x00\x00\xff\xff"+le16(0))}, "1:1"},
		"formula of an error":   {"", []string{record(0x06, at(0, 0)+"\x02\x00\x07\x00\x00\x00\xff\xff"+le16(0))}, "1:#DIV/0!"},
		"text without formula":  {"", []string{record(0x204, at(0, 0)+text("a")), record(0x207, text("b"))}, "1:a"},
		"chart inside":          {"", []string{record(0x204, at(0, 0)+text("a")), chartBOF, record(0x204, at(1, 1)+text("no")), endOf, record(0x204, at(1, 0)+text("b"))}, "1:a 2:b"},
		"cells in any order":    {"", []string{record(0x204, at(4, 0)+text("b")), record(0x204, at(1, 0)+text("a"))}, "2:a 5:b"},
		"shared, rich and guided": {record(0xFC, le32(2, 2)+le16(1)+"\x0c"+le16(1)+le32(3)+"a"+le16(0, 0)+"xyz"+text("b")),
			[]string{record(0xFD, at(0, 0)+le32(1)), record(0xFD, at(0, 1)+le32(0))}, "1:b|a"},
		"shared, width changes":  {record(0xFC, le32(1, 1)+le16(3)+"\x00a") + record(0x3C, "\x01"+utf16le("张三")), []string{record(0xFD, at(0, 0)+le32(0))}, "1:a张三"},
		"seam before characters": {record(0xFC, le32(1, 1)+le16(1)+"\x01") + record(0x3C, "\x00z"), []string{record(0xFD, at(0, 0)+le32(0))}, "1:z"},
		"seam before a string":   {record(0xFC, le32(2, 2)+text("a")) + record(0x3C, text("b")), []string{record(0xFD, at(0, 0)+le32(1))}, "1:b"},
		"very hidden":            {record(0x85, "\x00\x00\x00\x00\x02\x00\x01\x00S"), []string{record(0x204, at(0, 0)+text("a"))}, "hidden 1:a"},
	} {
		t.Run(name, func(t *testing.T) {
			table := read(t, biff(c.globals, c.cells...)).Tables[0]
			got := strings.Join(lines(rowsOf(table)), " ")
			if table.Hidden {
				got = "hidden " + got
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOldWorkbookRecordsRefused(t *testing.T) {
	cell := record(0x204, le16(0, 0, 0, 1)+"\x00a")
	whole := biff("", cell)
	twice := record(0x85, "\x00\x00\x00\x00\x00\x00\x01\x00S")
	for name, c := range map[string]struct {
		raw    []byte
		reason string
	}{
		"password":              {biff(record(0x2F, "\x01\x00"), cell), "密码"},
		"excel 95":              {[]byte(strings.Replace(string(whole), "\x00\x06\x05", "\x00\x05\x05", 1)), "旧版格式"},
		"globals alone":         {[]byte(bookBOF), "损坏"},
		"ends in a sheet":       {whole[:len(whole)-4], "损坏"},
		"sheet elsewhere":       {[]byte(strings.Replace(string(whole), le32(uint32(len(whole))), le32(9), 1))[:len(whole)-8], "损坏"},
		"shared string missing": {biff("", record(0xFD, le16(0, 0, 0)+le32(0))), "损坏"},
		"shared string cut":     {biff(record(0xFC, le32(1, 1)+le16(9)+"\x00a"), cell), "损坏"},
		"label cut":             {biff("", record(0x204, le16(0, 0, 0, 9)+"\x00a")), "损坏"},
		"formula's text cut":    {biff("", record(0x06, le16(0, 0, 0)+"\x00\x00\x00\x00\x00\x00\xff\xff"+le16(0)), record(0x207, le16(9)+"\x00a")), "损坏"},
		"number cut":            {biff("", record(0x203, le16(0, 0, 0)+"\x00")), "损坏"},
		"merge reversed":        {biff("", cell, record(0xE5, le16(1, 5, 2, 0, 0))), "损坏"},
		"merges claimed":        {biff("", cell, record(0xE5, le16(0xffff))), "损坏"},
		"column beyond":         {biff("", record(0x204, le16(0, 0x4000, 0, 1)+"\x00a")), "太大"},
		"nothing":               {biff(""), "空的"},
		"sheets overlap":        {sheets(twice+twice, cell), "损坏"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.raw, c.reason) })
	}
	expect(t, read(t, whole), sheet.XLS, "# S", "1:a")
}

// sheets lets both of two BOUNDSHEETs point at the one sheet there is, which
// is longer than all else.
func sheets(globals, cell string) []byte {
	head := bookBOF + globals + endOf
	head = strings.ReplaceAll(head, "\x85\x00\x09\x00"+le32(0), "\x85\x00\x09\x00"+le32(uint32(len(head))))
	return []byte(head + sheetBOF + strings.Repeat(cell, 50) + endOf)
}
