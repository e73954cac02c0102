package check

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// Removed stands where a private number stood.
const Removed = "〔已略去〕"

// Identity numbers (also as a spreadsheet rounds them), mobile and landline
// numbers, with the separators people put in. Digits must not touch further
// digits, so that counts and dates of other lengths stay.
var privateNumber = regexp.MustCompile(
	`(^|[^0-9])(` +
		`[1-9](?:[ -]?[0-9]){5}[ -]?(?:1[ -]?9|2[ -]?0)(?:[ -]?[0-9]){2}[ -]?(?:0[ -]?[1-9]|1[ -]?[0-2])[ -]?[0-3][ -]?[0-9](?:[ -]?[0-9]){3}[ -]?[0-9Xx*]` + // identity, 18
		`|[1-9][0-9]{16,19}[0-9Xx]` + // anything shaped like one, also mistyped
		`|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}` + // identity, 15
		`|[1-9][0-9]{5}[./_](?:19|20)[0-9]{6}[./_][0-9]{3}[0-9Xx]` + // identity, cut in three
		`|[1-9]\.[0-9]{4,}[Ee]\+?1[4-9]` + // identity as 4.10901E+17
		`|1\.[3-9][0-9]{4,}[Ee]\+?10` + // mobile as 1.38123E+10
		`|(?:\+?(?:00)?86` + gap + `|0)?1[3-9][0-9]` + gap + `[0-9]{4}` + gap + `[0-9]{4}` + // mobile
		`|\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[\s\p{Z}—－–-]{0,2}[1-9][0-9]{2,3}[ -]?[0-9]{4}(?:-[0-9]{1,5})?` + // landline with area code
		`)($|[^0-9])`)

const gap = `[\s\p{Z}.·_—－–-]?`

// privateHeaders name columns that are dropped whole although no contract
// knows them.
var privateHeaders = []string{"身份证", "证件号", "公民身份", "电话", "手机", "联系方式", "住址", "住所", "地址", "银行卡", "银行账", "微信", "邮箱", "qq", "phone", "mobile", "座机", "固话", "传真", "办公室号码", "身份号码", "公民号码", "idcard", "email", "e-mail", "wechat", "address"}

// personalHeader names columns of health and family that no contract asks for:
// they are dropped like an identity number.
var personalHeader = regexp.MustCompile(`请假(原因|事由|理由|说明)|缺[席勤](原因|事由|理由|说明)|未(参加|到会|出席)|缺席|病[假情史因种]|疾病|健康|体检|伤残|残疾|怀孕|孕[期产]|产假|婚姻|配偶|子女|家庭成员|宗教信仰`)

// isPersonal reports such a column; most headers are told by their characters.
func isPersonal(header string) bool {
	if strings.Contains(header, "请假") { // of leaves only numbers may be told
		return !strings.ContainsAny(header, "数次") && !strings.Contains(header, "审批") && !strings.Contains(header, "批准")
	}
	return strings.ContainsAny(header, "因由说明未缺病疾康检伤残孕产婚偶子家宗") && personalHeader.MatchString(header)
}

// Personal reports whether a column nobody reads may not be shown, by its
// header.
func Personal(header string) bool { return PrivateHeader(header) || isPersonal(header) }

// ailing are words that tell of somebody's health in a free text.
var ailing = regexp.MustCompile(`病假|产假|因病|患病|生病|病重|病危|病情|患.{0,8}[病症癌炎瘤]|[肺胃肝肠乳脑血]癌|癌症|肿瘤|结核|住院|手术|化疗|透析|怀孕|流产|抑郁|精神障碍|残疾证|艾滋|肝炎|高血压|糖尿病|心脏病|脑梗|骨折`)

// telling takes out of a remark, or of a column no contract knows, what tells
// of somebody's health.
func telling(text string) (string, bool) {
	if strings.ContainsAny(text, "病假患癌瘤核院术疗析孕产郁障残艾炎压梗折") && ailing.MatchString(text) {
		return Removed, true
	}
	return text, false
}

// labelledNumber is a local number, or several, that only the label gives
// away.
var labelledNumber = regexp.MustCompile(`((?:电话|手机|联系方式|传真|座机|固话|办公室|(?i:tel))[\p{Z}\s]*(?:号码?)?(?:[(（][^)）]{0,8}[)）])?[\p{Z}\s]*[:：]?[\p{Z}\s]*)[0-9][0-9 -]{5,}[0-9](?:[\s\p{Z}、,，;；/转或和]+[0-9][0-9 -]{1,}[0-9])*`)

// loose is eleven digits with anything between them; scattered tells a mobile
// number written in groups from a list of figures.
var loose = regexp.MustCompile(`1(?:` + between + `[0-9]){10}`)

const between = `[\s\p{Z}\p{P}]{0,2}`

// writtenMobile is a mobile number in Chinese numerals.
var writtenMobile = regexp.MustCompile(`[一幺][三四五六七八九](?:[〇零一幺二三四五六七八九]){9}`)

// scattered removes mobile numbers cut into at most five groups by any marks:
// 138/1111/0130, 13,811,118,886.
func scattered(text string) string {
	var b strings.Builder
	last := 0
	for _, at := range loose.FindAllStringIndex(text, -1) {
		run := text[at[0]:at[1]]
		groups := strings.FieldsFunc(run, func(r rune) bool { return r < '0' || r > '9' })
		digits := strings.Join(groups, "")
		touches := at[0] > 0 && isDigit(text[at[0]-1]) || at[1] < len(text) && isDigit(text[at[1]])
		if touches || len(groups) > 5 || digits[1] < '3' {
			continue
		}
		b.WriteString(text[last:at[0]] + Removed)
		last = at[1]
	}
	return b.String() + text[last:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// plainFraction is a figure from a formula: its decimals are no telephone
// number, unless they are exactly as long as one.
var (
	plainFraction = regexp.MustCompile(`^-?[0-9]{1,9}\.[0-9]+%?$`)
	likeAMobile   = regexp.MustCompile(`^-?[1-9][0-9]*\.1[3-9][0-9]{9}$`)
)

// Scrub replaces private numbers in a text and says whether there were any.
func Scrub(text string) (string, bool) {
	if !hasDigits(text, 7) && !writtenMobile.MatchString(text) {
		return text, false
	}
	folded := width.Fold.String(text)
	if plainFraction.MatchString(folded) && !likeAMobile.MatchString(folded) {
		return text, false
	}
	hit := false
	for { // neighbours share a separator: repeat until none is left; each pass takes digits away
		clean := privateNumber.ReplaceAllString(folded, "${1}"+Removed+"${3}")
		clean = labelledNumber.ReplaceAllString(clean, "${1}"+Removed)
		clean = writtenMobile.ReplaceAllString(scattered(clean), Removed)
		if clean == folded {
			break
		}
		folded, hit = clean, true
	}
	if !hit {
		return text, false
	}
	return folded, true
}

func hasDigits(text string, n int) bool {
	for _, r := range text {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}

// PrivateHeader reports whether a column with this header may not be kept.
func PrivateHeader(header string) bool {
	header = strings.ToLower(strings.Join(strings.Fields(header), ""))
	if header == "tel" || header == "fax" || header == "id" {
		return true
	}
	return slices.ContainsFunc(privateHeaders, func(w string) bool { return strings.Contains(header, w) })
}
