package address

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
)

func (a *Address) place(e Evidence, given Hints, places *contracts.Places) error {
	found, foreign := a.mentions(e, places)
	units := unitsOf(found, places)
	if given.Unit != "" {
		a.Unit, a.Scope = given.Unit, "all"
		if code, ok := places.UnitOf(given.Unit); ok && code != given.Unit {
			a.Unit, a.Scope = code, given.Unit
		}
		if len(units) > 0 && !slices.Contains(units, a.Unit) || foreign != "" {
			a.Notes = append(a.Notes, "报送单位按命令中的 --unit 确定，与文件自述不同")
		}
		a.Scope = scopeIn(a, e, places)
		return nil
	}
	switch {
	case foreign != "":
		return whichUnit(fmt.Sprintf("“%s”不是本省的报送单位", foreign), "请核对是否报错了文件")
	case len(units) == 0:
		if short := ambiguousShort(e, places); short != "" {
			return whichUnit(fmt.Sprintf("“%s”可能是市，也可能是县", short), "请在标题中写明全称")
		}
		return whichUnit("看不出是哪个单位报送的", "请在标题中写明市、县名称")
	case len(units) > 1:
		names := make([]string, len(units))
		for i, u := range units {
			division, _ := places.ByCode(u)
			names[i] = division.Name
		}
		return whichUnit(fmt.Sprintf("文件同时提到%s，分不清是谁报送的", strings.Join(names, "、")), "请改正标题、文件名或所在文件夹")
	}
	a.Unit = units[0]
	a.Scope = scopeIn(a, e, places)
	return nil
}

// mentions gathers the places named in titles, file name and folder. A text
// that opens with a place this province does not have is foreign.
func (a *Address) mentions(e Evidence, places *contracts.Places) (codes []string, foreign string) {
	for i, text := range e.texts() {
		text = plainTitle(text)
		here := placesIn(text, places)
		if len(here) == 0 && foreign == "" && i <= len(e.Titles) { // a folder is named as its owner likes
			foreign = foreignPlace(text)
		}
		for _, c := range here {
			if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		}
	}
	return codes, foreign
}

func plainTitle(text string) string {
	return norm.NFKC.String(strings.TrimPrefix(strings.TrimSpace(text), "河南省"))
}

// notXinxian: 更新县级 names no 新县.
var notXinxian = strings.NewReplacer("更新县", "更新 县", "最新县", "最新 县", "创新县", "创新 县", "全新县", "全新 县")

func placesIn(text string, places *contracts.Places) []string {
	if here := places.Mentioned(notXinxian.Replace(text)); len(here) > 0 {
		return here
	}
	return shortPlace(text, places)
}

var afterLabel = regexp.MustCompile(`^.*?(?:填报单位|报送单位|单位)\s*(?:[(（][^)）]*[)）])?\s*[:：]\s*`)

// shortPlace reads a short name (许昌) or a code (411000) at the start of a
// text, where it can only be the sender.
func shortPlace(text string, places *contracts.Places) []string {
	text = afterLabel.ReplaceAllString(text, "")
	if len(text) >= 6 {
		if d, ok := places.ByCode(text[:6]); ok {
			return []string{d.Code}
		}
	}
	r := []rune(text)
	for n := min(len(r), 4); n >= 2; n-- {
		if codes := places.Resolve(string(r[:n])); len(codes) == 1 {
			if division, _ := places.ByCode(codes[0]); division.Level == "prefecture" || division.Code == "419001" || n == len(r) {
				return codes
			}
		}
	}
	return nil
}

func ambiguousShort(e Evidence, places *contracts.Places) string {
	for _, text := range e.texts() {
		r := []rune(afterLabel.ReplaceAllString(norm.NFKC.String(text), ""))
		if len(r) >= 2 && len(places.Resolve(string(r[:2]))) > 1 {
			return string(r[:2])
		}
	}
	return ""
}

var leadingPlace = regexp.MustCompile(`^(?:\p{Han}{2,8}省)?(\p{Han}{2,6}?(?:市|自治州|地区|盟|自治区))`)

