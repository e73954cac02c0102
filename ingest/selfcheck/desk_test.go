package selfcheck_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"lvzhi/ingest/address"
	"lvzhi/ingest/selfcheck"
)

func open(t *testing.T) *selfcheck.Desk {
	t.Helper()
	d, err := selfcheck.Open(func() time.Time { return time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC) }, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func ask(t *testing.T, d *selfcheck.Desk, name, content string) selfcheck.Answer {
	t.Helper()
	answers, err := d.Check(bytes.NewReader([]byte(content)), name, nil, func(int64) {})
	if err != nil || len(answers) != 1 {
		t.Fatalf("%s: %v, %v", name, answers, err)
	}
	return answers[0]
}

func TestExtractShowsTheFaultyRowsUnderTheirHeader(t *testing.T) {
	content := puyang9 + "\n" + header + ",家庭住址,说明\n" + sound + ",建设路1号,\n" + broken + ",建设路1号," + strings.Repeat("长", 300) + "\n"
	x := ask(t, open(t), "x.csv", content).Extracts
	if len(x) != 1 || len(x[0].Header) != 1 || len(x[0].Rows) != 1 || x[0].More {
		t.Fatalf("%+v", x)
	}
	row, head := x[0].Rows[0], x[0].Header[0]
	if row.Number != 4 || head.Number != 2 || row.Cells[1] != "2月30日" || x[0].Columns[1] != "B" || head.Cells[0] != "姓名" {
		t.Errorf("%+v", x[0])
	}
	if strings.Contains(fmt.Sprint(x), "建设路1号") || row.Cells[9] != "〔已略去〕" {
		t.Errorf("a private column is shown: %v", row.Cells)
	}
	if long := []rune(row.Cells[10]); len(long) != 201 {
		t.Errorf("%d characters of a cell are shown", len(long))
	}
}

// A day number is shown as the day, a reason for leave as what it comes to.
func TestExtractShowsWhatTheSenderMaySee(t *testing.T) {
	content := "濮阳市2024年9月履职活动出勤统计表\n姓名,活动日期,活动名称,出勤情况,请假情况\n李四,45500,视察,请假,因病住院\n"
	a := ask(t, open(t), "x.csv", content)
	if a.Dataset != "activities" || len(a.Extracts) != 1 {
		t.Fatalf("%+v", a)
	}
	all := fmt.Sprint(a.Extracts[0].Rows)
	if !strings.Contains(all, "2024年7月27日") || strings.Contains(all, "住院") {
		t.Errorf("shown: %s", all)
	}
}

func TestExtractIsBounded(t *testing.T) {
	var rows []string
	for i := range 500 {
		rows = append(rows, fmt.Sprintf("张三%d,2月30日,50,50,50,45,3,2,0", i))
	}
	wide := votes(puyang9, rows...)
	wide = strings.Replace(wide, "弃权\n", "弃权"+strings.Repeat(",栏", 300)+"\n", 1)
	x := ask(t, open(t), "x.csv", wide).Extracts
	if len(x) != 1 || len(x[0].Rows) != 200 || !x[0].More || len(x[0].Columns) != 64 || len(x[0].Rows[0].Cells) != 64 {
		t.Errorf("%d extracts, %d rows, %d columns", len(x), len(x[0].Rows), len(x[0].Columns))
	}
}

// What is asked about can be answered on the page; a file that was refused is
// no try to compare with.
func TestWordsOfAnAnswer(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		title string
		asks  address.Subject
		words string
	}{
		{"2024年9月述职测评", "unit", "没有接收"},
		{"濮阳市述职测评", "period", "没有接收"},
		{"濮阳市2024年11月述职测评", "period", "没有接收"},
		{puyang9, "", "有1行会被退回"},
	} {
		a := ask(t, d, "x.csv", votes(c.title, sound, broken))
		if a.Asks != c.asks || !strings.Contains(a.Words.Result, c.words) || a.Words.Against != "" || !strings.Contains(a.Words.Letter, "报表自查结果") {
			t.Errorf("%s: asks %q, says %+v", c.title, a.Asks, a.Words)
		}
	}
	mended := ask(t, d, "y.csv", votes(puyang9, sound))
	if !strings.Contains(mended.Words.Against, "已改2处") || mended.Words.Unit != "濮阳市" || mended.Words.Dataset != "述职满意度测评" {
		t.Errorf("%+v", mended.Words)
	}
}
