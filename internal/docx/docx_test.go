package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lvzhi/internal/docx"
)

// full is a document with everything in it.
func full() docx.Document {
	return docx.Document{Title: "题 <b>&", Author: "某单位", Layout: docx.Official(), Footer: docx.Footer{Mark: "内部资料", Numbers: true}, Body: []docx.Block{
		docx.Paragraph{Style: docx.Style{Font: docx.Title, Size: 22, Align: docx.Center, Bold: true, Before: 4, Unbroken: true}, Text: "标题\n第二行"},
		docx.Paragraph{Style: docx.Style{Indent: 2, RightSpace: 2}, Text: "正文 <w:p> & \"引号\" \x01"},
		docx.Table{Widths: []float64{40, 60}, Header: true, Style: docx.Style{Size: 10.5}, Rows: [][]docx.Cell{{{Text: "甲"}, {Text: "乙"}}, {{Text: "丙"}}}},
	}}
}

func parts(t *testing.T, d docx.Document) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := docx.Write(&out, d); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if archive.File[0].Name != "[Content_Types].xml" {
		t.Errorf("begins with %s", archive.File[0].Name)
	}
	all := map[string]string{}
	for _, f := range archive.File {
		if f.ModifiedDate != 0 || len(f.Extra) != 0 {
			t.Errorf("%s holds a time", f.Name) // the bytes would change from day to day
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(raw)
	}
	return all
}

func TestPartsAreWholeAndRelated(t *testing.T) {
	all := parts(t, full())
	for name, text := range all {
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	target := regexp.MustCompile(`Target="([^"]+)"`)
	for rels, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		for _, m := range target.FindAllStringSubmatch(all[rels], -1) {
			if all[path.Join(folder, m[1])] == "" {
				t.Errorf("%s names %s, which is not there", rels, m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile(`PartName="/([^"]+)"`).FindAllStringSubmatch(all["[Content_Types].xml"], -1) {
		if all[m[1]] == "" {
			t.Errorf("content types name %s, which is not there", m[1])
		}
	}
}

// What people wrote is text, never XML, and Word finds its elements in the
// order its schema asks for.
func TestTextAndOrder(t *testing.T) {
	text := parts(t, full())["word/document.xml"]
	for _, want := range []string{"标题</w:t><w:br/>", "正文 &lt;w:p&gt; &amp; &#34;引号&#34; \uFFFD", `w:firstLineChars="200" w:firstLine="640"`, `<w:tblHeader/>`, `<w:keepNext/>`, `w:eastAsia="方正小标宋简体"`,
		`<w:pgSz w:w="11906" w:h="16838"/>`, `w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in the document", want)
		}
	}
	order := []string{"w:keepNext", "w:spacing", "w:ind", "w:jc"}
	for _, properties := range regexp.MustCompile(`<w:pPr>.*?</w:pPr>`).FindAllString(text, -1) {
		var found []int
		for _, m := range regexp.MustCompile(`<(w:\w+)`).FindAllStringSubmatch(properties, -1) {
			if i := slices.Index(order, m[1]); i >= 0 {
				found = append(found, i)
			}
		}
		if !slices.IsSorted(found) {
			t.Errorf("order of %s", properties)
		}
	}
	if rows := strings.Count(text, "<w:tr>"); rows != 2 || strings.Count(text, "<w:tc>") != 4 {
		t.Errorf("%d rows", rows)
	}
	if !strings.HasSuffix(text[:strings.Index(text, "<w:sectPr>")], "</w:p>") {
		t.Error("no paragraph behind the last table")
	}
}

// 28 characters of size 3 stand on a line of 156 mm, 22 lines on a page.
func TestOfficialLayout(t *testing.T) {
	all := parts(t, full())
	if want := `<w:spacing w:val="-5"/>`; !strings.Contains(all["word/styles.xml"], want) {
		t.Errorf("%s is not in %s", want, all["word/styles.xml"])
	}
	if wide := 28 * (16 - 5/20.0); wide > 156*72/25.4 {
		t.Errorf("28 characters are %.1f points wide", wide)
	}
	if high := 22 * docx.Official().Pitch; high > 225*72/25.4 || high < 224*72/25.4 {
		t.Errorf("22 lines are %.1f points high", high)
	}
	for footer, align := range map[string]string{"word/footer1.xml": `<w:jc w:val="right"/>`, "word/footer2.xml": `<w:jc w:val="left"/>`} {
		if !strings.Contains(all[footer], align) || !strings.Contains(all[footer], " PAGE ") || !strings.Contains(all[footer], "内部资料") {
			t.Errorf("%s: %s", footer, all[footer])
		}
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	var first, again bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &again} {
		if err := docx.Write(out, full()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("differs")
	}
}
