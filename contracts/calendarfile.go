package contracts

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// calendarText is a calendar.yaml as written; see the shipped one.
type calendarText struct {
	Shift   word            `yaml:"shift"`
	Owed    map[string]word `yaml:"owed"`
	Years   []yearText      `yaml:"years"`
	Due     []dueText       `yaml:"due"`
	Excused []excuseText    `yaml:"excused"`
}

type yearText struct {
	Year   word   `yaml:"year"`
	Notice word   `yaml:"notice"`
	Off    []word `yaml:"off"`
	Work   []word `yaml:"work"`
}

type dueText struct {
	Dataset word `yaml:"dataset"`
	From    word `yaml:"from"`
	To      word `yaml:"to"`
	Day     word `yaml:"day"`
	Date    word `yaml:"date"`
}

type excuseText struct {
	Unit    word `yaml:"unit"`
	Dataset word `yaml:"dataset"`
	From    word `yaml:"from"`
	To      word `yaml:"to"`
	Reason  word `yaml:"reason"`
}

// calendarReader lays one file over a calendar. Names are checked against the
// datasets and places given; the shipped file needs neither.
type calendarReader struct {
	*Calendar
	datasets []Dataset
	places   *Places
}

func (c *Calendar) read(file string, raw []byte, datasets []Dataset, places *Places) error {
	var text calendarText
	if err := edited(file, raw, &text); err != nil {
		return err
	}
	r := calendarReader{c, datasets, places}
	for _, step := range []func(calendarText) error{r.shift, r.owing, r.years, r.dueDays, r.excuses} {
		if err := step(text); err != nil {
			return inFile(file, err)
		}
	}
	return nil
}

func (r calendarReader) shift(t calendarText) error {
	switch t.Shift.text {
	case "":
	case "next", "none":
		r.shifts = t.Shift.text == "next"
	default:
		return t.Shift.mistaken("shift 只能写 next（遇休息日顺延）或 none（不顺延），而不是“%s”", t.Shift.text)
	}
	return nil
}

func (r calendarReader) owing(t calendarText) error {
	for _, name := range slices.Sorted(maps.Keys(t.Owed)) {
		who := t.Owed[name]
		dataset, err := r.dataset(word{name, who.line})
		if err != nil {
			return err
		}
		switch owed := Owed(who.text); owed {
		case ByEveryUnit, BySenders, ByNobody:
			r.owed[dataset] = owed
		default:
			return who.mistaken("“%s”由谁报只能写 every_unit（各单位都报）、senders（报过的单位接着报）或 nobody（不催），而不是“%s”", name, who.text)
		}
	}
	return nil
}

func (r calendarReader) years(t calendarText) error {
	for _, y := range t.Years {
		n, err := strconv.Atoi(y.Year.text)
		if err != nil || n < 2000 || n > 2100 {
			return y.Year.mistaken("year 要写四位年份，例如 2027，而不是“%s”", y.Year.text)
		}
		said := map[time.Time]bool{}
		for _, days := range []struct {
			words  []word
			worked bool
		}{{y.Off, false}, {y.Work, true}} {
			for _, w := range days.words {
				if err := r.mark(w, n, days.worked, said); err != nil {
					return err
				}
			}
		}
		r.arranged[n] = true
	}
	return nil
}

// longestOff is the longest run of days one entry may name: a longer one is a
// slip of the pen.
const longestOff = 31

func (r calendarReader) mark(w word, year int, worked bool, said map[time.Time]bool) error {
	from, to, ranged := strings.Cut(w.text, "..")
	if !ranged {
		to = from
	}
	first, err := time.Parse(time.DateOnly, strings.TrimSpace(from))
	last, err2 := time.Parse(time.DateOnly, strings.TrimSpace(to))
	switch {
	case err != nil || err2 != nil:
		return w.mistaken("日期要写成 2027-02-06，连续几天写成 2027-02-06..2027-02-12，而不是“%s”", w.text)
	case last.Before(first) || last.Sub(first) >= longestOff*24*time.Hour:
		return w.mistaken("“%s”起止颠倒或者太长，请核对", w.text)
	case first.Year() < year-1 || last.Year() > year+1:
		return w.mistaken("“%s”不是%d年安排里的日子，请核对年份", w.text, year)
	}
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		if other, twice := said[day]; twice && other != worked {
			return w.mistaken("%s既写成放假又写成上班，请改正", day.Format(time.DateOnly))
		}
		said[day], r.days[day] = worked, worked
	}
	return nil
}

