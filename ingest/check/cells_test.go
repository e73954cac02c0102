package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lvzhi/ingest/sheet"
)

func TestNames(t *testing.T) {
	for text, want := range map[string]any{
		"张 三": "张三", "张　三": "张三", "张三（女）": "张三", "马×（女，回族）": "马×", "张三*": "张三", "张三*（女）": "张三", "张三（女）＊": "张三",
		"阿依古丽•买买提": "阿依古丽·买买提", "阿依古丽．买买提": "阿依古丽·买买提", "阿依古丽.买买提": "阿依古丽·买买提", "𬍛三": "𬍛三",
		"张三 13812345678": "张三", "410901199001011234": nil, "12": nil, "无": nil, "（女）": nil,
	} {
		r := readAs(t, "votes", puyang(t), table("s", votesHeader, named(text)))
		if want == nil {
			if len(r.Quarantined) != 1 {
				t.Errorf("%q was accepted: %v", text, r.Accepted[0].Values)
			}
			continue
		}
		if len(r.Accepted) != 1 || value(t, "votes", r.Accepted[0], "deputy_name") != want {
			t.Errorf("%q: want %v, got %+v", text, want, r)
		}
	}
}

func TestPlacesAndLevels(t *testing.T) {
	xinxiang := puyang(t)
	xinxiang.Unit = "410700"
	jiyuan := puyang(t)
	jiyuan.Unit = "419001"
	for _, c := range []struct {
		ctx          Context
		field, text  string
		want         any
		wantsProblem bool
	}{
		{puyang(t), "county_code", "濮阳县", "410928", false}, {puyang(t), "county_code", "濮 阳 县", "410928", false}, {puyang(t), "county_code", "濮阳", "410928", false},
		{puyang(t), "county_code", "濮阳县（驻地）", "410928", false}, {puyang(t), "county_code", "市直", "410900", false}, {puyang(t), "county_code", "濮阳市范县", "410926", false},
		{puyang(t), "county_code", "西峡县", nil, true}, {puyang(t), "county_code", "未知县", nil, true}, {xinxiang, "county_code", "长垣县", "410783", false},
		{xinxiang, "level", "长垣市人大代表", "county", false}, {xinxiang, "level", "新乡市人大代表", "city", false}, {jiyuan, "level", "济源市人大代表", "county", false},
		{puyang(t), "level", "县（市、区）", "county", false}, {puyang(t), "level", "—", nil, false}, {puyang(t), "level", "村级", nil, true},
	} {
		label := map[string]string{"county_code": "县区", "level": "代表层级"}[c.field]
		r := readAs(t, "votes", c.ctx, table("s", []string{"姓名", "述职日期", "满意", label}, []string{"张三", "9月9日", "45", c.text}))
		if len(r.Accepted) != 1 || value(t, "votes", r.Accepted[0], c.field) != c.want || (len(r.Problems) > 0) != c.wantsProblem {
			t.Errorf("%s %q: want %v, got %+v", c.field, c.text, c.want, r)
		}
	}
}

func TestScopeAndTitleFillWhatTheFormLacks(t *testing.T) {
	ctx := puyang(t)
	ctx.Scope, ctx.Level = "410928", "county"
	r := readAs(t, "votes", ctx, table("s", []string{"县区", "姓名", "述职日期", "满意"}, []string{"", "张三", "9月9日", "45"}, []string{"范县", "李四", "9月9日", "45"}))
	if a, b := value(t, "votes", r.Accepted[0], "county_code"), value(t, "votes", r.Accepted[1], "county_code"); a != "410928" || b != "410926" || value(t, "votes", r.Accepted[0], "level") != "county" {
		t.Errorf("%v %v", a, b)
	}
}

func TestOddCells(t *testing.T) {
	header := []string{"姓名", "述职日期", "满意", "选区", "是否公布", "选区编号2", ""}
	r := readAs(t, "votes", puyang(t), table("s", header, []string{"张三", "9月9日", "45", "4.1000920230001E+17", "—", "甲", "乙"}, []string{"李四", "9月9日", "45", "第\uFFFD选区", "√", "", ""}))
	want := []string{"unknown_column", "unnamed_column", "private_number_dropped", "unknown_flag", "undecodable_text"}
	if got := rules(r.Problems); len(r.Accepted) != 2 || !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := r.Accepted[0]; value(t, "votes", got, "is_published") != nil || got.Extra["选区编号2"] != "甲" || got.Extra["（G列）"] != "乙" {
		t.Errorf("%+v", got)
	}
	if !value(t, "votes", r.Accepted[1], "is_published").(bool) {
		t.Error("√ is yes")
	}
}

func TestDate1904Column(t *testing.T) {
	tab := table("s", []string{"姓名", "述职日期", "满意"}, []string{"张三", "44082", "45"})
	tab.Date1904 = true
	r := readAs(t, "votes", puyang(t), tab)
	if value(t, "votes", r.Accepted[0], "review_date") != time.Date(2024, 9, 9, 0, 0, 0, 0, time.UTC) {
		t.Errorf("%+v", r)
	}
}

// Wherever a private number stands, nothing that is handed on holds it.
func TestPrivateNumbersGoNowhere(t *testing.T) {
	const id, mobile, landline = "410901199001011234", "13812345678", "0393-8812345"
	header := []string{"姓名", "述职日期", "满意", "地点", "身份证号", "联系电话" + mobile, "备用" + mobile, "备用" + mobile, ""}
	sheets := []sheet.Table{
		table("濮阳县"+mobile, []string{"标题 电话：" + landline}, header,
			[]string{"张三" + mobile, "9月9日", "45", "礼堂 " + landline, id, mobile, id, id, mobile},
			[]string{"", "2月30日", mobile, landline, id, mobile, id, id, id},
			[]string{mobile, id, id, id, id, id, mobile, "x" + id, id},
			[]string{"填表人：王五", "联系电话：" + mobile}),
		hiddenTable("隐藏"+mobile, id),
		table("其他"+mobile, []string{mobile, "b", "c", "d"}, []string{mobile, "b", "c", "d"}, []string{mobile, "b", "c", "d"}),
	}
	r := readAs(t, "votes", puyang(t), sheets...)
	if len(r.Accepted) != 1 || len(r.Quarantined) != 2 || len(r.PrivateColumns) != 2 {
		t.Fatalf("%+v", r)
	}
	all := fmt.Sprintf("%+v", r)
	for _, secret := range []string{id, mobile, landline, "8812345"} {
		if at := strings.Index(all, secret); at >= 0 {
			t.Errorf("%s in …%s…", secret, all[max(0, at-120):min(len(all), at+60)])
		}
	}
	if !strings.Contains(all, Removed) || !slices.Contains(rules(r.Problems), "private_number_dropped") {
		t.Error("nothing says that numbers were removed")
	}
}

func hiddenTable(name, cell string) sheet.Table {
	t := table(name, []string{cell})
	t.Hidden = true
	return t
}
