package letter_test

import (
	"fmt"
	"strings"
	"time"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// faults are the problems of a made-up file.
func faults() []check.Problem {
	var all []check.Problem
	add := func(n int, sheet, column, field, rule string, severity check.Severity, value, message, remedy string) {
		for i := range n {
			row := 4 + 3*i
			all = append(all, check.Problem{Sheet: sheet, Cell: fmt.Sprintf("%s%d", column, row), Row: row, Field: field, Rule: rule, Severity: severity, Value: value, Message: message, Remedy: remedy})
		}
	}
	add(3, "范县", "G", "returned", "returned_over_issued", check.Error, "51", "收回票数多于发出票数（51＞50）", "请核对发出、收回票数后整份重报")
	add(2, "濮阳县", "B", "review_date", "impossible_date", check.Error, "2024年2月30日", "“2024年2月30日”这一天不存在", "请核对后整份重报")
	add(1, "濮阳县", "A", "deputy_name", "missing_key_field", check.Error, "", "没有填写代表姓名", "请补填代表姓名后整份重报")
	add(4, "清丰县", "J", "satisfaction_rate_reported", "satisfaction_rate_differs", check.Warning, "98%", "上报的满意率与按票数计算的不一致（按有效票数计为96.1%）", "两个数都已保留；请核对满意率的算法（不含基本满意）")
	add(2, "清丰县", "K", "level", "unknown_value", check.Warning, "市代", "“市代”不在代表层级的选项中", "请按模板的选项填写")
	add(3, "清丰县", "M", "", "unknown_column", check.Warning, "备注2", "列“备注2”不在述职满意度测评的约定里，内容已原样保留，不参与统计", "如有需要请告知省里增加别名，否则可以不报")
	return all
}

var labels = map[string]string{"returned": "收回票数", "review_date": "述职日期", "deputy_name": "代表姓名", "satisfaction_rate_reported": "满意率（上报）", "level": "代表层级"}

// cases are the letters worth looking at.
func cases() map[string]letter.Facts {
	base := letter.Facts{FileName: "濮阳市9月测评表.xlsx", SHA256: strings.Repeat("0123456789abcdef", 4), Unit: "410900", UnitName: "濮阳市", Scope: "all", ScopeName: "全部", Dataset: "votes", DatasetLabel: "述职满意度测评",
		Period: "2024-09", Received: day(2024, 10, 8), Due: day(2024, 10, 12), Office: "省人大常委会代表工作委员会", Labels: labels}
	partial := base
	partial.State, partial.Read, partial.Accepted, partial.Quarantined, partial.Skipped, partial.Warnings = letter.Partial, 120, 110, 6, 4, 7
	partial.Problems, partial.Progress, partial.Previous = faults(), letter.Progress{Before: 12, Mended: 9, Remaining: 3, New: 10}, day(2024, 9, 30)
	hints := base
	hints.State, hints.Original, hints.Read, hints.Accepted, hints.Warnings = letter.Replaced, letter.Kept, 20, 20, 7
	hints.Problems, hints.Progress = faults()[6:], letter.Progress{Before: 12, Mended: 3, Remaining: 9}
	clean := base
	clean.State, clean.Original, clean.Read, clean.Accepted, clean.Skipped = letter.Accepted, letter.Sealed, 20, 18, 2
	refused := base
	refused.State, refused.Unit, refused.UnitName, refused.Period = letter.Refused, "", "", ""
	refused.Problems = []check.Problem{{Rule: "file_refused", Severity: check.Error, Message: "看不出是哪个单位报的：“濮阳”既是濮阳市，也是濮阳县", Remedy: "请在标题里写明单位全称"}}
	home := partial
	home.SelfCheck, home.Progress = true, letter.Progress{Before: 3, Mended: 1, Remaining: 2, New: 11}
	allWrong := base
	allWrong.State, allWrong.Problems = letter.Refused, append(faults()[:6], check.Problem{Rule: "file_refused", Severity: check.Error, Message: "全部6行都有错误，前一份报表继续有效", Remedy: "请按问题清单改好后重报"})
	noneAccepted := base
	noneAccepted.State, noneAccepted.Read, noneAccepted.Quarantined, noneAccepted.Problems = letter.Partial, 6, 6, faults()[:6]
	homeRefused := refused
	homeRefused.SelfCheck = true
	yearly := clean
	yearly.Yearly, yearly.Period, yearly.DatasetLabel, yearly.Scope, yearly.ScopeName = true, "2023-12", "履职积分", "410927", "台前县"
	same := base
	same.State, same.Read, same.Accepted = letter.Unchanged, 20, 20
	worst := partial
	long := strings.Repeat("很长很长的名字", 40)
	worst.FileName, worst.UnitName, worst.DatasetLabel, worst.ScopeName, worst.Scope, worst.Office = long, long, long, long, "410927", long
	worst.Read, worst.Accepted, worst.Quarantined, worst.Skipped, worst.Warnings, worst.Unlisted = 99_999_999, 99_000_000, 900_000, 99_999, 999_999, 999_999
	worst.Progress = letter.Progress{Before: 1_000_000, Mended: 1, Remaining: 999_999, New: 1_000_000}
	worst.Problems = nil
	for i := range 8 {
		worst.Problems = append(worst.Problems, check.Problem{Sheet: long, Cell: "XFD1048576", Row: 1048576, Field: fmt.Sprint("f", i), Rule: fmt.Sprint("r", i), Severity: check.Error, Value: strings.Repeat("WWWW ", 100), Message: long, Remedy: long})
	}
	return map[string]letter.Facts{"partial": partial, "hints": hints, "clean": clean, "refused": refused, "home": home, "all-wrong": allWrong, "none-accepted": noneAccepted, "home-refused": homeRefused, "yearly": yearly, "same": same, "worst": worst}
}
