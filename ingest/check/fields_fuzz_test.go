package check

import (
	"math/big"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"lvzhi/contracts"
)

// What a parser reads it must read again from its own writing of it, and it
// must lie where such a thing can lie.

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2024年9月9日", "24.9.9", "9月9日", "9日至11日", "元月", "9月份", "45544", "45544.5", "二〇二四年九月九日", "2024-09-09T10:00:00+08:00", "2024/2/30", "20240909", "202409", "9.9", "2024年9月9日（星期一）上午"} {
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, old bool) {
		d := dating{year: 2024, period: "2024-09", date1904: old}
		p, bad := date(text, d)
		if bad != nil {
			return
		}
		if p.day.Year() < 1900 || p.day.Year() > 2100 || p.day != p.day.Truncate(24*time.Hour) {
			t.Fatalf("%q is %v", text, p.day)
		}
		if again, bad := date(p.day.Format("2006年1月2日"), d); bad != nil || again.day != p.day {
			t.Fatalf("%q is %v, then %v", text, p.day, again.day)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"12名", "1,234", "（3）", "伍拾", "一百零三", "4.1E+17", "1e2", "约60", "50张", "-3", "０９", "'12", "999999999999999999999", "3届", "三十"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n, bad := integer(text); bad == nil {
			if v := n.(int64); v < 0 || v > tooLarge {
				t.Fatalf("%q is %d", text, v)
			}
		}
		value, bad := decimal(text)
		if bad != nil {
			return
		}
		if again, bad := decimal(value.(Decimal).String()); bad != nil || again != value {
			t.Fatalf("%q is %v, then %v", text, value, again)
		}
	})
}

func FuzzShare(f *testing.F) {
	for _, s := range []string{"98.5%", "0.985", "98", "百分之九十八", "98分", "约98%", "１００％", "1", "0.5%", "1e2"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, hundredths bool) {
		p, bad := share(text, hundredths)
		if bad == nil && (p.value == nil || p.value.Sign() < 0 || p.value.Cmp(big.NewRat(1, 1)) > 0 || p.decimals < 0) {
			t.Fatalf("%q is %v", text, p)
		}
	})
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"张 三", "马×（女，回族）", "阿卜杜拉•买买提", "古丽.阿依夏", "𬍛琪*", "（女）", "12", "无", "张三〔已略去〕", "a（b（c）", "张三（女", "Ａ·Ｂ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, bad := (&reader{}).parseName(text)
		name, ok := value.(string)
		if bad != nil || !ok {
			return
		}
		if strings.ContainsFunc(name, unicode.IsSpace) || !strings.ContainsFunc(name, unicode.IsLetter) {
			t.Fatalf("%q is the name %q", text, name)
		}
		if again, bad := (&reader{}).parseName(name); bad != nil || again != name {
			t.Fatalf("%q is %q, then %q", text, name, again)
		}
	})
}

func FuzzFlag(f *testing.F) {
	for _, s := range []string{"√", "是", "否", "×", "未公布", "已", "Y", "0", "不详", "—", "当选", "未当选"} {
		f.Add(s)
	}
	elected := contracts.Field{Name: "is_elected", Label: "是否当选", TrueWords: []string{"当选"}, FalseWords: []string{"未当选"}}
	f.Fuzz(func(t *testing.T, text string) {
		value, bad := flag(elected, text)
		if bad != nil {
			return
		}
		word := map[bool]string{true: "是", false: "否"}[value.(bool)]
		if again, bad := flag(elected, word); bad != nil || again != value {
			t.Fatalf("%q is %v, %q is %v", text, value, word, again)
		}
	})
}

func FuzzUnit(f *testing.F) {
	for _, s := range []string{"濮阳", "濮阳县", "濮阳市濮阳县", "濮阳县濮阳市", "市直", "范县（驻地）", "长垣市", "城关镇", "410928", "河南濮阳工业园区"} {
		f.Add(s)
	}
	all := places(f)
	r := &reader{ctx: Context{Unit: "410900", Places: all}}
	f.Fuzz(func(t *testing.T, text string) {
		value, bad := r.parseUnit(contracts.Field{}, text)
		if bad != nil {
			return
		}
		if above, ok := all.UnitOf(value.(string)); !ok || above != "410900" {
			t.Fatalf("%q is %v of %q", text, value, above)
		}
	})
}

func FuzzHeader(f *testing.F) {
	for _, s := range []string{"满意/票数", "测评结果/满意度/占比", "姓名（全名）", "满意率（%）", "序号", "联系电话", "（）", "/", "满意/", "〔已略去〕"} {
		f.Add(s)
	}
	d := dataset(f, "votes")
	words := newDictionary(d)
	f.Fuzz(func(t *testing.T, text string) {
		if key := headerKey(text); utf8.ValidString(text) && headerKey(key) != key { // sheet hands over nothing else
			t.Fatalf("%q folds to %q, then %q", text, key, headerKey(key))
		}
		levels := strings.Split(text, "/")
		field := words.find(levels)
		if private := words.isPrivate(levels, field); field != nil && field.Private() && !private {
			t.Fatalf("%q is %s and kept", text, field.Name)
		}
	})
}
