package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/sheet"
)

// packed zips name and content pairs in their order. A name that begins with
// "gbk:" is written as Chinese Windows writes it.
func packed(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		header := &zip.FileHeader{Name: pairs[i], Method: zip.Deflate}
		if name, gbk := strings.CutPrefix(header.Name, "gbk:"); gbk {
			header.Name, header.NonUTF8 = name, true
		}
		part, err := w.CreateHeader(header)
		must(t, err)
		if !strings.HasSuffix(header.Name, "/") {
			_, err = part.Write([]byte(pairs[i+1]))
			must(t, err)
		}
	}
	must(t, w.Close())
	return out.Bytes()
}

func unpack(raw []byte) ([]sheet.Member, bool, error) { return sheet.Unpack(bytes.NewReader(raw)) }

func unpacked(t testing.TB, m sheet.Member) string {
	t.Helper()
	src, err := m.Open()
	must(t, err)
	content, err := io.ReadAll(io.NewSectionReader(src, 0, src.Size()))
	must(t, err)
	if int64(len(content)) != m.Size {
		t.Errorf("%s has %d bytes, not %d", m.Name, len(content), m.Size)
	}
	return string(content)
}

func TestMembers(t *testing.T) {
	inner := string(votesWorkbook(t))
	for name, c := range map[string]struct {
		pairs, want []string
	}{
		"names in gbk":    {[]string{"gbk:" + gb18030(t, "县区/濮阳县.csv"), "a"}, []string{"县区/濮阳县.csv=a"}},
		"names in utf-8":  {[]string{"县区/濮阳县.csv", "a", "gbk:范县.csv", "b"}, []string{"县区/濮阳县.csv=a", "范县.csv=b"}},
		"backslash":       {[]string{"gbk:" + gb18030(t, `县区\濮阳县.csv`), "a"}, []string{"县区/濮阳县.csv=a"}},
		"5c in gbk":       {[]string{"gbk:" + gb18030(t, "蘚.csv"), "a"}, []string{"蘚.csv=a"}},
		"folders, debris": {[]string{"一/", "", "一/~$a.xlsx", "x", "__MACOSX/._a", "x", ".DS_Store", "x", "一/.DS_Store", "x", "Thumbs.db", "x", "./一/a..b.csv", "a"}, []string{"一/a..b.csv=a"}},
		"workbook inside": {[]string{"a.xlsx", inner}, []string{"a.xlsx=" + inner}},
	} {
		t.Run(name, func(t *testing.T) {
			members, ok, err := unpack(packed(t, c.pairs...))
			var got []string
			for _, m := range members {
				got = append(got, m.Name+"="+unpacked(t, m))
			}
			if err != nil || !ok || !slices.Equal(got, c.want) {
				t.Errorf("got %q, %v, %v; want %q", got, ok, err, c.want)
			}
		})
	}
}

func TestMembersOfNoArchive(t *testing.T) {
	for name, raw := range map[string][]byte{
		"workbook":  workbook(t, func(f *excelize.File) { must(t, f.SetCellStr("Sheet1", "A1", "a")) }),
		"document":  docx(t, ""),
		"ods":       packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"),
		"cut":       packed(t, "a.csv", strings.Repeat("甲,乙\n", 100))[:60],
		"csv":       []byte("a,b\n"),
		"old":       fixture(t, "votes.xls"),
		"no length": nil,
	} {
		if members, ok, err := unpack(raw); ok || err != nil || members != nil {
			t.Errorf("%s: %d members, %v, %v", name, len(members), ok, err)
		}
	}
}

func TestMembersRefused(t *testing.T) {
	var many []string
	for i := range 2_001 {
		many = append(many, fmt.Sprintf("%d.csv", i), "a")
	}
	locked := packed(t, "a.csv", "a")
	at := bytes.LastIndex(locked, []byte("PK\x01\x02"))
	locked[at+8] |= 1
	broken := packed(t, "a.csv", strings.Repeat("甲,乙\n", 10))
	at = bytes.LastIndex(broken, []byte("PK\x01\x02"))
	broken[at+16] ^= 0xff // the checksum
	method := packed(t, "a.csv", "a")
	at = bytes.LastIndex(method, []byte("PK\x01\x02"))
	method[at+10] = 99
	for name, c := range map[string]struct {
		raw    []byte
		reason string
	}{
		"upwards":             {packed(t, "../a.csv", "a"), "指向包外"},
		"upwards inside":      {packed(t, "一/../../a.csv", "a"), "指向包外"},
		"upwards, backslash":  {packed(t, `gbk:一\..\..\a.csv`, "a"), "指向包外"},
		"upwards, hidden":     {packed(t, ".\u200b./a.csv", "a"), "指向包外"},
		"absolute":            {packed(t, "/etc/a.csv", "a"), "指向包外"},
		"absolute on windows": {packed(t, `gbk:C:\a.csv`, "a"), "指向包外"},
		"zip inside":          {packed(t, "a.zip", string(packed(t, "a.csv", "a"))), "还有压缩包“a.zip”"},
		"rar inside":          {packed(t, "a.csv", "Rar!\x1a\x07"), "还有压缩包"},
		"too many":            {packed(t, many...), "超过2000个"},
		"bomb":                {packed(t, "a.csv", strings.Repeat("\x00", 17<<20)), "过大"},
		"password":            {locked, "密码"},
		"damaged":             {broken, "“a.csv”已损坏"},
		"rare method":         {method, "少见的压缩方法"},
		"nothing":             {packed(t), "没有文件"},
		"debris alone":        {packed(t, ".DS_Store", "a"), "没有文件"},
	} {
		t.Run(name, func(t *testing.T) {
			members, ok, err := unpack(c.raw)
			var why *sheet.Unreadable
			if !ok || members != nil || !errors.As(err, &why) || !strings.Contains(why.Reason, c.reason) || why.Remedy == "" {
				t.Errorf("got %d members, %v, %v; want %q", len(members), ok, err, c.reason)
			}
		})
	}
}

