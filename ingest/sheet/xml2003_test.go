package sheet_test

import (
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

const workbookXML = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">`

func TestSpreadsheetML(t *testing.T) {
	expect(t, read(t, fixture(t, "office.xml")), sheet.XML,
		"# 范县",
		"1:范县2024年9月 票数",
		"3:姓名|测评\n票数||日期",
		"4:|满意|不满意",
		"5:赵&钱|45|6.42857142857143|2024-09-09",
		"(6:赵&钱合计|#DIV/0!||1)",
		"A1:D1", "A3:A4", "B3:C3",
		"# 代码 hidden",
		"1:满意")
}

func TestSpreadsheetMLCells(t *testing.T) {
	in := func(rows string) string {
		return workbookXML + `<Worksheet ss:Name="S"><Table>` + rows + `</Table></Worksheet></Workbook>`
	}
	for name, c := range map[string]struct{ text, want string }{
		"comment":          {in(`<Row><Cell><Data ss:Type="String">a</Data><Comment><ss:Data>no</ss:Data></Comment></Cell></Row>`), "1:a"},
		"fonts inside":     {in(`<Row><Cell><ss:Data ss:Type="String"><B xmlns="x">a</B><Font xmlns="x">b</Font></ss:Data></Cell></Row>`), "1:ab"},
		"row span":         {in(`<Row ss:Span="2"/><Row><Cell><Data>a</Data></Cell></Row>`), "4:a"},
		"behind a merge":   {in(`<Row><Cell ss:MergeAcross="2"><Data>a</Data></Cell><Cell><Data>b</Data></Cell></Row>`), "1:a|||b"},
		"hidden and blank": {in(`<Row ss:Hidden="1"/><Row><Cell><Data>a</Data></Cell></Row>`), "2:a"},
		"clock":            {in(`<Row><Cell><Data ss:Type="DateTime">2024-09-09T08:30:00.000</Data></Cell></Row>`), "1:2024-09-09 08:30:00"},
		"noise":            {in(`<Row><Cell><Data ss:Type="Number">776593.92000000004</Data></Cell></Row>`), "1:776593.92"},
		"gb18030":          {gb18030(t, strings.Replace(in(`<Row><Cell><Data>张三</Data></Cell></Row>`), `"1.0"`, `"1.0" encoding="GB2312"`, 1)), "1:张三"},
		"prefix":           {`<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ss:Worksheet ss:Name="S"><ss:Table><ss:Row><ss:Cell ss:Index="2"><ss:Data>a</ss:Data></ss:Cell></ss:Row></ss:Table></ss:Worksheet></ss:Workbook>`, "1:|a"},
	} {
		t.Run(name, func(t *testing.T) {
			book := read(t, []byte(c.text))
			book.Tables[0].Merges = nil
			expect(t, book, sheet.XML, "# S", c.want)
		})
	}
	for name, c := range map[string]struct{ text, reason string }{
		"backwards":         {in(`<Row ss:Index="3"/><Row ss:Index="2"/>`), "损坏"},
		"cell backwards":    {in(`<Row><Cell ss:Index="3"/><Cell ss:Index="2"/></Row>`), "损坏"},
		"no number":         {in(`<Row ss:Index="x"/>`), "损坏"},
		"wrong nesting":     {in(`<Row><Cell></Row>`), "损坏"},
		"row beyond":        {in(`<Row ss:Index="1048577"><Cell><Data>a</Data></Cell></Row>`), "太大"},
		"column beyond":     {in(`<Row><Cell ss:Index="16385"><Data>a</Data></Cell></Row>`), "太大"},
		"wide and long":     {in(strings.Repeat(`<Row><Cell ss:Index="16384"><Data>a</Data></Cell></Row>`, 1025)), "太大"},
		"merges everywhere": {in(strings.Repeat(`<Row><Cell ss:MergeAcross="1"/></Row>`, 200_001)), "太大"},
		"deep":              {in(strings.Repeat(`<a>`, 100) + strings.Repeat(`</a>`, 100)), "损坏"},
		"deep in data":      {in(`<Row><Cell><Data>` + strings.Repeat(`<a>`, 100) + strings.Repeat(`</a>`, 100) + `</Data></Cell></Row>`), "损坏"},
		"cut":               {in(`<Row><Cell><Data>a</Data></Cell></Row>`)[:220], "不完整"},
		"row outside":       {workbookXML + `<Row/></Workbook>`, "损坏"},
		"cell without row":  {in(`<Cell/>`), "损坏"},
		"nothing":           {in(``), "空的"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(c.text), c.reason) })
	}
}
