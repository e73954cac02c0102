package bulletin

import "strings"

// kindOf decides whether a figure reports what was or says what must be. The
// clause decides; a threshold also shows by what hangs on it.
func kindOf(rs []rune, f figure) string {
	if f.month {
		return Rule
	}
	if f.all {
		return Fact
	}
	lo, hi := clauseAround(rs, f.lo)
	clause := string(rs[lo:hi])
	before := string(rs[lo:f.lo])
	done := containsAny(clause, "累计 已有 已经 先后 共有 共组织 共收集 今年以来 以来 截至 目前 实际 的有")
	switch {
	case f.isDuration():
		return Rule
	case containsAny(clause, "至少 最少 不少于 不低于 不得少于 不得低于 不得超过 不超过 原则上 大于等于") && !done:
		return Rule
	case f.unit == "分":
		return scoreKind(rs, f, clause)
	case f.comparison != "" && binds(rs, f, hi):
		return Rule
	case containsAny(before, "应当 应在 必须 须 规定 要求") && !done:
		return Rule
	case containsAny(before, "每年 每届 每季度 每季 每月 每半年 每周 每名 每位 每个 每人 任期内 届内") && !done &&
		!containsAny(before, "平均"):
		return Rule
	case f.unit == "次" && containsAny(clause, "不出席 未出席 缺席 不参加 未参加 连续 累计") && strings.HasSuffix(clause, "的"):
		return Rule
	case strings.ContainsRune("大小", at(rs, f.hi)) && containsAny(clause, "积分 考核 评分 量化 标准 履职情况 指标"):
		return Rule // 六大类11小项: the make-up of a scheme
	case containsAny(clause, "加分项") && f.unit == "个", containsAny(clause, "加分") && f.unit == "项":
		return Rule
	}
	return Fact
}

// scoreKind: points draw a line or are given; an average is a fact.
func scoreKind(rs []rune, f figure, clause string) string {
	if containsAny(clause, "平均 人均 得分为 最高分 最低分 中位") {
		return Fact
	}
	if f.comparison != "" || f.low != f.high || containsAny(clause, "满分 总分 基础分 加 扣 计 记 赋 为 封顶 上限 每次 每件 每") {
		return Rule
	}
	return Fact
}

// binds: what is over the line meets a consequence: 超过…半数的，应当….
func binds(rs []rune, f figure, hi int) bool {
	part := string(rs[min(f.end, hi):hi])
	lo, _ := clauseAround(rs, f.lo)
	if strings.HasSuffix(part, "的") || at(rs, lo) == '对' && strings.HasPrefix(part, "的") {
		return true
	}
	next := hi + 1
	_, end := clauseAround(rs, next)
	after := ""
	if next < len(rs) && end > next {
		after = string(rs[next:end])
	}
	if containsAny(part, "为“ 为优秀 为称职 为合格 为满意 评定为 确定为 方可 才能 方能 予以 视为 即为 当选 通过 应当 应 须") {
		return true
	}
	return f.rate && containsAny(after, "应当 予以 方可 视为 依法 取消 责令 责成 结果为 评定 重新 退回")
}

func containsAny(s, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
