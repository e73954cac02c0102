package campaign

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lvzhi/ingest"
)

// hostile is a file made to hurt, and the sentence its sender is owed; a
// sentence of "" means that its one sound row is taken in.
type hostile struct {
	name     string
	write    func(to io.Writer) error
	sentence string
}

const (
	sheetTitle = "濮阳市2024年9月述职满意度测评"
	csvHead    = "姓名,述职日期,满意,基本满意,不满意\n"
	csvRow     = "张三,9月9日,45,3,2\n"
	megabyte   = 1 << 20
)

// TestHostileFiles: each is answered with its sentence, in little time and
// memory.
func TestHostileFiles(t *testing.T) {
	long := int64(64 * megabyte)
	if full() {
		long = 1 << 30
	}
	for _, h := range []hostile{
		{"zip of a gigabyte of blanks", zipOf(member{"濮阳市2024年9月.csv", repeat(" ", 1<<30)}), "解开后过大|解开后超过"},
		{"zip of many bombs", manyBombs, "解开后过大|解开后超过"},
		{"zip within zip", zipOf(member{"内.zip", zipOf(member{"a.csv", text(csvHead)})}), "压缩包里还有压缩包"},
		{"zip whose members overlap", overlapping, "压缩包"},
		{"zip of too many files", zipOf(tooMany()...), "压缩包里的文件超过"},
		{"zip pointing outside", zipOf(member{"../../濮阳市2024年9月.csv", text(csvHead + csvRow)}), "指向包外的路径"},
		{"zip pointing to the root", zipOf(member{"/etc/濮阳市.csv", text(csvHead + csvRow)}), "指向包外的路径"},
		{"zip pointing outside backwards", zipOf(member{`a\..\..\濮阳市.csv`, text(csvHead + csvRow)}), "指向包外的路径"},
		{"zip pointing to a drive", zipOf(member{`C:\濮阳市.csv`, text(csvHead + csvRow)}), "指向包外的路径"},

		{"xlsx with a sheet of a gigabyte of blanks", xlsxOf(sheetXML("", rowsXML()+"<!--", repeat(" ", 1<<30), "-->")), "工作簿|表格太大"},
		{"xlsx with a cell of 300 MB", xlsxOf(sheetXML("", `<row r="1"><c r="A1" t="inlineStr"><is><t>`, repeat("长", 300*megabyte), `</t></is></c></row>`)), "工作簿|表格太大"},
		{"xlsx claiming every cell", xlsxOf(sheetXML(`<dimension ref="A1:XFD1048576"/>`, rowsXML())), ""},
		{"xlsx claiming two billion strings", xlsxOf(sheetXML("", rowsXML()), member{"xl/sharedStrings.xml", text(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2147483647" uniqueCount="2147483647"></sst>`)}), ""},
		{"xlsx with a million blank rows", xlsxOf(sheetXML("", rowsXML(), blankRows(4, 1_048_576))), ""},
		{"xlsx with a million merged areas", xlsxOf(join(text(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rowsXML()+`</sheetData><mergeCells>`), repeat(`<mergeCell ref="A1:XFD1048576"/>`, 40*megabyte), text("</mergeCells></worksheet>"))), "|工作簿|表格太大"},
		{"xlsx with 16,384 columns", xlsxOf(sheetXML("", rowsXML(), wideRows(5, 25, 16_384))), "|"},
		{"xlsx with a row beyond the last", xlsxOf(sheetXML("", rowsXML(), text(`<row r="99999999"><c r="A99999999"><v>1</v></c></row>`))), "工作簿|表格太大"},
		{"xlsx with a column beyond the last", xlsxOf(sheetXML("", rowsXML(), text(`<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>`))), "|工作簿|表格太大"},
		{"xlsx with entities of entities", xlsxOf(text(`<?xml version="1.0"?>` + laughs + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>`)), "工作簿|没有找到认识的表头|空的"},

		{"xml table with entities of entities", text(`<?xml version="1.0"?>` + laughs + `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&j;</Data></Cell></Row></Table></Worksheet></Workbook>`), "XML"},
		{"xml table reading a file", text(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&j;</Data></Cell></Row></Table></Worksheet></Workbook>`), "XML"},
		{"xml table nested deeply", join(text(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), repeat("<a>", 3*megabyte)), "XML"},
		{"word table with entities of entities", docxOf(text(`<?xml version="1.0"?>` + laughs + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`)), "Word"},
		{"word document of a gigabyte", docxOf(join(text(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`), repeat("<w:p/>", 1<<30))), "Word|表格太大"},

		{"html of tables in tables", repeat("<table><tr><td>", 30*megabyte), "网页"},
		{"html of cells over everything", join(text("<table>"), repeat("<tr><td rowspan=65534 colspan=1000>1</td></tr>", 20*megabyte)), "表格太大"},
		{"json nested a hundred thousand times", join(repeat("[", 100_000), repeat("]", 100_000)), "JSON"},
		{"json objects nested a hundred thousand times", join(text(`[{"a":`), repeat(`{"a":`, 500_000)), "JSON"},
		{"json of one long text", join(text(`[{"姓名":"`), repeat("长", 100*megabyte), text(`"}]`)), "表格太大|没有找到认识的表头"},
		{"json of a million columns", join(text(`[{`), keys(1_000_000), text(`"z":1}]`)), "表格太大|没有找到认识的表头"},

		{"csv that is one line", join(text("张三"), repeat("9", long)), "不像是表格的一行|超过512 MB"},
		{"csv that is one quoted cell", join(text(sheetTitle+"\n"+csvHead+csvRow+`"`), repeat("长", long)), "引号不成对|太大|不像是表格的一行|超过512 MB"},
		{"csv that is one line of cells", join(text(sheetTitle+"\n"+csvHead+csvRow), repeat(",", long)), "太大|不像是表格的一行|超过512 MB"},
		{"csv of a million blank lines", join(text(sheetTitle+"\n"+csvHead), repeat("\n", 1_000_000), text(csvRow)), ""},
		{"csv of a million empty rows", join(text(sheetTitle+"\n"+csvHead), repeat(",,,,\n", 5_000_000), text(csvRow)), ""},
		{"csv of nothing but quotes", repeat(`"`, long), "引号不成对|不像是表格的一行|超过512 MB"},
		{"nothing but zeros", repeat("\x00", 64*megabyte), "空的|不是表格"},

		{"xls claiming two billion strings", text(string(writeBIFF([]Sheet{{Name: "a"}})[:20]) + string(record(0x00FC, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f)) + string(record(0x000A))), "旧版格式|空的"},
		{"xls whose sheets are one sheet", text(string(sameSheet())), "旧版格式|太大"},
		{"xls filling every row and column", text(string(farCells())), "太大"},
	} {
		t.Run(h.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "h")
			size := h.file(t, path)
			status, message := alone(t, path)
			if status == "taken" && (h.sentence == "" || strings.HasPrefix(h.sentence, "|")) {
				return
			}
			if status == "refused" && h.sentence != "" && said(message, h.sentence) {
				return
			}
			t.Errorf("%d bytes: %s “%s”, want “%s”", size, status, message, h.sentence)
		})
	}
}

// said reports whether a message holds one of the sentences, which are parted
// by |.
func said(message, sentences string) bool {
	for one := range strings.SplitSeq(sentences, "|") {
		if one != "" && strings.Contains(message, one) {
			return true
		}
	}
	return false
}

func (h hostile) file(t *testing.T, path string) int64 {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	buffered := bufio.NewWriterSize(f, megabyte)
	if err := h.write(buffered); err != nil {
		t.Fatal(err)
	}
	if err := buffered.Flush(); err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// alone takes one file in in a process of its own, and holds it to its bounds.
func alone(t *testing.T, path string) (status, message string) {
	t.Helper()
	limit := slowest
	if full() {
		limit = 6 * slowest // a gigabyte takes longer to read than any broken file
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	run := exec.CommandContext(ctx, os.Args[0])
	run.Env = append(os.Environ(), childEnv+"=file "+path, "CAMPAIGN_DIR="+t.TempDir(), "GOMEMLIMIT=off")
	var out, trace bytes.Buffer
	run.Stdout, run.Stderr = &out, &trace
	if err := run.Run(); err != nil {
		t.Fatalf("%v: %.2000s", err, trace.String())
	}
	fields := strings.SplitN(strings.TrimSpace(out.String()), " ", 4)
	if len(fields) < 3 {
		t.Fatalf("answered %q", out.String())
	}
	mb, err := strconv.Atoi(fields[1])
	if err != nil || mb > heaviest {
		t.Errorf("took %s MB", fields[1])
	}
	t.Logf("%s ms, %s MB, %s", fields[0], fields[1], strings.Join(fields[2:], " "))
	return fields[2], strings.Join(fields[3:], " ")
}

// childFile takes one file in and answers with milliseconds, peak in MB, what
// became of it, and the last sentence said of it.
func childFile(path string) int {
	d, err := openDesk(os.Getenv("CAMPAIGN_DIR"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	begun := time.Now()
	outcomes, err := d.Receive(context.Background(), path, ingest.Hints{Unit: "410900", Period: "2024-09"})
	taken, message := verdict(outcomes, err), ""
	if len(outcomes) > 0 && len(outcomes[0].Problems) > 0 {
		p := outcomes[0].Problems[len(outcomes[0].Problems)-1]
		message = oneLine(p.Message + "，" + p.Remedy)
	}
	fmt.Println(time.Since(begun).Milliseconds(), peakMB(), taken, message)
	return 0
}
