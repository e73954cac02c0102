package main

import (
	"archive/zip"
	"bytes"
	"os"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// exits runs lvzhi and checks its exit code: exits 3 lvzhi ingest …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("run %v: %v", args[1:], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%v exited %d, want %d", args[1:], got, want)
	}
}

// gb18030 writes a UTF-8 file again as Windows does: gb18030 FROM TO
func gb18030(ts *testscript.TestScript, _ bool, args []string) {
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(encoded), 0o600))
}

// junk writes a file that nobody should have sent: junk KIND FILE
func junk(ts *testscript.TestScript, _ bool, args []string) {
	content, ok := map[string][]byte{
		"binary":    {0x13, 0x37, 0, 1, 2, 0xff, 0xfe, 0, 9, 0x80, 0x81, 0, 0, 0, 7},
		"png":       []byte("\x89PNG\r\n\x1a\n" + "0000"),
		"encrypted": ole("EncryptedPackage"),
		"xls":       ole("Workbook"),
		"truncated": workbook(ts)[:900],
	}[args[0]]
	if !ok {
		ts.Fatalf("no junk of kind %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), content, 0o600))
}

// ole is the shape of an OLE file with one entry of that name.
func ole(entry string) []byte {
	b := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 1016)...)
	for _, r := range entry {
		b = append(b, byte(r), 0)
	}
	return append(b, make([]byte, 512)...)
}

func workbook(ts *testscript.TestScript) []byte {
	f := excelize.NewFile()
	defer f.Close()
	ts.Check(f.SetSheetRow("Sheet1", "A1", &[]any{"姓名", "满意", "不满意"}))
	var out bytes.Buffer
	ts.Check(f.Write(&out))
	return out.Bytes()
}

// zipped packs files: zip ARCHIVE NAME-INSIDE FILE …
func zipped(ts *testscript.TestScript, _ bool, args []string) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 1; i+1 < len(args); i += 2 {
		f, err := w.Create(args[i])
		ts.Check(err)
		_, err = f.Write([]byte(ts.ReadFile(args[i+1])))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o600))
}