func (r calendarReader) dueDays(t calendarText) error {
	for _, d := range t.Due {
		dataset, err := r.dataset(d.Dataset.near(d.From, d.Day, d.Date))
		if err != nil {
			return err
		}
		rule := dueRule{dataset: dataset}
		if rule.from, rule.to, err = periods(d.From, d.To); err != nil {
			return err
		}
		switch {
		case (d.Day.text == "") == (d.Date.text == ""):
			return d.Dataset.mistaken("day（几号）和 date（具体日期）要写一个，也只写一个")
		case d.Day.text != "":
			rule.day, err = strconv.Atoi(d.Day.text)
			if err != nil || rule.day < 1 || rule.day > 31 {
				return d.Day.mistaken("day 要写 1 到 31，而不是“%s”", d.Day.text)
			}
		default:
			if rule.date, err = time.Parse(time.DateOnly, d.Date.text); err != nil {
				return d.Date.mistaken("date 要写成 2025-02-20，而不是“%s”", d.Date.text)
			}
		}
		r.due = append(r.due, rule)
	}
	return nil
}

func (r calendarReader) excuses(t calendarText) error {
	for _, e := range t.Excused {
		unit, err := r.unit(e.Unit.near(e.Dataset, e.From, e.Reason))
		if err != nil {
			return err
		}
		x := excuse{unit: unit, dataset: AllDatasets, reason: e.Reason.text}
		if e.Dataset.text != AllDatasets {
			if x.dataset, err = r.dataset(e.Dataset.near(e.Unit)); err != nil {
				return err
			}
		}
		if x.from, x.to, err = periods(e.From, e.To); err != nil {
			return err
		}
		if x.reason == "" {
			return e.Unit.mistaken("免报要写明理由（reason）")
		}
		r.excused = append(r.excused, x)
	}
	return nil
}

// dataset is the name of a dataset written by name or by label.
func (r calendarReader) dataset(w word) (string, error) {
	if w.text == "" {
		return "", w.mistaken("要写明是哪种报表（dataset）")
	}
	if r.datasets == nil {
		return w.text, nil
	}
	i := slices.IndexFunc(r.datasets, func(d Dataset) bool { return d.Name == w.text || d.Label == w.text })
	if i < 0 || r.datasets[i].Source == FromBulletin {
		return "", w.mistaken("没有“%s”这种报表，可用的见 lvzhi contract list", w.text)
	}
	return r.datasets[i].Name, nil
}

// unit is the code of a reporting unit written by code or by name.
func (r calendarReader) unit(w word) (string, error) {
	if w.text == "" {
		return "", w.mistaken("要写明是哪个单位（unit）")
	}
	if r.places != nil {
		for _, u := range r.places.Units {
			if w.text == u.Code || w.text == u.Name || w.text == u.Short {
				return u.Code, nil
			}
		}
	}
	return "", w.mistaken("“%s”不是报送单位，请写代码（如 410900）或全称（如 濮阳市）", w.text)
}

// periods are the ends of a range of periods; either may be left open.
func periods(from, to word) (string, string, error) {
	for _, w := range []word{from, to} {
		if _, err := time.Parse("2006-01", w.text); err != nil && w.text != "" {
			return "", "", w.mistaken("报送期要写成 2024-03，而不是“%s”", w.text)
		}
	}
	if to.text != "" && to.text < from.text {
		return "", "", to.mistaken("报送期的止（%s）早于起（%s）", to.text, from.text)
	}
	return from.text, to.text, nil
}
