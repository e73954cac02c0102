package ingest

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
)

// address is what a file says about itself: who sent it, for which part of
// the unit, for which month, and how it adds to earlier files.
type address struct {
	unit, scope, period string
	arrival             contracts.Arrival
	year                int
	level               string
	notes               []string // what explicit flags overrode
}

// question is a file that cannot be addressed without asking its sender.
//
// The remedy is for the sender; hint is for whoever runs the command.
type question struct{ reason, remedy, hint string }

func (q *question) Error() string { return q.reason + "，" + q.remedy }

const unitHint = "或用 --unit 指明报送单位"

// evidence is where an address may be read from, strongest first.
type evidence struct {
	titles  []string
	name    string   // the file's base name without ending
	folders []string // the two folders it lay in, nearest first
	years   []int    // years in the rows' own year column
}

// resolve finds the address. Explicit flags answer; else the title, the name,
// the folder.
func resolve(e evidence, d contracts.Dataset, given Hints, places *contracts.Places) (address, error) {
	var a address
	if err := a.place(e, given, places); err != nil {
		return a, err
	}
	a.arrival = d.Arrival
	if err := a.time(e, d, given); err != nil {
		return a, err
	}
	a.level = titleLevel(e.titles, places)
	return a, nil
}

func (a *address) place(e evidence, given Hints, places *contracts.Places) error {
	found, foreign := a.mentions(e, places)
	units := unitsOf(found, places)
	if given.Unit != "" {
		a.unit, a.scope = given.Unit, "all"
		if code, ok := places.UnitOf(given.Unit); ok && code != given.Unit {
			a.unit, a.scope = code, given.Unit
		}
		if len(units) > 0 && !slices.Contains(units, a.unit) || foreign != "" {
			a.notes = append(a.notes, "报送单位按命令中的 --unit 确定，与文件自述不同")
		}
		a.scope = scopeIn(a, e, places)
		return nil
	}
	switch {
	case foreign != "":
		return &question{fmt.Sprintf("“%s”不是本省的报送单位", foreign), "请核对是否报错了文件", unitHint}
	case len(units) == 0:
		if short := ambiguousShort(e, places); short != "" {
			return &question{fmt.Sprintf("“%s”可能是市，也可能是县", short), "请在标题中写明全称", unitHint}
		}
		return &question{"看不出是哪个单位报送的", "请在标题中写明市、县名称", unitHint}
	case len(units) > 1:
		names := make([]string, len(units))
		for i, u := range units {
			division, _ := places.ByCode(u)
			names[i] = division.Name
		}
		return &question{fmt.Sprintf("文件同时提到%s，分不清是谁报送的", strings.Join(names, "、")), "请改正标题、文件名或所在文件夹", unitHint}
	}
	a.unit = units[0]
	a.scope = scopeIn(a, e, places)
	return nil
}

