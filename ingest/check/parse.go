package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"lvzhi/contracts"
)

func (r *reader) parse(f contracts.Field, text string) (any, *fault) {
	switch f.Type {
	case contracts.Integer:
		return integer(text)
	case contracts.Decimal:
		return decimal(text)
	case contracts.Share:
		return r.parseShare(f, text)
	case contracts.Date:
		return r.parseDate(f, text)
	case contracts.Month:
		return month(text, r.dating)
	case contracts.Year:
		return year(text)
	case contracts.Flag:
		return flag(f, text)
	case contracts.Code:
		if f.Privacy == contracts.Reason {
			return reason(f, text)
		}
		if f.Name == "level" && r.countyCongress(text) {
			return "county", nil
		}
		return code(f, text)
	case contracts.Unit:
		return r.parseUnit(f, text)
	}
	if f.Form == "person" {
		return r.parseName(text)
	}
	if s := fold(text); rounded.MatchString(s) {
		if _, bad := number(s); bad != nil {
			bad.severity = Warning
			return nil, bad
		}
	}
	return text, nil
}

// countyCongress: 长垣市人大代表 are deputies of a county-level city, though
// the words end like those of a prefecture.
func (r *reader) countyCongress(text string) bool {
	place, ok := strings.CutSuffix(headerKey(text), "人大代表")
	if !ok {
		return false
	}
	found := r.ctx.Places.ResolveIn(r.ctx.Unit, place)
	return found != "" && (found != r.ctx.Unit || strings.HasPrefix(found, "4190"))
}

func (r *reader) parseShare(f contracts.Field, text string) (any, *fault) {
	p, bad := share(text, r.hundred[f.Name])
	if bad != nil {
		return nil, bad
	}
	r.shares[r.position[f.Name]] = p
	return scaled(p.value), nil
}

func (r *reader) parseDate(f contracts.Field, text string) (any, *fault) {
	p, bad := date(text, r.dating)
	if bad != nil {
		return nil, bad
	}
	if f.Name == r.dataset.DateField && p.imputed {
		r.row.DateImputed = true
	}
	if p.ranged {
		return p.day, faultf(Warning, "date_range", "请填写确切日期", "“%s”不止一天，按第一天计", text)
	}
	return p.day, nil
}

func (r *reader) parseUnit(f contracts.Field, text string) (any, *fault) {
	key := strings.Join(strings.Fields(text), "")
	if slices.Contains([]string{"市直", "市本级", "本级", "市直机关", "本市", "全市"}, key) {
		return r.ctx.Unit, nil
	}
	key = strings.TrimPrefix(key, "河南省") // 河南省濮阳市华龙区
	for _, name := range []string{key, headerKey(key), withoutBrackets(headerKey(key))} {
		if found := r.ctx.Places.ResolveIn(r.ctx.Unit, name); found != "" {
			return found, nil
		}
	}
	return nil, faultf(Warning, "unknown_place", "请填写规范的县（市、区）名称", "“%s”不是本单位所辖的县（市、区）", text)
}

var dots = strings.NewReplacer("•", "·", "‧", "·", "・", "·", "．", "·", "･", "·", "∙", "·", "⋅", "·", Removed, "")

var latinDot = regexp.MustCompile(`(\p{Han})\.(\p{Han})`)

// parseName keeps the name alone: no inner blanks, no brackets, no marks.
func (r *reader) parseName(text string) (any, *fault) {
	name := bracketed.ReplaceAllString(dots.Replace(text), "")
	name = strings.TrimRight(strings.Join(strings.Fields(name), ""), "*＊#△▲※")
	name = latinDot.ReplaceAllString(name, "$1·$2")
	if name == "" {
		return nil, nil
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return nil, faultf(Error, "not_a_name", "请核对各列是否错位", "“%s”不是姓名", text)
	}
	return name, nil
}

// reason reads what a reason of leave comes to: its words tell of health and
// family and are kept nowhere.
func reason(f contracts.Field, text string) (any, *fault) {
	if value, bad := code(f, text); bad == nil {
		return value, nil
	}
	key := headerKey(text)
	best, length := "", 0
	for _, value := range slices.Sorted(maps.Keys(f.Values)) {
		for _, w := range f.Values[value] {
			if word := headerKey(w); strings.Contains(key, word) && len(word) > length && len([]rune(word)) > 1 {
				best, length = value, len(word)
			}
		}
	}
	switch {
	case best != "":
		return best, nil
	case strings.ContainsAny(key, "假病因事") && f.Values[requested] != nil:
		return requested, nil
	}
	return nil, faultf(Warning, "unknown_value", "请按模板的选项填写", "%s看不出是哪一种", f.Label)
}

// requested is the value of a leave that was asked for.
const requested = "requested"

// Reduced is what may be shown of a cell that gives a reason.
func Reduced(f contracts.Field, text string) string {
	if isNull(text) || slices.Contains(sameAsAbove, text) {
		return text
	}
	value, bad := reason(f, text)
	if bad != nil {
		return Removed
	}
	for _, word := range f.Values[value.(string)] {
		if value, bad := reason(f, word); bad == nil && value != nil {
			return word
		}
	}
	return Removed
}
