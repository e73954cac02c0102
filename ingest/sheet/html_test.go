package sheet_test

import (
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

func TestWebPages(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"merged header": {`<html><head><meta charset="gbk"><title>不看</title><style>td{x}</style></head><body><table border=1>
			<tr><th colspan="3">濮阳市2024年9月测评</th></tr>
			<tr><th rowspan=2>姓名</th><th colspan="2">票数</th></tr><tr><th>满意</th><th>不满意</th></tr>
			<tr><td> 张三&nbsp;</td><td><font><b>4</b>5</font></td><td>0</td></tr></table></body></html>`,
			[]string{"# 表1", "1:濮阳市2024年9月测评", "2:姓名|票数", "3:|满意|不满意", "4:张三|45|0", "A1:C1", "A2:A3", "B2:C2"}},
		"no closing tags":      {"<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d", []string{"# 表1", "1:a|b", "2:c|d"}},
		"lines in a cell":      {"<table><tr><td>甲<br>乙<br/>丙<td><p>一</p><p>二</p><td>a  \n b</table>", []string{"# 表1", "1:甲\n乙\n丙|一\n二|a b"}},
		"entities":             {"<table><tr><td>&lt;5&gt; &amp; &#24352;&nbsp;三</table>", []string{"# 表1", "1:<5> & 张 三"}},
		"blank rows count":     {"<table><tr><td>a</tr><tr><td>&nbsp;</tr><tr><td>b</table>", []string{"# 表1", "1:a", "3:b"}},
		"hidden row and table": {"<table><tr><td>a<tr style='height:0; display: none'><td>b</table><table style=display:none><tr><td>c</table>", []string{"# 表1", "1:a", "(2:b)", "# 表2 hidden", "1:c"}},
		"title above":          {"<body><h3>濮阳市</h3><p>单位：票</p><table><caption>满意度</caption><tr><td>a</table>", []string{"# 表1", "1:濮阳市", "2:单位：票", "3:满意度", "4:a"}},
		"several tables":       {"<table><tr><td>a</table>说明<table></table><table><tr><td>b</table>", []string{"# 表1", "1:a", "# 表2", "1:说明", "2:b"}},
		"table for layout":     {"<h3>题</h3><table><tr><td><table><tr><td>a</table></table>", []string{"# 表1", "1:题", "2:a"}},
		"table in a cell":      {"<table><tr><td>外<table><tr><td>内</table>面<td>b</table>", []string{"# 表1", "1:外面|b", "# 表2", "1:外", "2:内"}},
		"office settings":      {"<html xmlns:x=\"urn:x\"><head><!--[if gte mso 9]><xml><x:Name>S</x:Name></xml><![endif]--><xml><x:Name>S</x:Name></xml></head><table><tr><td>a</table></html>", []string{"# 表1", "1:a"}},
		"span beyond the end":  {"<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", []string{"# 表1", "1:a|b", "2:|c", "A1:A2"}},
		"spans that cross":     {"<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td>g</table>", []string{"# 表1", "1:a|b|c", "2:d||e", "3:f|g", "B1:B2"}},
		"spans that are none":  {"<table><tr><td colspan=0 rowspan=-3>a<td colspan=x>b</table>", []string{"# 表1", "1:a|b"}},
		"cells without a row":  {"<table><td>a<td>b</table>", []string{"# 表1", "1:a|b"}},
		"xhtml":                {`<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><!-- x --><html><table><tr><td>a</td></tr></table></html>`, []string{"# 表1", "1:a"}},
		"script":               {"<script>if (a<b) document.write('<table>')</script><table><tr><td>a<script>x</script></table>", []string{"# 表1", "1:a"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, read(t, []byte(c.page)), sheet.HTML, c.want...) })
	}
}

// The bytes decide; what the page says of itself is asked only where they
// leave it open.
func TestWebPageEncodings(t *testing.T) {
	page := func(charset string) string {
		return `<html><meta http-equiv=Content-Type content="text/html; charset=` + charset + `"><table><tr><td>张三</table>`
	}
	for name, raw := range map[string]string{
		"utf-8":                 page("utf-8"),
		"utf-8 named gbk":       page("gbk"),
		"utf-8 with mark":       "\xef\xbb\xbf" + page("utf-8"),
		"gb18030":               gb18030(t, page("gb2312")),
		"gb18030 named utf-8":   gb18030(t, page("utf-8")),
		"gb18030 named nothing": gb18030(t, "<table><tr><td>张三</table>"),
		"big5":                  strings.Replace(page("big5"), "张三", "\xb1i\xa4T", 1),
		"gb18030 named gb2312":  gb18030(t, strings.Replace(page("gb2312"), "张三", "𬍛三", 1)),
	} {
		t.Run(name, func(t *testing.T) {
			want := "1:张三"
			if name == "gb18030 named gb2312" {
				want = "1:𬍛三"
			}
			if name == "big5" {
				want = "1:張三"
			}
			expect(t, read(t, []byte(raw)), sheet.HTML, "# 表1", want)
		})
	}
}

// What no one typed is refused, and quickly.
func TestWebPageBounds(t *testing.T) {
	refused(t, []byte(strings.Repeat("<table><tr><td>", 70)+"a"), "一层套一层")
	refused(t, []byte("<table><tr>"+strings.Repeat("<td colspan=1000>a", 17)), "太大")
	refused(t, []byte("<table><tr>"+strings.Repeat("<td colspan=1000 rowspan=65534>", 16)+strings.Repeat("<tr><td>", 65_000)), "太大")
	refused(t, []byte("<table>"+strings.Repeat("<tr><td colspan=1000><td>a", 20_000)), "太大")
	refused(t, []byte(strings.Repeat("<table><tr><td>a</table>", 1_001)), "太大")
	refused(t, []byte("<table><tr>"+strings.Repeat("<tr><td colspan=2>a", 200_001)), "太大")
}
