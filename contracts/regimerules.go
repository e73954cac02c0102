package contracts

import (
	"slices"
	"strconv"
	"strings"
)

// What is checked of a 测评办法: bases, rules that can hold, rules that can be
// reached, and whether the words of a label say what the numbers do.

var (
	bases    = []string{"participants", "issued", "returned", "valid"}
	outcomes = []string{"consequence", "grade", "none"}
	codes    = []string{"none", "rectify", "resign_or_recall", "unspecified"}
	measures = []string{"satisfied", "dissatisfied", "satisfied_or_basic"}
)

func (c *regimeCheck) review() {
	v := c.r.Review
	if v == nil {
		return
	}
	c.levels("review", v.Levels)
	c.oneOf("review.outcome_kind", v.OutcomeKind, outcomes)
	c.bases(*v)
	if v.ReviewMonth < 0 || v.ReviewMonth > 12 {
		c.wrong("review.review_month", "review_month 是 1 至 12 的月份，0 或不写表示全年")
	}
	if v.OutcomeKind == "none" && len(v.Rules) > 0 {
		c.suspect("review.outcome_kind", "outcome_kind 是 none（不定等次也无后果），却写了 rules")
	}
	if v.OutcomeKind != "none" && v.OutcomeKind != "" && len(v.Rules) == 0 {
		c.suspect("review", "outcome_kind 是 %s，却没有 rules，所有测评都只会得到 otherwise", v.OutcomeKind)
	}
	for i, rule := range v.Rules {
		at := "review.rules." + strconv.Itoa(i)
		if c.rule(at, rule, *v) {
			c.reachable(at, i, v.Rules)
			c.wording(at+".label", rule)
		}
	}
	if v.Otherwise.Code != "" {
		c.oneOf("review.otherwise.code", v.Otherwise.Code, codes)
	} else {
		c.suspect("review", "没有 otherwise：一条都不符合的测评没有结果；原文没有规定的写 {code: unspecified, tier: 原文未规定}")
	}
}

func (c *regimeCheck) oneOf(path, value string, all []string) {
	switch {
	case value == "":
		c.wrong(path, "缺少 %s，可以写的有 %s", path[strings.LastIndexByte(path, '.')+1:], listed(all))
	case !slices.Contains(all, value):
		c.wrong(path, "“%s”不在可以写的之内：%s", value, listed(all))
	}
}

func (c *regimeCheck) bases(v Review) {
	used := append([]string{v.Base}, v.Fallback...)
	for i, base := range used {
		c.oneOf(map[bool]string{true: "review.base", false: "review.fallback"}[i == 0], base, bases)
		if slices.Contains(used[:i], base) {
			c.suspect("review.fallback", "“%s”在 base 和 fallback 里出现了两次", base)
		}
	}
	if len(v.Fallback) > len(bases)-1 {
		c.wrong("review.fallback", "fallback 最多写三个")
	}
}

// rule reports whether a rule's threshold makes sense at all.
func (c *regimeCheck) rule(at string, rule Rule, v Review) bool {
	before := len(c.remarks)
	c.oneOf(at+".code", rule.Code, codes)
	c.oneOf(at+".measure", rule.Measure, measures)
	switch {
	case rule.Denominator > 1_000_000 || rule.Numerator > 1_000_000:
		c.wrong(at, "界线 %d/%d 的分子、分母都不能超过一百万", rule.Numerator, rule.Denominator)
	case rule.Denominator <= 0 || rule.Numerator < 0:
		c.wrong(at, "界线要写成整数的分数，例如 numerator: 1、denominator: 3")
	case rule.Numerator > rule.Denominator:
		c.wrong(at+".numerator", "%d/%d 大于 1，票数再多也达不到", rule.Numerator, rule.Denominator)
	case rule.Strict && rule.Numerator == rule.Denominator:
		c.wrong(at+".strict", "“超过”全部（%d/%d）永远达不到", rule.Numerator, rule.Denominator)
	case !rule.Strict && rule.Numerator == 0:
		c.wrong(at+".numerator", "“达到”0 总是成立，后面的规则轮不到")
	}
	if rule.DueMonths < 0 || rule.DueMonths > 60 {
		c.wrong(at+".due_months", "due_months（整改几个月）不能是 %d", rule.DueMonths)
	}
	usable := len(c.remarks) == before
	if rule.Code == "rectify" && rule.DueMonths == 0 {
		c.suspect(at, "要求整改却没有 due_months，整改期限会是空的")
	}
	if rule.Tier != "" && len(v.Tiers) > 0 && !slices.Contains(v.Tiers, rule.Tier) {
		c.suspect(at+".tier", "等次“%s”不在 tiers（%s）之内", rule.Tier, listed(v.Tiers))
	}
	if v.OutcomeKind == "grade" && rule.Tier == "" {
		c.suspect(at, "outcome_kind 是 grade（定等次），这一条却没有 tier")
	}
	return usable
}

// reachable looks for an earlier rule that holds whenever this one does.
func (c *regimeCheck) reachable(at string, i int, rules []Rule) {
	for j, earlier := range rules[:i] {
		if earlier.Denominator > 0 && takesAll(earlier, rules[i]) {
			c.wrong(at, "这一条轮不到：凡是符合它的，都先符合第%d条；界线高的请写在前面", j+1)
			return
		}
	}
}

// takesAll reports whether a holds for all ballots that b holds for.
func takesAll(a, b Rule) bool {
	if a.Measure != b.Measure && (a.Measure != "satisfied_or_basic" || b.Measure != "satisfied") {
		return false
	}
	left, right := a.Numerator*b.Denominator, b.Numerator*a.Denominator
	return left < right || left == right && (!a.Strict || b.Strict)
}
