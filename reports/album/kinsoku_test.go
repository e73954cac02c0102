package album

import (
	"strings"
	"testing"
)

func lineText(cs []cell) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.text)
	}
	return b.String()
}

func breakText(text string, first, rest int) string {
	var out []string
	for _, l := range breakLines(cells(clean(text), faceBody), first, rest) {
		out = append(out, lineText(l))
	}
	return strings.Join(out, "|")
}

func TestBreakLines(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"一二三四五六七", "一二三四五|六七"},
		{"一二三四五。六七", "一二三四|五。六七"},
		{"一二三四“五六”", "一二三四|“五六”"},
		{"一二三“五”，六七", "一二三|“五”，六|七"},
		{"一二三四2024年", "一二三四|2024年"},
		{"一二三98%的", "一二三98%|的"},
		{"一二三四——五", "一二三|四——五"},
		{"（（（（（（（（", "（（（（（|（（（"},
		{"。。。。。。。", "。。。。。|。。"},
		{"abcdefghijklmn", "abcdefghij|klmn"},
		{"ab cd efg hijk", "ab cd efg|hijk"},
		{"一二三四五 六七", "一二三四五|六七"},
		{"", ""},
	} {
		if got := breakText(c.text, 10, 10); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
	if got := breakText("一二三四五六七八", 6, 10); got != "一二三|四五六七八" {
		t.Error("indent:", got)
	}
}

func FuzzBreakLines(f *testing.F) {
	for _, s := range []string{"代表述职“面对面” 亮出98%", "（“‘《", "。，——……", "a b c 中 文", "é\u0301👩‍👩‍👧ש"} {
		f.Add(s, uint8(56))
	}
	f.Fuzz(func(t *testing.T, text string, m uint8) {
		measure := int(m)%100 + full
		all := cells(clean(text), faceBody)
		var kept strings.Builder
		for _, l := range breakLines(all, measure, measure) {
			if w := width(l); w == 0 || w > measure {
				t.Fatalf("line of %d half cells in %d: %q", w, measure, lineText(l))
			}
			kept.WriteString(lineText(l))
		}
		if despace(kept.String()) != despace(lineText(all)) {
			t.Fatalf("text changed: %q -> %q", lineText(all), kept.String())
		}
	})
}

func despace(s string) string { return strings.NewReplacer(" ", "", "　", "").Replace(s) }

func TestBalancedTitles(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"濮阳市：代表述职“面对面” 亮出履职“成绩单”", "濮阳市：代表述职“面对面”|亮出履职“成绩单”"},
		{"长垣市：常态述职 接受监督 代表与原选举单位联系更加密切", "长垣市：常态述职　接受监督|代表与原选举单位联系更加密切"},
		{"西峡县：“四步法”做好代表述职评议工作", "西峡县：“四步法”做好代表述职评议工作"},
		{"平顶山市：以数智化积分管理推动代表履职", "平顶山市：以数智化积分管理推动代表履职"},
		{"平顶山市：以数智化积分管理推动代表履职提质增效", "平顶山市：以数智化积分|管理推动代表履职提质增效"},
		{"甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子丑", "甲乙丙丁戊己庚辛壬癸甲|乙丙丁戊己庚辛壬癸子丑"},
	} {
		var got []string
		for _, l := range balance(cells(clean(c.title), faceBody), titleMeasure) {
			got = append(got, lineText(l))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s, want %s", s, c.want)
		}
	}
}

func TestCleanText(t *testing.T) {
	for in, want := range map[string]string{
		"２０２４ 年 7 月":          "2024年7月",
		"常态述职 接受监督":           "常态述职　接受监督",
		"“面对面”  亮出":           "“面对面” 亮出",
		"Go  lang":            "Go lang",
		"彩\U00100170人":        "彩·人",
		"a\u202eb\u200bc\x00": "abc",
		"　　近年来　":              "近年来",
	} {
		got := clean(in)
		if got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
		if again := clean(got); again != got {
			t.Errorf("clean is not idempotent: %q -> %q", got, again)
		}
	}
}
