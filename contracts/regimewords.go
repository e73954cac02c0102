package contracts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What the words of a rule's label say, against what its numbers do: 民法典
// 第一千二百五十九条 has 以上, 以下, 以内, 届满 include the number itself, and 不满,
// 超过, 以外 leave it out.

var (
	grades     = regexp.MustCompile(`不满意|基本满意|满意`) // 不满意 is no 不满
	inclusives = regexp.MustCompile(`大于或?者?等于|小于或?者?等于|不低于|不少于|不超过|不高于|以上|以下|以内|达到|至少`)
	stricts    = regexp.MustCompile(`超过|多于|大于|高于|不足|不满|少于|低于|小于|过半数?|以外`)
	percents   = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)[%％]`)
	ofParts    = regexp.MustCompile(`([一二三四五六七八九十百]+)分之([一二三四五六七八九十]+)`)
	halves     = regexp.MustCompile(`半数|一半`)
	months     = regexp.MustCompile(`([0-9]+|[一二三四五六七八九十]+)个?月`)
)

// wording warns where label and numbers of a rule disagree.
func (c *regimeCheck) wording(path string, rule Rule) {
	if rule.Label == "" {
		c.suspect(path, "没有 label（原文的说法），没法核对界线写得对不对")
		return
	}
	text := grades.ReplaceAllString(rule.Label, "")
	inclusive := inclusives.FindString(text)
	strict := stricts.FindString(inclusives.ReplaceAllString(text, ""))
	switch {
	case strict != "" && inclusive == "" && !rule.Strict:
		c.suspect(path, "原文说“%s”，不含本数，strict 却是 false（恰好在界线上也算）", strict)
	case inclusive != "" && strict == "" && rule.Strict:
		c.suspect(path, "原文说“%s”，含本数，strict 却是 true（恰好在界线上不算）", inclusive)
	}
	if said := fractions(rule.Label); len(said) > 0 && !slices.ContainsFunc(said, func(f [2]int) bool { return f[0]*rule.Denominator == f[1]*rule.Numerator }) {
		c.suspect(path, "原文说的界线（%s）与 numerator、denominator（%d/%d）不一样", listedFractions(said), rule.Numerator, rule.Denominator)
	}
	if at := months.FindStringSubmatch(rule.Label); at != nil && rule.Code == "rectify" && wholeNumber(at[1]) != rule.DueMonths {
		c.suspect(path, "原文说“%s”，due_months 却是 %d", at[0], rule.DueMonths)
	}
}

// fractions lists the shares a text names: 80%, 三分之一, 半数.
func fractions(text string) [][2]int {
	var all [][2]int
	for _, m := range percents.FindAllStringSubmatch(text, -1) {
		whole, decimals, _ := strings.Cut(m[1], ".")
		n, _ := strconv.Atoi(whole + decimals)
		all = append(all, [2]int{n, 100 * pow10(len(decimals))})
	}
	for _, m := range ofParts.FindAllStringSubmatch(text, -1) {
		all = append(all, [2]int{wholeNumber(m[2]), wholeNumber(m[1])})
	}
	if halves.MatchString(text) {
		all = append(all, [2]int{1, 2})
	}
	return all
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// wholeNumber reads 3, 三, 十二, 八十五, 百.
func wholeNumber(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	total, digit := 0, 0
	for _, r := range text {
		switch r {
		case '十', '百':
			total += max(digit, 1) * map[rune]int{'十': 10, '百': 100}[r]
			digit = 0
		default:
			digit = strings.IndexRune("一二三四五六七八九", r)/len("一") + 1
		}
	}
	return total + digit
}

func listed(all []string) string { return strings.Join(all, "、") }

func listedFractions(all [][2]int) string {
	var texts []string
	for _, f := range all {
		texts = append(texts, strconv.Itoa(f[0])+"/"+strconv.Itoa(f[1]))
	}
	return listed(texts)
}
