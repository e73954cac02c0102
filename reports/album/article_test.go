package album

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

func folder(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

func TestReadArticlesOfTheSampleIssue(t *testing.T) {
	got, err := ReadArticles(os.DirFS("testdata/articles"))
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		title, contributor string
		paragraphs         int
	}{
		{"濮阳市：代表述职“面对面” 亮出履职“成绩单”", "濮阳市人大常委会代表工委", 4},
		{"长垣市：常态述职　接受监督　代表与原选举单位联系更加密切", "新乡市人大常委会代表工委", 4},
		{"西峡县：“四步法”做好代表述职评议工作", "南阳市人大常委会代表工委", 5},
	}
	if len(got) != len(want) {
		t.Fatalf("%d articles, want %d", len(got), len(want))
	}
	for i, w := range want {
		if got[i].Title != w.title || got[i].Contributor != w.contributor || len(got[i].Paragraphs) != w.paragraphs {
			t.Errorf("article %d = %q, %q, %d paragraphs", i, got[i].Title, got[i].Contributor, len(got[i].Paragraphs))
		}
	}
}

func TestReadArticlesOrderAndForms(t *testing.T) {
	body := "\n正文一句。\n（甲市人大常委会代表工委供稿）\n"
	got, err := ReadArticles(folder(map[string]string{
		"10.txt":         "第十篇" + body,
		"2.TXT":          "\ufeff\r\n　　第二篇\r\n\r\n正文　２０２４ 年。\r\n(乙市人大常委会选工委供稿)\r\n\r\n",
		"3.md":           "# 第三篇\n\n**一、做法。**内容。\n\n（丙市人大常委会代表工委 供稿）",
		".hidden.txt":    "x",
		"~$3.md":         "x",
		"notes.docx":     "x",
		"folder/in.txt":  "x",
		"2-appendix.txt": "第二篇之二" + body,
	}))
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, a := range got {
		titles = append(titles, a.Title)
	}
	if s := strings.Join(titles, "|"); s != "第二篇之二|第二篇|第三篇|第十篇" {
		t.Error(s)
	}
	if got[1].Paragraphs[0] != "正文2024年。" || got[1].Contributor != "乙市人大常委会选工委" {
		t.Errorf("%+v", got[1])
	}
	if got[2].Paragraphs[0] != "一、做法。内容。" || got[2].Contributor != "丙市人大常委会代表工委" {
		t.Errorf("%+v", got[2])
	}
}

func TestReadArticlesSaysWhatToMend(t *testing.T) {
	credit := "\n（甲市人大常委会代表工委供稿）"
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"empty folder":   {nil, "稿件文件夹里没有 .txt 或 .md 稿件，请每篇存成一个文件放进去。"},
		"blank file":     {map[string]string{"a.txt": "\n　\n"}, "稿件 a.txt 是空的，请写上标题、正文和供稿单位，或者把它移走。"},
		"no title":       {map[string]string{"a.txt": credit}, "稿件 a.txt 没有标题，请把标题写在第一行。"},
		"text first":     {map[string]string{"a.txt": "近年来，成效明显。\n又一段。" + credit}, "稿件 a.txt 没有标题，第一行像是正文，请把标题写在第一行，标题末尾不用句号。"},
		"no contributor": {map[string]string{"a.txt": "标题\n正文。"}, "稿件 a.txt 没有供稿单位，请在最后一行写“（××市人大常委会代表工委供稿）”。"},
		"no text":        {map[string]string{"a.txt": "标题" + credit}, "稿件 a.txt 只有标题和供稿单位，没有正文，请补上正文。"},
		"GBK":            {map[string]string{"a.txt": "\xb4\xfa\xb1\xed"}, "稿件 a.txt 不是 UTF-8 编码，请用记事本另存为，编码选 UTF-8。"},
		"two at once": {map[string]string{"a.txt": "标题\n正文。", "b.txt": ""},
			"稿件 a.txt 没有供稿单位，请在最后一行写“（××市人大常委会代表工委供稿）”。\n稿件 b.txt 是空的，请写上标题、正文和供稿单位，或者把它移走。"},
		"too large": {map[string]string{"a.txt": strings.Repeat("x", maxArticleBytes+1)}, "稿件 a.txt 超过 4 MB，不像一篇稿件，请检查是不是放错了文件。"},
	} {
		_, err := ReadArticles(folder(c.files))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadArticles(os.DirFS("testdata/nowhere")); err == nil || !strings.Contains(err.Error(), "打不开") {
		t.Error("missing folder:", err)
	}
}

func FuzzParseArticle(f *testing.F) {
	f.Add("标题\n正文。\n（甲供稿）")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		a, err := parseArticle("a.txt", text)
		if err == nil && (a.Title == "" || a.Contributor == "" || len(a.Paragraphs) == 0) {
			t.Errorf("accepted without title, text or contributor: %+v", a)
		}
	})
}