// mentions gathers the places named in titles, file name and folder. A text
// that opens with a place this province does not have is foreign.
func (a *address) mentions(e evidence, places *contracts.Places) (codes []string, foreign string) {
	for i, text := range e.texts() {
		text = plainTitle(text)
		here := placesIn(text, places)
		if len(here) == 0 && foreign == "" && i <= len(e.titles) { // a folder is named as its owner likes
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

func ambiguousShort(e evidence, places *contracts.Places) string {
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

// scopeIn is the one county of the unit that the file speaks for, or all. The
// strongest text that names a county decides.
func scopeIn(a *address, e evidence, places *contracts.Places) string {
	if a.scope != "" && a.scope != "all" {
		return a.scope
	}
	for _, group := range append([][]string{e.titles, {e.name}}, eachAlone(e.folders)...) {
		var counties []string
		for _, text := range group {
			for _, c := range placesIn(plainTitle(text), places) {
				if u, ok := places.UnitOf(c); ok && u == a.unit && c != a.unit && !slices.Contains(counties, c) {
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

// time finds the period, the year for days written without one, and whether
// the file is cumulative.
func (a *address) time(e evidence, d contracts.Dataset, given Hints) error {
	found := a.readTimes(e, d)
	a.period = found
	if d.Cadence == contracts.Yearly && a.year > 0 {
		a.period = fmt.Sprintf("%04d-12", a.year)
	}
	if given.Period != "" {
		if a.period != "" && a.period != given.Period {
			a.notes = append(a.notes, "报送期按命令中的 --period 确定，与文件自述的"+a.period+"不同")
		}
		a.period = given.Period
	}
	if a.period == "" {
		return &question{"看不出是哪个月的报表", "请在标题中写明年月", "或用 --period YYYY-MM 指明报送期"}
	}
	if a.year == 0 {
		a.year, _ = strconv.Atoi(a.period[:4])
	}
	return nil
}

func (a *address) readTimes(e evidence, d contracts.Dataset) (period string) {
	for _, text := range e.texts() {
		t := timeIn(text)
		if a.year == 0 && t.year > 0 {
			a.year = t.year
		}
		if period == "" && t.month > 0 {
			period = fmt.Sprintf("%04d-%02d", t.monthYear, t.month)
		}
		switch {
		case t.cumulative:
			a.arrival = contracts.Cumulative
		case t.thisMonth && d.Arrival == contracts.Cumulative:
			a.arrival = contracts.Increment
		}
	}
	if a.year == 0 && len(e.years) == 1 {
		a.year = e.years[0]
	}
	return period
}

type textTime struct {
	year                  int // the year the text speaks of
	monthYear, month      int // the month it names; 2023年度（2024年1月） names January 2024
	cumulative, thisMonth bool
}

var (
	filledOn   = regexp.MustCompile(`(填报|填表|制表|报送|上报|统计|打印|导出)(时间|日期)\s*[:：]?\s*[0-9年月日./\- ]*`)
	monthRange = regexp.MustCompile(`((?:19|20)\d{2})\s*年?\s*度?\s*[(（]?\s*(\d{1,2})\s*月?\s*(?:-|—|－|–|~|～|至|到)\s*(\d{1,2})\s*月`)
	yearMonth  = regexp.MustCompile(`((?:19|20)\d{2})\s*(?:年\s*(1[0-2]|0?[1-9])(?:\s*月|\s*$|[)）_])|[.\-/_]\s*(1[0-2]|0?[1-9])(?:\s*月|[^0-9]|$))`)
	packed     = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d{2})(0[1-9]|1[0-2])(?:[^0-9]|$|[0-3][0-9](?:[^0-9]|$))`)
	quarter    = regexp.MustCompile(`((?:19|20)\d{2})年?第?([一二三四1-4])季度`)
	halfYear   = regexp.MustCompile(`((?:19|20)\d{2})年?(上|下)半年`)
	onlyYear   = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d{2})(?:\s*年|年度|[^0-9]|$)`)
	wholeYear  = regexp.MustCompile(`((?:19|20)\d{2})\s*年度`)
)

// timeIn reads year and month out of a title or a file name; the day a form
// was filled in is not its period.
func timeIn(text string) textTime {
	text = filledOn.ReplaceAllString(norm.NFKC.String(check.ArabicDate(strings.ReplaceAll(text, "元月", "1月"))), "")
	t := textTime{cumulative: strings.Contains(text, "累计"), thisMonth: strings.Contains(text, "本月")}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := monthRange.FindStringSubmatch(text); m != nil && number(m[2]) <= number(m[3]) && number(m[3]) <= 12 {
		t.year, t.month = number(m[1]), number(m[3])
		t.cumulative = t.cumulative || number(m[2]) == 1
	} else if m := yearMonth.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), number(m[2]+m[3])
	} else if m := packed.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), number(m[2])
	} else if m := quarter.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), 3*(strings.Index("一二三四", m[2])/3+1)
		if n := number(m[2]); n > 0 {
			t.month = 3 * n
		}
	} else if m := halfYear.FindStringSubmatch(text); m != nil {
		t.year, t.month = number(m[1]), 6
		if m[2] == "下" {
			t.month = 12
		}
	} else if m := onlyYear.FindStringSubmatch(text); m != nil {
		t.year = number(m[1])
	}
	t.monthYear = t.year
	if m := wholeYear.FindStringSubmatch(text); m != nil {
		t.year = number(m[1])
	}
	return t
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

// evidenceOf reads what a path says: the file's name and its two folders.
func evidenceOf(path string) evidence {
	base := filepath.Base(path)
	e := evidence{name: strings.TrimSuffix(base, filepath.Ext(base))}
	for dir, n := filepath.Dir(path), 0; n < 2 && dir != filepath.Dir(dir); dir, n = filepath.Dir(dir), n+1 {
		e.folders = append(e.folders, filepath.Base(dir))
	}
	return e
}

// texts lists the evidence, strongest first.
func (e evidence) texts() []string { return slices.Concat(e.titles, []string{e.name}, e.folders) }

// presume says of a file what its flags, name and folders say, before it is
// opened: a file that cannot be read is then refused as somebody's, for some
// month. What the file itself says takes the place of this.
func (r *Receiver) presume(o *Outcome, given Hints) {
	o.Dataset = given.Dataset
	var d contracts.Dataset
	best := 0
	for _, candidate := range r.Datasets {
		words := 0
		for _, w := range candidate.TitleWords {
			if strings.Contains(filepath.Base(o.Path), w) {
				words++
			}
		}
		if candidate.Name == given.Dataset || given.Dataset == "" && words > best {
			d, best = candidate, words
		}
	}
	if o.Dataset == "" {
		o.Dataset = d.Name
	}
	// a question about the place or the month is no answer, and none is needed yet
	a, _ := resolve(evidenceOf(o.Path), d, given, r.Places)
	o.Unit, o.Scope, o.Period = a.unit, a.scope, a.period
}
