package contracts

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What is checked of a regime as a whole: who, where, when, and beside which
// others.

const province = "410000"

func (c *regimeCheck) head() {
	r := c.r
	for _, need := range []struct{ key, value, what string }{
		{"regime", r.ID, "办法的编号，例如 puyang-2023"}, {"place", r.Place, "六位行政区划代码，加引号"},
		{"from", r.From, "开始施行的日期 YYYY-MM-DD"}, {"source", strings.TrimSpace(r.Source), "出处：文件名称、文号、日期"},
	} {
		if need.value == "" {
			c.wrong(need.key, "缺少 %s（%s）", need.key, need.what)
		}
	}
	if r.Label == "" {
		c.suspect("label", "没有 label（办法的名称），页面和词典里会是空的")
	}
	if c.places != nil && r.Place != "" && r.Place != province {
		if _, ok := c.places.ByCode(r.Place); !ok {
			c.wrong("place", "没有代码为“%s”的地方", r.Place)
		}
	}
	from, fromOK := c.date("from", r.From)
	to, toOK := c.date("to", r.To)
	if fromOK && toOK && to.Before(from) {
		c.wrong("to", "to（%s）早于 from（%s），这个办法从来没有施行过", r.To, r.From)
	}
	if r.Review == nil && r.Points == nil && r.Absence == nil && r.Rhythm == nil {
		c.suspect("", "什么也没有规定：review、points、absence、rhythm 都没有写")
	}
}

// date reads an optional date; ok is false for none and for a wrong one.
func (c *regimeCheck) date(path, text string) (time.Time, bool) {
	if text == "" {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		c.wrong(path, "“%s”不是日期，要写成 YYYY-MM-DD，例如 2024-01-01", text)
	}
	return day, err == nil
}

func (c *regimeCheck) levels(section string, levels []string) {
	if len(levels) == 0 {
		c.wrong(section, "%s 里缺少 levels（哪几级代表：national、province、city、county、township）", section)
	}
	for i, level := range levels {
		if !slices.Contains([]string{"national", "province", "city", "county", "township"}, level) {
			c.wrong(section+".levels", "没有“%s”这一级，只能是 national、province、city、county、township", level)
		}
		if slices.Contains(levels[:i], level) {
			c.suspect(section+".levels", "“%s”写了两遍", level)
		}
	}
}

func (c *regimeCheck) absence() {
	a := c.r.Absence
	if a == nil {
		return
	}
	if a.Unexcused < 1 {
		c.wrong("absence.unexcused", "unexcused（未经批准缺席几次）至少是 1")
	}
	if a.Meetings == "" || a.Follow == "" {
		c.suspect("absence", "没有写 meetings（哪种会议）或 follow（随后怎么办）")
	}
}

func (c *regimeCheck) rhythm() {
	for i, p := range c.r.Rhythm {
		at := join("rhythm", strconv.Itoa(i))
		if p.What == "" {
			c.wrong(at, "缺少 what（承诺做什么）")
		}
		if !slices.Contains([]string{"week", "half_month", "month"}, p.Every) {
			c.wrong(at+".every", "every 只能是 week、half_month 或 month，而不是“%s”", p.Every)
		}
		if slices.ContainsFunc(c.r.Rhythm[:i], func(other Promise) bool { return other.What == p.What }) {
			c.wrong(at+".what", "“%s”写了两遍", p.What)
		}
	}
}

// overlaps compares with the other regimes of the same place.
func (c *regimeCheck) overlaps() {
	r := c.r
	var clash *Mistake
	if errors.As(Clash(WithRegimes(c.others, []Regime{r})), &clash) {
		c.wrong("points.scheme", "%s", clash.Sentence)
	}
	for _, other := range c.others {
		if other.ID == r.ID {
			c.say(Note, "regime", "编号与已有的“%s”相同：放进 regimes 文件夹后替换它", other.Label)
			continue
		}
		if other.Place != r.Place || !sameDays(r, other) {
			continue
		}
		for _, section := range sharedSections(r, other) {
			how := "重叠的日子里按开始较晚的一个执行"
			if other.From == r.From {
				how = "两个办法同一天开始，将以新的这个为准"
			}
			c.suspect("from", "与“%s”（%s）在同一地方、%s上施行期重叠（%s 至 %s），%s；如果是接替关系，请给旧的写上 to", other.Label, other.ID, section, other.From, orOpen(other.To), how)
		}
	}
}

func orOpen(day string) string {
	if day == "" {
		return "今"
	}
	return day
}

// sameDays reports whether two regimes hold on a common day.
func sameDays(a, b Regime) bool {
	return (a.To == "" || b.From <= a.To) && (b.To == "" || a.From <= b.To)
}

// sharedSections says of what both regimes speak.
func sharedSections(a, b Regime) []string {
	var both []string
	if a.Review != nil && b.Review != nil {
		if levels := common(a.Review.Levels, b.Review.Levels); len(levels) > 0 {
			both = append(both, "测评（"+strings.Join(levels, "、")+"）")
		}
	}
	if a.Points != nil && b.Points != nil {
		if levels := common(a.Points.Levels, b.Points.Levels); len(levels) > 0 {
			both = append(both, "积分（"+strings.Join(levels, "、")+"）")
		}
	}
	if a.Absence != nil && b.Absence != nil {
		both = append(both, "缺席规定")
	}
	if a.Rhythm != nil && b.Rhythm != nil {
		both = append(both, "工作节奏")
	}
	return both
}

func common(a, b []string) []string {
	var both []string
	for _, x := range a {
		if slices.Contains(b, x) {
			both = append(both, x)
		}
	}
	return both
}
