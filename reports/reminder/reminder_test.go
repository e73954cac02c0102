package reminder

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func day(text string) time.Time {
	d, _ := time.Parse(time.DateOnly, text)
	return d
}

func example() ([]Unit, Options) {
	due := day("2024-10-08")
	return []Unit{
		{Code: "410900", Name: "濮阳市", Items: []Item{
			{Label: "述职满意度测评", State: Missing, Due: due, DaysLate: 12},
			{Label: "代表名册", State: Refused, Due: due, Received: day("2024-10-05"), Reason: "看不出是哪个月的报表"},
			{Label: "履职积分", State: Refused, Due: due, Received: day("2024-10-05"), DaysLate: 12},
			{Label: "联络站", State: Late, Due: due, Received: day("2024-10-09"), DaysLate: 1}}},
		{Code: "419001", Name: "济源示范区", Items: []Item{{Label: "述职满意度测评", State: NotDue, Due: due}, {Label: "代表名册", State: Excused, Due: due, Reason: "改革"}}},
		{Code: "410500", Name: "<b>安阳市", Items: []Item{{Label: "述职满意度测评", State: OnTime, Due: due, Received: due}}},
	}, Options{Period: "2024-09", AsOf: day("2024-10-20"), Organ: "河南省人大常委会代表工作委员会"}
}

func rendered(t *testing.T, p Paper) map[string]string {
	t.Helper()
	files, err := Files(p)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range files {
		all[f.Name] = string(f.Content)
	}
	return all
}

const letter = "\uFEFF" + `内部资料　注意保存　草稿，未经核签不得发出

关于催报2024年9月报表的函

濮阳市人大常委会：
　　截至2024年10月20日，贵单位2024年9月的下列报表没有收到，或者收到后没有接收：
　　1. 述职满意度测评：报送期限为2024年10月8日，没有收到，已逾期12天。
　　2. 代表名册：报送期限为2024年10月8日，2024年10月5日收到的文件没有接收（看不出是哪个月的报表）。
　　3. 履职积分：报送期限为2024年10月8日，2024年10月5日收到的数据没有通过检查，一行也没有采用（问题见回执），已逾期12天。
　　请尽快报送；没有接收的，请按回执所列问题改正后整份重报。如已报送，请告知文件名和报送日期，以便核对。

　　　　　　　　河南省人大常委会代表工作委员会
　　　　　　　　2024年10月20日
`

func TestALetterSaysWhatIsOwed(t *testing.T) {
	units, o := example()
	p := Letter(units[0], o)
	files := rendered(t, p)
	if got := strings.ReplaceAll(files["reminder-2024-09-410900.txt"], "\r\n", "\n"); got != letter {
		t.Errorf("got\n%s\nwant\n%s", got, letter)
	}
	if p := Letter(units[1], o); p.To != "济源示范区人大工委：" || p.Closing[0] != "请尽快报送。如已报送，请告知文件名和报送日期，以便核对。" {
		t.Errorf("%+v", p)
	}
	o.Demo = true
	if !strings.Contains(rendered(t, Letter(units[0], o))["reminder-2024-09-410900.html"], "演示数据") {
		t.Error("made-up data are not marked")
	}
}

const circular = "\uFEFF" + `内部资料　注意保存　草稿，未经核签不得发出

关于2024年9月报表报送情况的通报

　　截至2024年10月20日，按单位和报表计，2024年9月：按时1份，迟报1份，未报1份，退回未重报2份，免报1份，未到期1份。

单位	按时	迟报	未报	退回未重报	免报	未到期
濮阳市		1	1	2		
济源示范区					1	1
<b>安阳市	1					
合计	1	1	1	2	1	1

　　迟报：联络站（濮阳市）。
　　未报：述职满意度测评（濮阳市）。
　　退回未重报：代表名册（濮阳市）、履职积分（濮阳市）。

　　　　　　　　河南省人大常委会代表工作委员会
　　　　　　　　2024年10月20日
`

func TestTheCircularCountsAndNames(t *testing.T) {
	units, o := example()
	files := rendered(t, Circular(units, o))
	if got := strings.ReplaceAll(files["circular-2024-09.txt"], "\r\n", "\n"); got != circular {
		t.Errorf("got\n%s\nwant\n%s", got, circular)
	}
	page := files["circular-2024-09.html"]
	if strings.Contains(page, "<b>") || !strings.Contains(page, "&lt;b&gt;安阳市") || !strings.Contains(page, "<td>合计</td><td>1</td>") {
		t.Errorf("the page:\n%s", page)
	}
	if got := Circular(nil, o).Opening[0]; !strings.HasSuffix(got, "没有应报的报表。") {
		t.Error(got)
	}
}

// Word opens what is well-formed and holds the same words.
func TestAWordPaperIsWhole(t *testing.T) {
	units, o := example()
	for name, content := range rendered(t, Circular(units, o)) {
		if !strings.HasSuffix(name, ".docx") {
			continue
		}
		archive, err := zip.NewReader(bytes.NewReader([]byte(content)), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		body, err := archive.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		decoder := xml.NewDecoder(body)
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if chars, ok := token.(xml.CharData); ok {
				text.Write(chars)
			}
		}
		for _, want := range []string{"关于2024年9月报表报送情况的通报", "草稿，未经核签不得发出", "退回未重报：代表名册（濮阳市）、履职积分（濮阳市）。", "合计", "<b>安阳市"} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s does not say %s", name, want)
			}
		}
	}
}
