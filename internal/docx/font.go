package docx

// Font is a typeface of official papers, by the name Word knows it by.
type Font string

// The fonts: of titles, of text, of first and of second headings, of page
// numbers.
const (
	Title   Font = "方正小标宋简体"
	Body    Font = "仿宋_GB2312"
	Heading Font = "黑体"
	Second  Font = "楷体_GB2312"
	Number  Font = "宋体" // of pages
)

// substitutes are taken where a PC has not the font: the first one is
// commercial, and newer systems ship 仿宋 and 楷体 under other names.
var substitutes = []struct {
	font   Font
	others string
	family string
}{
	{Title, "FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC", "roman"},
	{Body, "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC", "modern"},
	{Heading, "SimHei,Noto Sans CJK SC", "modern"},
	{Second, "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC", "modern"},
	{Number, "SimSun,Noto Serif CJK SC", "roman"},
}

// fonts names a font for Chinese and Latin alike: eastAsia must be said, or
// Word sets Chinese in its own default.
func (w *writer) fonts(f Font) {
	w.rawf(`<w:rFonts w:ascii="%[1]s" w:eastAsia="%[1]s" w:hAnsi="%[1]s" w:cs="Times New Roman"/>`, string(f))
}

func fontTable() string {
	w := writer{}
	w.raw(declaration + `<w:fonts xmlns:w="` + namespace + `">`)
	for _, s := range substitutes {
		w.rawf(`<w:font w:name="%s"><w:altName w:val="%s"/><w:charset w:val="86"/><w:family w:val="%s"/></w:font>`, string(s.font), s.others, s.family)
	}
	w.raw("</w:fonts>")
	return w.String()
}
