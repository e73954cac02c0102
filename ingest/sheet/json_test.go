package sheet_test

import (
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

func TestJSON(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"objects":              {`[{"姓名":" 张三 ","满意":45},{"满意":46,"备注":"x"},{"姓名":"李四"}]`, []string{"1:姓名|满意|备注", "2:张三|45", "3:|46|x", "4:李四"}},
		"objects, blank ones":  {`[{},{"a":1},{"a":null},{"a":2}]`, []string{"1:a", "3:1", "5:2"}},
		"one a line":           {"{\"a\":1,\"b\":\"x\"}\n\n{\"b\":\"y\"}\n", []string{"1:a|b", "2:1|x", "3:|y"}},
		"one alone":            {`{"a":1}`, []string{"1:a", "2:1"}},
		"arrays":               {`[["a","b"],[],[1,null,"x"]]`, []string{"1:a|b", "3:1||x"}},
		"numbers as written":   {`[["n"],[1.0],[1e3],[123456789012345678],[-0.10]]`, []string{"1:n", "2:1.0", "3:1e3", "4:123456789012345678", "5:-0.10"}},
		"yes and no":           {`[{"a":true,"b":false}]`, []string{"1:a|b", "2:是|否"}},
		"mark and white space": {"\xef\xbb\xbf\n [ {\"a\":\"\\u5f20\"} ] \n", []string{"1:a", "2:张"}},
		"gb18030":              {gb18030(t, `[{"姓名":"张三"}]`), []string{"1:姓名", "2:张三"}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(t, []byte(c.text)), sheet.JSON, append([]string{"# "}, c.want...)...)
		})
	}
	for name, c := range map[string]struct{ text, reason string }{
		"nested object":     {`[{"姓名":{"x":1}}]`, "“姓名”的值不是文字或数字"},
		"nested array":      {`[{"a":1,"票数":[1]}]`, "“票数”"},
		"nested in arrays":  {`[["a"],["b",[1]]]`, "第2行第2列"},
		"wrapped":           {`{"code":0,"data":[{"a":1}]}`, "“data”"},
		"mixed":             {`[{"a":1},["b"]]`, "同一种写法"},
		"mixed, arrays":     {`[["b"],{"a":1}]`, "同一种写法"},
		"values of objects": {`[{"a":1},2]`, "同一种写法"},
		"key twice":         {`[{"a":1,"a":2}]`, "“a”出现了两次"},
		"cut":               {`[{"a":1},{"a":`, "不完整"},
		"cut in a text":     {`[{"a":"x`, "不完整"},
		"more behind":       {`[{"a":1}] x`, "损坏"},
		"no comma":          {`[{"a":1 "b":2}]`, "损坏"},
		"lines, then junk":  {"{\"a\":1}\n[1]", "损坏"},
		"nothing":           {`[]`, "空的"},
		"deep":              {strings.Repeat("[", 1_000_000), "里面还套着一层"},
		"many rows":         {"[" + strings.Repeat("[1],", 1_048_576) + "[1]]", "太大"},
		"many keys":         {`[{` + manyKeys() + `}]`, "太大"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(c.text), c.reason) })
	}
}

// A CSV may begin with a bracket.
func TestBracketsOfCSV(t *testing.T) {
	for _, text := range []string{"[附件1],a\n1,2\n", "{甲},乙\n1,2\n", "[1],2\n3,4\n", "<5,>5\n1,2\n"} {
		if book := read(t, []byte(text)); book.Format != sheet.CSV {
			t.Errorf("%q was read as %s", text, book.Format)
		}
	}
}

func manyKeys() string {
	var b strings.Builder
	for i := range 16_385 {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + sheet.Address(i, 1) + `":1`)
	}
	return b.String()
}
