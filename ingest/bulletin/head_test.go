package bulletin

import (
	"strings"
	"testing"
)

const story = `
近年来，濮阳市人大常委会认真开展代表工作，共组织12名代表述职。
（濮阳市人大常委会代表工委供稿）
`

const foot = `
送：省人大常委会主任
发：各省辖市人大常委会
河南省人大常委会代表工作委员会印发
`

// Mastheads as they come: each gives number, date, issuer and one article.
func TestMastheads(t *testing.T) {
	for _, c := range []struct{ head, no, date string }{
		{"代表工作\n第３６期\n河南省人大常委会代表工作委员会\n２０２４年９月９日\n", "36", "2024-09-09"},
		{"代 表 工 作\n总第128期\n河南省人大常委会\n代表工作委员会　2024年9月9日\n", "128", "2024-09-09"},
		{"代表工作\n（2024年第36期）\n河南省人大常委会代表工作委员会　　2024年9月9日\n", "36", "2024-09-09"},
		{"代表工作\n第36期（总第128期）\n河南省人大常委会代表工作委员会\n2024年9月9日\n", "36", "2024-09-09"},
		{"代表工作\n总第128期 第36期\n河南省人大常委会代表工作委员会\n2024年9月9日\n", "36", "2024-09-09"},
		{"代表工作\n第三十六期\n河南省人大常委会代表工作委员会\n二〇二四年九月九日\n", "36", "2024-09-09"},
		{"代表工作\n第\n36\n期\n河南省人大常委会\n代表工作委员会\n2024年9\n月9日\n", "36", "2024-09-09"},
		{"内部资料 注意保存\n代表工作第36期\n2024年9月9日\n河南省人大常委会代表工作委员会\n", "36", "2024-09-09"},
		{"第 36 期\n河南省人大常委会代表工作委员会\n2024-09-09\n", "36", "2024-09-09"},
	} {
		text := c.head + "\n濮阳市：代表述职有实效\n" + story + foot
		issue := mustParse(t, text)
		want := c.no + " 0 " + c.date + " 河南省人大常委会代表工作委员会 | 濮阳市：代表述职有实效 濮阳市 410900 prefecture 濮阳市人大常委会代表工委"
		if got := printFrame(issue); got != want {
			t.Errorf("%q\n got %s\nwant %s", c.head, got, want)
		}
		if !Recognise(text) {
			t.Errorf("%q is not recognised", c.head)
		}
	}
}

func TestAlbums(t *testing.T) {
	for _, c := range []struct {
		printed, title string
		no             string
	}{
		{"“为人民履职”主题活动专辑（二十九）", "“为人民履职”主题活动专辑", "29"},
		{"“为人民履职”主题活动专辑(\n二十九)", "“为人民履职”主题活动专辑", "29"},
		{"“为人民履职”\n主题活动专辑（第十期）", "“为人民履职”主题活动专辑", "10"},
		{"“为人民履职”主题活动专辑之三", "“为人民履职”主题活动专辑", "3"},
		{"“为人民履职”主题活动专辑", "“为人民履职”主题活动专辑", "0"},
		{"\"为人民履职\"主题活动专辑（１２）", "“为人民履职”主题活动专辑", "12"},
	} {
		issue := mustParse(t, "代表工作\n第6期\n河南省人大常委会代表工作委员会\n2024年9月9日\n"+c.printed+"\n* 濮阳市：代表述职有实效\n濮阳市：代表述职有实效\n"+story+foot)
		frame := printFrame(issue)
		if !strings.HasPrefix(frame, "6 "+c.no+" 2024-09-09 ") || issue.AlbumTitle != c.title || len(issue.Articles) != 1 {
			t.Errorf("%q -> %s, album %q", c.printed, frame, issue.AlbumTitle)
		}
	}
}

