package ingest

import (
	"strings"
	"testing"
)

// A number stands in a part however it is spelt there; a plain part holds
// none.
func TestPartIsSearched(t *testing.T) {
	for _, c := range []struct {
		part, content string
		private       bool
	}{
		{"word/header1.xml", `<w:p><w:r><w:t>138123</w:t></w:r><w:r><w:t>45678</w:t></w:r></w:p>`, true},
		{"word/footnotes.xml", `<w:p><w:t>&#49;3812345678</w:t></w:p>`, true},
		{"xl/comments1.xml", `<comment><text><r><t>1381234</t></r><r><t>5678</t></r></text></comment>`, true},
		{"xl/worksheets/sheet1.xml", `<headerFooter><oddFooter>&amp;C138&amp;B12345678</oddFooter></headerFooter>`, true},
		{"xl/worksheets/sheet1.xml", `<headerFooter><oddFooter>&amp;C第&amp;P页</oddFooter></headerFooter><sheetData><c><v>13</v></c><c><v>812345678</v></c></sheetData>`, false},
		{"xl/worksheets/sheet1.xml", `<sheetData><c><f>IF(A1,"13812345678","")</f><v>0</v></c></sheetData>`, true},
		{"docProps/core.xml", `<dc:creator>lvzhi</dc:creator><dcterms:created>2024-09-09T00:00:00Z</dcterms:created>`, false},
	} {
		if hit := searchPart([]byte(c.content), strings.HasPrefix(c.part, "xl/worksheets/")); hit != c.private {
			t.Errorf("%s %s: private = %v, want %v", c.part, c.content, hit, c.private)
		}
	}
}
