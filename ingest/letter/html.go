package letter

import (
	"html"
	"strconv"
	"strings"
)

// Style is what Body looks like, on a screen and on one page A4. The names of
// its classes begin with "letter".
const Style = `.letter{box-sizing:border-box;width:210mm;max-width:100%;margin:0 auto;padding:24mm 26mm 14mm 28mm;background:#fff;color:#1a1a1a;font:14pt/21pt "FangSong_GB2312","仿宋_GB2312",FangSong,"仿宋",STFangsong,"Noto Serif CJK SC",serif;overflow-wrap:anywhere}
.letter h1{margin:0 0 4pt;text-align:center;font:22pt/30pt "FZXiaoBiaoSong-B05S","方正小标宋简体",STZhongsong,"Source Han Serif SC","Noto Serif CJK SC",SimSun,serif}
.letter h2{margin:0 0 0 2em;font:14pt/21pt SimHei,"黑体","Noto Sans CJK SC",sans-serif;break-after:avoid}
.letter p{margin:0;text-indent:2em;text-align:justify}
.letter .letter-to,.letter .letter-small{text-indent:0}
.letter table{width:100%;margin:4pt 0;border-collapse:collapse;font-size:10.5pt;line-height:14pt;table-layout:fixed}
.letter th,.letter td{padding:2pt 4pt;border:.5pt solid #333;text-align:left;vertical-align:middle}
.letter th{font-weight:normal;font-family:SimHei,"黑体","Noto Sans CJK SC",sans-serif}
.letter .letter-counts th,.letter .letter-counts td{text-align:center}
.letter .letter-counts td{font-size:14pt;line-height:18pt}
.letter .letter-sign{margin-top:2pt;text-align:right;text-indent:0}
.letter .letter-small{margin-top:2pt;font-size:9pt;line-height:13pt;color:#333}
.letter .letter-mark{margin-top:4pt;text-align:center;text-indent:0;font:10.5pt/14pt SimHei,"黑体","Noto Sans CJK SC",sans-serif}
@media print{.letter{width:auto;padding:0}}`

const pageStyle = `body{margin:0;background:#e9e9e6}@page{size:A4;margin:24mm 26mm 10mm 28mm}@media print{body{background:#fff}}`

// HTML is the page as a file of its own: nothing is loaded and nothing runs.
func (l Letter) HTML() string {
	return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>` + html.EscapeString(l.Title) + `</title><style>` + pageStyle + "\n" + Style + "</style></head>\n<body>\n" + l.Body() + "</body></html>\n"
}

// Body is the page as a part of another page, which brings Style.
func (l Letter) Body() string {
	var b strings.Builder
	b.WriteString(`<article class="letter">` + "\n")
	element(&b, "h1", "", l.Title)
	if l.Salutation != "" {
		element(&b, "p", "letter-to", l.Salutation)
	}
	for _, text := range l.Opening {
		element(&b, "p", "", text)
	}
	l.Counts.html(&b, "letter-counts")
	if l.Account != "" {
		element(&b, "p", "", l.Account)
	}
	for _, s := range l.Sections {
		element(&b, "h2", "", s.Heading)
		for _, text := range s.Text {
			element(&b, "p", "", text)
		}
		s.Grid.html(&b, "")
	}
	for _, text := range []string{l.Sender, l.Date} {
		if text != "" {
			element(&b, "p", "letter-sign", text)
		}
	}
	for _, text := range l.Imprint {
		element(&b, "p", "letter-small", text)
	}
	element(&b, "p", "letter-mark", l.Mark)
	b.WriteString("</article>\n")
	return b.String()
}

func element(b *strings.Builder, tag, class, text string) {
	b.WriteString("<" + tag)
	if class != "" {
		b.WriteString(` class="` + class + `"`)
	}
	b.WriteString(">" + html.EscapeString(text) + "</" + tag + ">\n")
}

func (g Grid) html(b *strings.Builder, class string) {
	if len(g.Rows) == 0 {
		return
	}
	b.WriteString(`<table class="` + class + `"><colgroup>`)
	for _, w := range g.Widths {
		b.WriteString(`<col style="width:` + strconv.FormatFloat(w, 'f', -1, 64) + `mm">`)
	}
	b.WriteString("</colgroup>\n")
	for i, row := range g.Rows {
		tag := "td"
		if i == 0 {
			tag = "th"
		}
		b.WriteString("<tr>\n")
		for _, text := range row {
			element(b, tag, "", text)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n")
}
