package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"lvzhi/contracts"
)

func (w *work) parse(f contracts.Field, text string) (any, *fault) {
	switch f.Type {
	case contracts.Integer:
		return integer(text)
	case contracts.Decimal:
		return decimal(text)
	case contracts.Share:
		return w.parseShare(f, text)
	case contracts.Date:
		return w.parseDate(f, text)
	case contracts.Month:
		return month(text, w.dating)
	case contracts.Year:
		return year(text)
	case contracts.Flag:
		return flag(f, text)
	case contracts.Code:
		if f.Name == "level" && w.countyCongress(text) {
			return "county", nil
		}
		return code(f, text)
	case contracts.Unit:
		return w.parseUnit(f, text)
	}
	if f.Form == "person" {
		return w.parseName(text)
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
func (w *work) countyCongress(text string) bool {
	place, ok := strings.CutSuffix(headerKey(text), "人大代表")
	if !ok {
		return false
	}
	found := w.ctx.Places.ResolveIn(w.ctx.Unit, place)
	return found != "" && (found != w.ctx.Unit || strings.HasPrefix(found, "4190"))
}

func (w *work) parseShare(f contracts.Field, text string) (any, *fault) {
	p, bad := share(text, w.hundred[f.Name])
	if bad != nil {
		return nil, bad
	}
	w.shares[f.Name] = p
	return scaled(p.value), nil
}

func (w *work) parseDate(f contracts.Field, text string) (any, *fault) {
	p, bad := date(text, w.dating)
	if bad != nil {
		return nil, bad
	}
	if f.Name == w.dataset.DateField && p.imputed {
		w.imputed = true
	}
	if p.ranged {
		return p.day, faultf(Warning, "date_range", "请填写确切日期", "“%s”不止一天，按第一天计", text)
	}
	return p.day, nil
}

func (w *work) parseUnit(f contracts.Field, text string) (any, *fault) {
	key := strings.Join(strings.Fields(text), "")
	if slices.Contains([]string{"市直", "市本级", "本级", "市直机关", "本市", "全市"}, key) {
		return w.ctx.Unit, nil
	}
	for _, name := range []string{key, headerKey(key), withoutBrackets(headerKey(key))} {
		if found := w.ctx.Places.ResolveIn(w.ctx.Unit, name); found != "" {
			return found, nil
		}
	}
	return nil, faultf(Warning, "unknown_place", "请填写规范的县（市、区）名称", "“%s”不是本单位所辖的县（市、区）", text)
}

var dots = strings.NewReplacer("•", "·", "‧", "·", "・", "·", "．", "·", "･", "·", "∙", "·", "⋅", "·", Removed, "")

var latinDot = regexp.MustCompile(`(\p{Han})\.(\p{Han})`)

// parseName keeps the name alone: no inner blanks, no brackets, no marks.
func (w *work) parseName(text string) (any, *fault) {
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