// Articles without a place, without a contributor, with an editor's note,
// without contents, with a contents entry that has a misprint.
func TestArticleShapes(t *testing.T) {
	head := "代表工作\n第6期\n河南省人大常委会代表工作委员会\n2024年9月9日\n"
	for _, c := range []struct{ name, text, want string }{
		{"province, no place",
			"省人大代表培训班成功举办\n9月，举办培训班2期。\n（省人大常委会代表工委供稿）\n",
			"省人大代表培训班成功举办    省人大常委会代表工委"},
		{"place from the contributor",
			"数智赋能激发代表履职活力\n近年来，开展活动20次。\n（平顶山人大常委会代表工委供稿）\n",
			"数智赋能激发代表履职活力 平顶山 410400 prefecture 平顶山人大常委会代表工委"},
		{"editor's note without contents",
			"编者按：代表述职是履职监督的重要方式。\n现将有关做法编发。\n濮阳市：代表述职有实效\n" + story,
			"濮阳市：代表述职有实效 濮阳市 410900 prefecture 濮阳市人大常委会代表工委"},
		{"note between contents and article",
			"* 濮阳市：代表述职有实效\n【编者按】现将有关做法编发。\n濮阳市：代表述职有实效\n" + story,
			"濮阳市：代表述职有实效 濮阳市 410900 prefecture 濮阳市人大常委会代表工委"},
		{"two articles, no contents",
			"濮阳市：代表述职有实效\n" + story + "西峡县：把好三关\n2022年换届以来，收集意见680余条。\n（供稿：南阳市人大常委会代表工委）\n",
			"濮阳市：代表述职有实效 濮阳市 410900 prefecture 濮阳市人大常委会代表工委 | 西峡县：把好三关 西峡县 411323 county 南阳市人大常委会代表工委"},
		{"misprint in the contents",
			"* 濮阳市：代表述职有实交果\n* 西峡县：把好三关稳步推进\n濮阳市：代表述职有实效果\n" + story + "西峡县：把好三关稳步推进\n收集意见680余条。\n",
			"濮阳市：代表述职有实效果 濮阳市 410900 prefecture 濮阳市人大常委会代表工委 | 西峡县：把好三关稳步推进 西峡县 411323 county "},
		{"page leaders in the contents",
			"目 录\n濮阳市：代表述职有实效……（1）\n西峡县：把好三关稳步推进……（5）\n濮阳市：代表述职有实效\n" + story + "西峡县：把好三关稳步推进\n收集意见680余条。\n（南阳市人大常委会代表工委供稿）\n",
			"濮阳市：代表述职有实效 濮阳市 410900 prefecture 濮阳市人大常委会代表工委 | 西峡县：把好三关稳步推进 西峡县 411323 county 南阳市人大常委会代表工委"},
		{"county written behind its city",
			"许昌禹州市：办好分享会\n今年以来，举办分享会13期。\n（许昌市人大常委会选工委供稿）\n",
			"许昌禹州市：办好分享会 许昌禹州市 411081 county 许昌市人大常委会选工委"},
		{"no colon in the title",
			"濮阳市创新开展代表述职\n" + story,
			"濮阳市创新开展代表述职 濮阳市 410900 prefecture 濮阳市人大常委会代表工委"},
	} {
		issue, err := Parse(head+c.text+foot, henan)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		_, got, _ := strings.Cut(printFrame(issue), " | ")
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
		if issue.SentTo != "省人大常委会主任" || issue.CopiedTo != "各省辖市人大常委会" || issue.Imprint != "河南省人大常委会代表工作委员会印发" {
			t.Errorf("%s: foot %q %q %q", c.name, issue.SentTo, issue.CopiedTo, issue.Imprint)
		}
		for _, a := range issue.Articles {
			if len(a.Claims) != 1 {
				t.Errorf("%s: %q has %d claims", c.name, a.Body, len(a.Claims))
			}
		}
	}
}

// A full line that happens to end a sentence does not end its paragraph; a
// short one does; headings and section marks begin one.
func TestJoinParagraphs(t *testing.T) {
	lines := strings.Split("一、建强阵地\n全市建成代表联络站二十个。\n组织代表进站接待群众，收集\n意见建议一百条，已经办结。\n代表反映良好。\n下一步，将持续推进各项工作\n，办好实事。\n二、办好实事。", "\n")
	want := "一、建强阵地|全市建成代表联络站二十个。组织代表进站接待群众，收集意见建议一百条，已经办结。代表反映良好。|下一步，将持续推进各项工作，办好实事。|二、办好实事。"
	if got := strings.ReplaceAll(joinParagraphs(lines), "\n", "|"); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A break over lines says nothing about a space; an unbroken printing does.
func TestMergeTitle(t *testing.T) {
	for _, c := range []struct {
		contents, above []string
		want            string
	}{
		{[]string{"甲市：常态述职 接受", "监督 联系密切"}, []string{"甲市：常态述职", "接受监督 联系密切"}, "甲市：常态述职 接受监督 联系密切"},
		{[]string{"甲市：常态述职", "接受监督 联系密切"}, []string{"甲市：常态述职 接受", "监督 联系密切"}, "甲市：常态述职 接受监督 联系密切"},
		{[]string{"甲市：“面对面” 亮出", "成绩单"}, []string{"甲市：“面对面”", "亮出成绩单"}, "甲市：“面对面” 亮出成绩单"},
		{[]string{"甲市：“面对面” 亮出“成绩单”"}, []string{"甲市：“面对面”", "亮出“成绩单”"}, "甲市：“面对面” 亮出“成绩单”"},
		{[]string{"甲市：建好联络站"}, []string{"甲市：建好", "联络站"}, "甲市：建好联络站"},
		{[]string{"甲市:建好联络站"}, []string{"甲市：建好联络站"}, "甲市：建好联络站"},
	} {
		if got := mergeTitle(c.contents, c.above, true); got != c.want {
			t.Errorf("%q, %q -> %q", c.contents, c.above, got)
		}
	}
}

// A text run together without stops is cut, not weighed as one sentence.
func TestRunTogether(t *testing.T) {
	issue := mustParse(t, "代表工作\n第6期\n2024年9月9日\n濮阳市：述职\n"+strings.Repeat("共有12名代表，", 1000)+"\n（濮阳市人大供稿）\n")
	for _, c := range issue.Articles[0].Claims {
		if len(c.Quote) > 5000 {
			t.Fatalf("a quote of %d bytes", len(c.Quote))
		}
	}
	if n := len(issue.Articles[0].Claims); n != 1000 {
		t.Errorf("%d claims", n)
	}
}
