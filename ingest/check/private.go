package check

import (
	"regexp"
	"strings"

	"golang.org/x/text/width"
)

// Removed stands where a private number stood.
const Removed = "〔已略去〕"

// Identity numbers (also as a spreadsheet rounds them), mobile and landline
// numbers. Digits must not touch further digits, so that counts and dates of
// other lengths stay.
var privateNumber = regexp.MustCompile(
	`(^|[^0-9])(` +
		`[1-9][0-9]{5}[ -]?(?:19|20)[0-9]{2}[ -]?(?:0[1-9]|1[0-2])[0-3][0-9][ -]?[0-9]{3}[0-9Xx*]` + // identity, 18
		`|[1-9][0-9]{16}[0-9Xx]` + // anything shaped like one
		`|[1-9]\.[0-9]{4,}[Ee]\+?1[4-9]` + // identity as 4.10901E+17
		`|(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}` + // mobile
		`|\(?0[0-9]{2,3}\)?[ —－–-]{0,2}[2-9][0-9]{6,7}(?:-[0-9]{1,5})?` + // landline with area code
		`)($|[^0-9Xx])`)

// privateHeader names columns that are dropped whole although no contract
// knows them.
var privateHeader = regexp.MustCompile(`身份证|证件号|公民身份|电话|手机|联系方式|住址|住所|地址|银行卡|银行账|微信|邮箱|QQ|[Pp]hone|[Mm]obile`)

// labelledNumber is a local number that only its label gives away.
var labelledNumber = regexp.MustCompile(`((?:电话|手机|联系方式|传真)\s*[:：]?\s*)[0-9][0-9 -]{5,}[0-9]`)

// Scrub replaces private numbers in a text and says whether there were any.
func Scrub(text string) (string, bool) {
	if !hasDigits(text, 7) {
		return text, false
	}
	folded := width.Fold.String(text)
	hit := false
	for range 8 { // neighbours share a separator: repeat until none is left
		clean := privateNumber.ReplaceAllString(folded, "${1}"+Removed+"${3}")
		clean = labelledNumber.ReplaceAllString(clean, "${1}"+Removed)
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
	return privateHeader.MatchString(strings.Join(strings.Fields(header), ""))
}
