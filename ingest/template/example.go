package template

import (
	"strings"

	"lvzhi/contracts"
)

// examples are figures and texts that agree with each other in one row. The
// texts hold 某: by it ingest knows the row for an example that nobody wrote
// over.
var examples = map[string]string{
	"participants": "50", "expected": "52", "members_total": "55", "issued": "50", "returned": "50", "valid": "49", "invalid": "1",
	"satisfied": "40", "basic": "5", "dissatisfied": "3", "abstain": "1",
	"satisfaction_rate_reported": "81.6%", "satisfaction_rate_with_basic_reported": "91.8%", "basic_rate_reported": "10.2%", "dissatisfied_rate_reported": "6.1%", "abstain_rate_reported": "2.0%",
	"base_score": "80", "bonus_score": "5", "deducted_score": "1", "total_reported": "84",
	"township": "某某镇", "constituency": "某某选区", "term": "第八届", "venue": "某某会议室", "place": "某某会议室", "title": "某某活动", "organizer": "某某单位",
	"session": "某某镇述职评议会", "level": "县", "leave": "未请假", "is_leave_approved": "否",
}

// example is what the example row has in a column.
func example(field contracts.Field, form Form) string {
	if text, ok := examples[field.Name]; ok {
		return text
	}
	year, month := "2024", "9"
	if len(form.Period) == 7 {
		year, month = form.Period[:4], strings.TrimPrefix(form.Period[5:], "0")
	}
	switch field.Type {
	case contracts.Integer:
		return "45"
	case contracts.Decimal:
		return "86.5"
	case contracts.Share:
		return "98.5%"
	case contracts.Date:
		return year + "年" + month + "月9日"
	case contracts.Month:
		return "1975年3月"
	case contracts.Year:
		return year
	}
	if words := options(field, form); len(words) > 0 {
		return words[0]
	}
	switch {
	case field.Type == contracts.Unit:
		return "某某县"
	case field.Form == "person":
		return "张某某"
	}
	return "某某"
}
