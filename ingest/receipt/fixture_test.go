package receipt_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/receipt"
	"lvzhi/ingest/sheet"
)

// page hands over rows written as lines of cells; a blank line is a row that
// is not there.
func page(name string, header [2]int, lines ...[]string) receipt.Page {
	return receipt.Page{Name: name, Header: header, Each: func(visit func(*sheet.Row) error) error {
		for i, cells := range lines {
			if len(cells) == 0 {
				continue
			}
			row := sheet.Row{Number: i + 1, Cells: slices.Clone(cells)}
			err := visit(&row)
			clear(row.Cells) // a row is valid until visit returns
			if err != nil {
				return err
			}
		}
		return nil
	}}
}

func cells(line string) []string {
	if line == "" {
		return nil
	}
	return strings.Split(line, "|")
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func problem(severity check.Severity, sheetName, cell string, row int, field, rule, value, message, remedy string) check.Problem {
	return check.Problem{Sheet: sheetName, Cell: cell, Row: row, Field: field, Rule: rule, Severity: severity, Value: value, Message: message, Remedy: remedy}
}

// votes is a city's sheet as such sheets are: a title, a two-row header with
// merged cells, a column that may not be kept, a merged county, a sum, a
// footer.
func votes() receipt.Page {
	p := page("测评", [2]int{3, 4},
		cells("濮阳市2024年9月代表述职满意度测评情况统计表"),
		cells("填报单位（盖章）：濮阳市|||填报时间：2024年9月30日"),
		cells("序号|县（市、区）|姓名|身份证号|测评票数（张）||满意度"),
		cells("||||发出|收回|满意率"),
		cells("1|范县|张 三|410901199001011234|50|51|98%"),
		cells("2||=HYPERLINK(\"http://x\",\"李四\")|410901199001011235|50|50|0.98"),
		nil,
		cells("3|濮阳县|王\u202e五||+1+1|@SUM(A1)|九成"),
		cells("|合计|||150|101|"),
		cells("填表人：赵六  联系电话：13800001111"),
	)
	p.Merges = []sheet.Merge{{Top: 1, Left: 1, Bottom: 1, Right: 7}, {Top: 3, Left: 1, Bottom: 4, Right: 1}, {Top: 3, Left: 2, Bottom: 4, Right: 2}, {Top: 3, Left: 3, Bottom: 4, Right: 3},
		{Top: 3, Left: 4, Bottom: 4, Right: 4}, {Top: 3, Left: 5, Bottom: 3, Right: 6}, {Top: 5, Left: 2, Bottom: 6, Right: 2},
		{Top: 5, Left: 1, Bottom: 6, Right: 3} /* overlaps */, {Top: 2, Left: 2, Bottom: 2, Right: 2} /* one cell */}
	p.Private = []int{3}
	return p
}

func facts() letter.Facts {
	return letter.Facts{FileName: "濮阳市9月测评表.xlsx", SHA256: strings.Repeat("0123456789abcdef", 4), Unit: "410900", UnitName: "濮阳市", Scope: "all", ScopeName: "全部",
		Dataset: "votes", DatasetLabel: "述职满意度测评", Period: "2024-09", Received: day(2024, 10, 8), Due: day(2024, 10, 12), Office: "省人大常委会代表工作委员会"}
}

// partial is a receipt with everything in it.
func partial() receipt.Slip {
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{votes(), page("回执", [2]int{}, cells("某县自己的回执"), cells("联系电话|备注"), cells("6012345|无"))}}
	s.State, s.Read, s.Accepted, s.Quarantined, s.Skipped, s.Warnings = letter.Partial, 9, 1, 2, 6, 3
	s.Progress, s.Previous = letter.Progress{Before: 12, Mended: 9, Remaining: 3, New: 1}, day(2024, 9, 30)
	s.Problems = []check.Problem{
		problem(check.Warning, "测评", "", 0, "", "column_added", "", "丙市10月新增列“备注2”", "如有需要请告知省里增加别名"),
		problem(check.Warning, "测评", "D4", 4, "", "private_column_dropped", "身份证号", "该列属于个人信息，没有读入", "以后请不要报送这一列"),
		problem(check.Error, "测评", "F5", 5, "returned", "returned_over_issued", "51", "收回票数多于发出票数（51＞50）", "请核对发出、收回票数"),
		problem(check.Warning, "测评", "G5", 5, "satisfaction_rate_reported", "satisfaction_rate_differs", "98%", "上报的满意率与按票数计算的不一致", "请核对满意率的算法"),
		problem(check.Warning, "测评", "B6", 6, "county_code", "unknown_place", "范县", "“范县”不是本单位所辖", "请填写规范名称"),
		problem(check.Error, "测评", "E8", 8, "issued", "not_a_number", "+1+1", "“+1+1”不是数字", "请填写数字"),
		problem(check.Error, "测评", "F8", 8, "returned", "not_a_number", "@SUM(A1)", "“@SUM(A1)”不是数字", "请填写数字"),
		problem(check.Warning, "测评", "F8", 8, "returned", "not_exact", "@SUM(A1)", "不是确切数字", "请填写确切数字"),
		problem(check.Error, "测评", "", 8, "review_date", "missing_key_field", "", "没有填写述职日期", "请补填述职日期"),
		problem(check.Warning, "回执", "", 0, "", "unread_sheet", "", "该工作表的表头不认识，没有计入", "如是要报的数据，请按模板改好表头后重报"),
	}
	return s
}

func drawn(t *testing.T, s receipt.Slip) []byte {
	t.Helper()
	raw, err := receipt.Draw(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func opened(t *testing.T, raw []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// long is a page of many rows, counted as they are asked for.
func long(rows int, asked *int) receipt.Page {
	return receipt.Page{Name: "活动", Header: [2]int{1, 1}, Each: func(visit func(*sheet.Row) error) error {
		if err := visit(&sheet.Row{Number: 1, Cells: []string{"姓名", "活动日期"}}); err != nil {
			return err
		}
		for i := 2; i <= rows; i++ {
			*asked = i
			if err := visit(&sheet.Row{Number: i, Cells: []string{fmt.Sprint("代表", i), "2024年9月9日"}}); err != nil {
				return err
			}
		}
		return nil
	}}
}
