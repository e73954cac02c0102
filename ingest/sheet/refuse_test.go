package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

func zipOf(t testing.TB, members map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range members {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func utf16le(text string) string {
	var b strings.Builder
	for _, r := range text {
		_ = binary.Write(&b, binary.LittleEndian, uint16(r))
	}
	return b.String()
}

const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// Each refusal says in Chinese what the file is and what its sender can do.
func TestRefusals(t *testing.T) {
	workbook := string(votesWorkbook(t))
	for name, c := range map[string]struct{ raw, reason string }{
		"empty":                {"", "空的"},
		"white space":          {" \r\n\t\u3000\n", "空的"},
		"a mark alone":         {"\xef\xbb\xbf", "空的"},
		"separators alone":     {",,,\n,,\n", "空的"},
		"binary junk":          {"\x00\x01\x02\x7f\x80\xff\x00junk", "无法识别"},
		"control junk":         {strings.Repeat("\x01\x02a", 50), "无法识别"},
		"broken encoding":      {strings.Repeat("\xff\xff,a\n", 50), "无法识别"},
		"pdf":                  {"%PDF-1.7\n1 0 obj", "PDF"},
		"png":                  {"\x89PNG\r\n\x1a\n\x00\x00", "图片"},
		"jpeg":                 {"\xff\xd8\xff\xe0\x00\x10JFIF", "图片"},
		"rar":                  {"Rar!\x1a\x07\x00", "压缩包"},
		"rtf":                  {`{\rtf1 text}`, "文字文档"},
		"page without a table": {"\xef\xbb\xbf  <HTML><p>姓名</p></HTML>", "网页"},
		"page of frames":       {"<html><frameset rows=\"*,39\"><frame src=\"a.files/sheet001.htm\"></frameset></html>", "另存出来的网页"},
		"page with no cells":   {"<table border=1><tr><td> &nbsp;</td></tr></table>", "空的"},
		"web archive":          {"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "网页归档"},
		"xml of others":        {`<?xml version="1.0"?><office:document/>`, "XML"},
		"xml spreadsheet cut":  {`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>甲`, "不完整"},
		"xml spreadsheet":      {`<?xml version="1.0"?><Workbook/>`, "XML"},
		"docx":                 {string(zipOf(t, map[string]string{"word/document.xml": "<w/>"})), "Word"},
		"xlsb":                 {string(zipOf(t, map[string]string{"xl/workbook.bin": "x"})), "xlsb"},
		"ods":                  {string(zipOf(t, map[string]string{"mimetype": "x", "content.xml": "<x/>"})), "OpenDocument"},
		"zip":                  {string(zipOf(t, map[string]string{"濮阳.csv": "a,b"})), "压缩包"},
		"truncated xlsx":       {workbook[:len(workbook)*2/3], "不完整"},
		"xlsx without sheets":  {string(zipOf(t, map[string]string{"xl/workbook.xml": "<workbook/>"})), "工作簿"},
		"xlsx with junk":       {string(zipOf(t, map[string]string{"xl/workbook.xml": "junk", "[Content_Types].xml": "junk"})), "损坏"},
		"encrypted ole":        {oleMagic + strings.Repeat("\x00", 600) + utf16le("EncryptedPackage"), "密码"},
		"old xls":              {oleMagic + strings.Repeat("\x00", 600) + utf16le("Workbook"), "旧版"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := sheet.Read([]byte(c.raw))
			var why *sheet.Unreadable
			if name == "xlsx without sheets" {
				if !errors.As(err, &why) {
					t.Fatalf("got %v", err)
				}
				return
			}
			if !errors.As(err, &why) || !strings.Contains(why.Reason, c.reason) || why.Remedy == "" {
				t.Fatalf("got %v, want a reason with %q and a remedy", err, c.reason)
			}
		})
	}
}
