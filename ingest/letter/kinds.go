package letter

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"lvzhi/ingest/check"
)

// Kind is one kind of problem in a file: how often, and the first of them.
type Kind struct {
	Headline string
	Severity check.Severity
	Count    int
	Example  check.Problem
}

// Kinds sorts the problems into kinds: what is returned first, then remarks on
// what was filled in, then those on columns and sheets; the frequent before the
// rare.
func Kinds(problems []check.Problem, labels map[string]string) []Kind {
	type key struct {
		rule, field string
		severity    check.Severity
	}
	at := map[key]int{}
	var kinds []Kind
	for _, p := range problems {
		if p.Rule == refusal {
			continue
		}
		k := key{p.Rule, p.Field, p.Severity}
		i, known := at[k]
		if !known {
			i, at[k] = len(kinds), len(kinds)
			kinds = append(kinds, Kind{Headline: headline(p, labels), Severity: p.Severity, Example: p})
		}
		kinds[i].Count++
	}
	slices.SortStableFunc(kinds, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(rank(a.Example), rank(b.Example)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Example.Rule, b.Example.Rule), cmp.Compare(a.Example.Field, b.Example.Field))
	})
	return kinds
}

func rank(p check.Problem) int {
	switch {
	case p.Severity == check.Error:
		return 0
	case p.Field != "":
		return 1
	}
	return 2
}

// general says of a whole kind what a message says of one cell only.
var general = map[string]string{
	"impossible_date":     "日期不存在，或还没有到",
	"impossible_number":   "数字不可能：负数、小数或过大",
	"date_outside_period": "日期不在报送期之内",
	"not_a_name":          "姓名一栏填的不是姓名",
	"repeated_row":        "有完全相同的行",
	"same_key":            "同一人同一次有内容不同的两行",
	"unknown_column":      "有不认识的列",
	"new_column":          "有新增的列",
	"renamed_column":      "有一列像是改了名",
	"missing_column":      "少了上一份里有的列",
	"hidden_rows":         "有隐藏或筛选掉的行",
	"not_exact":           "不是确切数字",
}

var (
	quotedPart = regexp.MustCompile(`“[^”]*”`)
	figures    = regexp.MustCompile(`（[^（）]*）$`)
)

// headline is the message without what is true of its one cell: the value it
// quotes and the figures behind it; before it the column's name, where the
// message does not say it.
func headline(p check.Problem, labels map[string]string) string {
	text, known := general[p.Rule]
	if !known {
		text = strings.TrimSpace(quotedPart.ReplaceAllString(figures.ReplaceAllString(p.Message, ""), ""))
	}
	if label := labels[p.Field]; label != "" && !strings.Contains(text, figures.ReplaceAllString(label, "")) {
		text = label + "：" + text
	}
	if text == "" {
		return p.Message
	}
	return text
}

// Place says where a problem is, as a clerk looks it up.
func Place(p check.Problem) string {
	switch {
	case p.Cell != "" && p.Sheet != "":
		return "“" + p.Sheet + "”表" + p.Cell
	case p.Cell != "":
		return p.Cell
	case p.Sheet != "":
		return "“" + p.Sheet + "”表"
	}
	return "整份文件"
}
