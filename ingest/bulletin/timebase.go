package bulletin

import (
	"regexp"
	"strings"
)

// Time bases that are not words of the text.
const (
	NotStated = "未载明"
	ByRule    = "规则"
	PerTerm   = "每届任期"
	Stock     = "存量" // a count of what there is, printed without a time
)

// timeWord finds the windows that briefings state. Longer forms stand first.
var timeWord = regexp.MustCompile(
	`(?:[0-9]{4}年)?[^，。；、：“”0-9]{0,8}换届(?:选举)?以来|换届后|` +
		`(?:[0-9]{4}年(?:[0-9]{1,2}月)?(?:底|初|末)?|今年(?:[0-9]{1,2}月)?|去年|本届|近年|近期|[^，。；、：0-9“”]{0,10}(?:主题活动|活动|工作|试点)(?:开展|启动|实施|施行)?|[^，。；、：0-9“”]{0,8}(?:实施|施行|试行|成立|启用|上线|运行|启动|开展))以来|` +
		`近年来|近[两二三四五六七八九十0-9]{1,2}年来?|[一两二三四五六七八九十0-9]{1,2}年来|` +
		`截至[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?|截至[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?|截至去年底|截[至止]目前|到目前为止|目前|` +
		`[^，。；、：“”《》]{0,20}期间|` +
		`[0-9]{4}年(?:上半年|下半年|前三季度|[一二三四第]{1,2}季度)|今年上半年|上半年|下半年|前三季度|[一二三四]季度|` +
		`[0-9]{4}年[0-9]{1,2}月?(?:份)?(?:至|到|—|-)[0-9]{1,2}月(?:份)?|(?:今年)?[0-9]{1,2}月?(?:份)?(?:至|到|—|-)[0-9]{1,2}月(?:份)?|` +
		`[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}年度?|今年|去年|前年|本年度|年内|全年|本届|[0-9]{1,2}月份`)

var everyWord = regexp.MustCompile(`每届任期内?|每届内?|任期内|届内|每年度?|每半年|每季度|每季|每个月|每月|每半月|每两周|每周|年度内`)

// timeBase of a figure at rune position pos. A rule's is the term or period it
// binds in; a fact's is the nearest time before it in the sentence, which later
// clauses inherit.
func timeBase(rs []rune, pos int, kind string, f figure) string {
	if f.month {
		return ByRule
	}
	lo, hi := clauseAround(rs, pos)
	if w := everyWord.FindAllString(string(rs[lo:hi]), -1); len(w) > 0 && kind == Rule {
		return everyTerm(w)
	}
	if kind == Rule {
		return ByRule
	}
	before := string(rs[:pos])
	found := timeWord.FindAllStringIndex(before, -1)
	for i := len(found) - 1; i >= 0; i-- {
		w := before[found[i][0]:found[i][1]]
		if usableTime(w, before[found[i][1]:]) {
			return strings.TrimLeft(trimTime(w), "自从的在")
		}
	}
	return NotStated
}

func everyTerm(words []string) string {
	w := words[0]
	for _, v := range words {
		if strings.Contains(v, "届") || v == "任期内" {
			return PerTerm
		}
	}
	if w == "每年度" || w == "年度内" {
		return "每年"
	}
	return w
}

// usableTime drops a year that only dates a document or a session.
func usableTime(w, after string) bool {
	if strings.HasPrefix(after, "》") || strings.HasPrefix(after, "修订") || strings.HasPrefix(after, "印发") {
		return false
	}
	i, j := strings.LastIndex(after, "《"), strings.LastIndex(after, "》")
	return i <= j || i < 0
}

// trimTime removes the words that a loose pattern took along before 以来.
func trimTime(w string) string {
	for _, lead := range []string{"自", "从", "在"} {
		w = strings.TrimPrefix(w, lead)
	}
	return w
}