// vagueWords open what is no city's name (城市, 乡镇市级); noCity stands in
// none (关于全市, 人大代表市级, 本市).
var (
	vagueWords = []string{"我", "某", "乡", "城", "省", "设区", "直辖"}
	noCity     = regexp.MustCompile(`全市|全县|全|本市|各|县|届|年|月|关于|人大|代表|委员|述职|测评|评议|履职|积分|统计|汇总|名册|附件|报送|部分|有关`)
)

func foreignPlace(text string) string {
	m := leadingPlace.FindStringSubmatch(afterLabel.ReplaceAllString(text, ""))
	if m == nil {
		return ""
	}
	if noCity.MatchString(m[1]) {
		return ""
	}
	for _, w := range vagueWords {
		if strings.HasPrefix(m[1], w) {
			return ""
		}
	}
	return m[1]
}

func unitsOf(codes []string, places *contracts.Places) []string {
	var units []string
	for _, c := range codes {
		if u, ok := places.UnitOf(c); ok && !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	return units
}

// scopeIn is the part of the unit that the file speaks for: one county, one
// township of it, or all.
func scopeIn(a *Address, e Evidence, places *contracts.Places) string {
	scope, groups := a.Scope, append([][]string{e.Titles, {e.Name}}, eachAlone(e.Folders)...)
	if scope == "" || scope == "all" {
		scope = countyIn(a, groups, places)
	}
	county := scope
	if scope == "all" { // 济源 has townships and no counties
		county = a.Unit
	}
	for _, group := range groups {
		switch named := places.TownshipsIn(county, plainTitle(strings.Join(group, "\n"))); len(named) {
		case 0:
			continue
		case 1:
			return named[0].Code
		}
		return scope // several: they speak for their county
	}
	return scope
}

// countyIn: the strongest text that names a county decides.
func countyIn(a *Address, groups [][]string, places *contracts.Places) string {
	for _, group := range groups {
		var counties []string
		for _, text := range group {
			for _, c := range placesIn(plainTitle(text), places) {
				if u, ok := places.UnitOf(c); ok && u == a.Unit && c != a.Unit && !slices.Contains(counties, c) {
					counties = append(counties, c)
				}
			}
		}
		switch len(counties) {
		case 0:
			continue
		case 1:
			return counties[0]
		}
		return "all"
	}
	return "all"
}

func eachAlone(texts []string) [][]string {
	var groups [][]string
	for _, t := range texts {
		groups = append(groups, []string{t})
	}
	return groups
}

var levelWords = []struct {
	level string
	words *regexp.Regexp
}{
	{"township", regexp.MustCompile(`乡镇人大代表|乡级人大代表|乡[（(]镇[）)]人大代表`)},
	{"county", regexp.MustCompile(`县级人大代表|区人大代表|县人大代表|县[（(]市、区[）)]人大代表|县区人大代表`)},
	{"city", regexp.MustCompile(`市级人大代表|市人大代表`)},
}

// ofDeputies are offices named after deputies; they say no level.
var ofDeputies = regexp.MustCompile(`人大代表(?:工作|联络|选举|活动|之家|联系)|(?:填报|报送)单位[^ ]*`)

// titleLevel is the one level of deputies a title speaks of, or "".
func titleLevel(titles []string, places *contracts.Places) string {
	text := ofDeputies.ReplaceAllString(strings.Join(titles, " "), "")
	if strings.Contains(text, "县乡") || strings.Contains(text, "各级") {
		return ""
	}
	level := ""
	for _, l := range levelWords {
		for _, at := range l.words.FindAllStringIndex(text, -1) {
			here := l.level
			if here == "city" && ofCountyCity(text[:at[0]], places) {
				here = "county"
			}
			if level != "" && level != here {
				return ""
			}
			level = here
		}
	}
	return level
}

// ofCountyCity: 长垣市人大代表 are deputies of a county-level city. before is
// the text up to 市人大代表.
func ofCountyCity(before string, places *contracts.Places) bool {
	r := []rune(before)
	for n := min(len(r), 4); n >= 2; n-- {
		if codes := places.Resolve(string(r[len(r)-n:]) + "市"); len(codes) == 1 {
			division, _ := places.ByCode(codes[0])
			return division.Level == "county"
		}
	}
	return false
}