// What is too much is refused before it lies in memory.
func TestMembersBeyondBounds(t *testing.T) {
	noise := make([]byte, 1<<20)
	for i := range noise {
		noise[i] = byte(i*i>>7 ^ i)
	}
	big := repeated{"", string(noise), "", 129}.zipped(t, "a.csv", nil)
	twice := packed(t, "a.csv", strings.Repeat("甲,乙\n", 1000), "b.csv", strings.Repeat("x", 5000))
	at := bytes.LastIndex(twice, []byte("PK\x01\x02"))
	copy(twice[at+20:], []byte{0, 0, 1, 0}) // b.csv takes 64 KB of the archive
	var names []string
	for i := range 120_000 {
		names = append(names, fmt.Sprintf("%030d.csv", i), "")
	}
	for name, c := range map[string]struct {
		raw    []byte
		reason string
	}{
		"large member":    {big, "“a.csv”解开后超过128 MB"},
		"overlapping":     {twice, "互相重叠"},
		"long directory":  {packed(t, names...), "超过2000个"},
		"many small ones": {packed(t, names[:6_000]...), "超过2000个"},
	} {
		t.Run(name, func(t *testing.T) {
			src := &counted{Reader: bytes.NewReader(c.raw)}
			_, ok, err := sheet.Unpack(src)
			if name == "long directory" && src.read > 9<<20 {
				t.Errorf("%d bytes read", src.read)
			}
			var why *sheet.Unreadable
			if !ok || !errors.As(err, &why) || !strings.Contains(why.Reason, c.reason) {
				t.Errorf("got %v, %v; want %q", ok, err, c.reason)
			}
		})
	}
}

// counted is a source that counts what is read.
type counted struct {
	*bytes.Reader
	read int
}

func (c *counted) ReadAt(into []byte, at int64) (int, error) {
	n, err := c.Reader.ReadAt(into, at)
	c.read += n
	return n, err
}

// An archive that changes after it was tried, or lies on a failing disk.
func TestMemberChanges(t *testing.T) {
	raw := packed(t, "a.csv", strings.Repeat("甲,乙\n", 1000))
	src := &failing{Reader: bytes.NewReader(raw)}
	members, _, err := sheet.Unpack(src)
	must(t, err)
	raw[bytes.Index(raw, []byte("a.csv"))+20] ^= 0xff
	var why *sheet.Unreadable
	if _, err := members[0].Open(); !errors.As(err, &why) || !strings.Contains(why.Reason, "已损坏") {
		t.Errorf("got %v", err)
	}
	src.fails = true
	if _, err := members[0].Open(); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("got %v", err)
	}
	if _, ok, err := sheet.Unpack(src); ok && err == nil || !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("got %v, %v", ok, err)
	}
}

func FuzzMembers(f *testing.F) {
	f.Add(packed(f, "gbk:\xc4\xe3/a.csv", "a,b", "b.csv", "c"))
	f.Add(docx(f, wtbl(wtr(wtc(`<w:vMerge w:val="restart"/>`, "a"), wtc(`<w:gridSpan w:val="2"/>`, "b")))))
	f.Fuzz(func(t *testing.T, raw []byte) {
		members, ok, err := unpack(raw)
		if !ok && (err != nil || members != nil) || ok && err == nil && len(members) == 0 {
			t.Fatalf("%d members, %v, %v", len(members), ok, err)
		}
		for _, m := range members {
			if n := len(unpacked(t, m)); n > 128<<20 {
				t.Fatalf("%q has %d bytes", m.Name, n)
			}
			if strings.HasPrefix(m.Name, "/") || slices.Contains(strings.Split(m.Name, "/"), "..") {
				t.Fatalf("outside: %q", m.Name)
			}
		}
		_, _ = sheet.Read(raw)
	})
}
