package check

import (
	"strings"
	"testing"
)

var privateNumbers = []string{
	"410901199001011234", "41090119900101123X", "41090119900101123x", "410901 19900101 1234", "410901-19900101-123X", "4109 0119 9001 0112 34",
	"４１０９０１１９９００１０１１２３４", "410901199001010000", "4.10901E+17", "4.1090119900101e+17", "身份证：410901199001011234，男",
	"13812345678", "138 1234 5678", "138-1234-5678", "138.1234.5678", "138\u00a01234\u30005678", "+8613812345678", "+86 138 1234 5678", "(+86)13812345678", "008613812345678", "013812345678",
	"１３８１２３４５６７８", "张三13812345678", "13812345678x", "1.13812345678", "13812345678,13912345678、13712345678", "1.38123E+10",
	"0393-1234567", "0393-8812345", "(0371)65901234", "（0371）65901234", "0371 65901234", "0371—65901234", "037165901234", "0371-65901234-801", "010-65901234",
	"电话：65901234", "联系电话 4411234、4411235", "座机:6590 1234", "办公电话：（0371）65901234 转 801", "电话号码：65901234",
	"13,811,118,886", "1,381,111,0166", "138/1111/0130", "138,1111,0130", "138  1111  0130", "138）11110131", "13811 110 131", "一三八一一一一八八八五",
	"410901900101883", "4109011990010118884", "410901.19900101.0132", "电话(办)8881995", "联系电话（办公室）：8881994", "固话8881996", "办公室4441999",
}

var publicNumbers = []string{
	"20240909", "2024-09-09", "2024年9月9日", "2024-09-09 10:30:00", "2024", "2023-2024", "45544", "1234", "1,234,567,890", "123456789012", "9", "0.98", "0.98461538461538463", "92.8615384615385", "12.8613812345678",
	"410928100", "410900", "豫濮人代字第0123号", "41090020230001", "001 20240909", "第12选区", "98 97 96 95 94 93 92 91 90", "2024-09-09 2024-09-10", "45 44 43", "1-1", "12-34-56", "13.5 14.2 15.8 16.4 17.1", "15、16、17、18、19、20", "100.038123456789",
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
}

func TestScrub(t *testing.T) {
	for _, text := range privateNumbers {
		got, hit := Scrub(text)
		if !hit || !strings.Contains(got, Removed) || digits(got) > 6 {
			t.Errorf("Scrub(%q) = %q, %v: a number stayed", text, got, hit)
		}
	}
	for _, text := range publicNumbers {
		if got, hit := Scrub(text); hit || got != text {
			t.Errorf("Scrub(%q) = %q, %v: no private number", text, got, hit)
		}
	}
}

// digits counts those outside the mark of what was removed.
func digits(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			n++
		}
	}
	return n
}

func TestPrivateHeader(t *testing.T) {
	for _, h := range []string{"身份证号", "身份证\n号码", "联系 电话", "手机", "家庭住址", "QQ号", "E-mail邮箱", "Mobile", "银行卡号", "Phone"} {
		if !PrivateHeader(h) {
			t.Errorf("%q is private", h)
		}
	}
	for _, h := range []string{"姓名", "代表证号", "联络站", "联系人民群众", "述职地点"} {
		if PrivateHeader(h) {
			t.Errorf("%q is not private", h)
		}
	}
}

// Scrubbing what was scrubbed changes nothing, and no number survives between
// other texts.
func FuzzScrub(f *testing.F) {
	for _, text := range privateNumbers {
		f.Add(text, "号码 ", " 完")
	}
	f.Fuzz(func(t *testing.T, middle, before, after string) {
		once, _ := Scrub(before + middle + after)
		if twice, hit := Scrub(once); hit {
			t.Fatalf("%q became %q, then %q", before+middle+after, once, twice)
		}
	})
}
