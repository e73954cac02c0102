package demo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"lvzhi/contracts"
)

// Nation is the scale of the whole country's county and township deputies: the
// 18 units times a factor. It has rosters and activities only, plain csv, and
// is made and taken in unit by unit: nothing of it is held.
const Nation = "nation"

// NationOptions says how large it is.
type NationOptions struct {
	Mandates   int    // of all units together
	Activities int    // rows of one deputy and month
	Months     int    // monthly files
	LastPeriod string // YYYY-MM
}

// NationSize is 2.8 million mandates and 140 million rows of activities.
func NationSize() NationOptions {
	return NationOptions{Mandates: 2_800_008, Activities: 2, Months: 25, LastPeriod: "2024-09"}
}

// NationUnit is one unit's files and what the marts must say of them.
type NationUnit struct {
	Unit     string
	Files    []string // in the order they arrive
	Mandates int
	Attended map[string]int64 // by month, YYYY-MM
}

// Rows is how many rows of activities all units send.
func (o NationOptions) Rows() int64 {
	return int64(o.seats()) * 18 * int64(o.Activities) * int64(o.Months)
}

func (o NationOptions) seats() int { return o.Mandates / 18 }

// WriteNationUnit writes the files of one of the 18 units into dir.
func WriteNationUnit(ctx context.Context, dir, unit string, o NationOptions) (NationUnit, error) {
	t, err := loadTables()
	if err != nil {
		return NationUnit{}, err
	}
	towns, err := contracts.Townships()
	if err != nil {
		return NationUnit{}, err
	}
	place, ok := t.places.ByCode(unit)
	if !ok {
		return NationUnit{}, fmt.Errorf("no unit %s", unit)
	}
	w := nationWriter{dir: dir, name: place.Name, seats: o.seats(), o: o, surnames: t.words.Surnames, given: distinct(t.words.Given)}
	for _, d := range t.places.Divisions {
		if code, ok := t.places.UnitOf(d.Code); ok && code == unit && d.Level == "county" {
			w.counties = append(w.counties, county{name: d.Name})
			for _, town := range towns {
				if town.County == d.Code && !strings.HasPrefix(town.Kind, "其他") && town.Kind != "街道" {
					last := &w.counties[len(w.counties)-1]
					last.towns = append(last.towns, town.Name)
				}
			}
		}
	}
	if room := len(w.surnames) * len(w.given) * len(w.given) * len(w.counties); room < w.seats {
		return NationUnit{}, fmt.Errorf("%d names are too few for %d seats", room, w.seats)
	}
	return w.write(ctx, unit)
}

type county struct {
	name  string
	towns []string // those with a congress
}

type nationWriter struct {
	dir, name       string
	seats           int
	o               NationOptions
	counties        []county
	surnames, given []string
}

// seat is the n-th deputy of the unit, always the same one.
type seat struct {
	name, level, county, town string
	place                     int // of county and town, for what they do together
}

func (w *nationWriter) seat(n int) seat {
	c := n % len(w.counties)
	j := n / len(w.counties) // within the county: names repeat between counties
	s := seat{level: "县级", county: w.counties[c].name, place: c * 1000}
	if towns := w.counties[c].towns; len(towns) > 0 && j%4 != 0 {
		s.level, s.town = "乡级", towns[j%len(towns)]
		s.place += 1 + j%len(towns)
	}
	g := len(w.given)
	s.name = w.surnames[j%len(w.surnames)] + w.given[j/len(w.surnames)%g] + w.given[j/len(w.surnames)/g%g]
	return s
}

func (w *nationWriter) write(ctx context.Context, unit string) (NationUnit, error) {
	out := NationUnit{Unit: unit, Mandates: w.seats, Attended: map[string]int64{}}
	last, err := time.Parse("2006-01", w.o.LastPeriod)
	if err != nil {
		return out, fmt.Errorf("last period: %w", err)
	}
	first := last.AddDate(0, 1-w.o.Months, 0)
	path, err := w.file(first, "人大代表名册", func(b *bufio.Writer) { w.roster(b) })
	out.Files = append(out.Files, path)
	for m := first; err == nil && !m.After(last); m = m.AddDate(0, 1, 0) {
		if err = ctx.Err(); err != nil {
			break
		}
		path, err = w.file(m, "代表履职活动情况表", func(b *bufio.Writer) { out.Attended[period(m)] = w.month(b, m) })
		out.Files = append(out.Files, path)
	}
	return out, err
}

func (w *nationWriter) file(month time.Time, title string, fill func(*bufio.Writer)) (string, error) {
	path := filepath.Join(w.dir, fmt.Sprintf("%s%d年%d月%s.csv", w.name, month.Year(), month.Month(), title))
	f, err := os.Create(path)
	if err != nil {
		return "", fmt.Errorf("write demo file: %w", err)
	}
	b := bufio.NewWriterSize(f, 1<<20)
	fill(b)
	if err := errors.Join(b.Flush(), f.Close()); err != nil {
		return "", fmt.Errorf("write demo file: %w", err)
	}
	return path, nil
}

func (w *nationWriter) roster(b *bufio.Writer) {
	b.WriteString("姓名,性别,出生年月,代表层级,县区,乡镇,选区,当选日期,代表状态\r\n")
	for n := range w.seats {
		s := w.seat(n)
		fmt.Fprintf(b, "%s,%s,%d-%02d,%s,%s,%s,第%d选区,2022-01-15,在任\r\n", s.name, []string{"男", "女"}[n%5/3],
			1955+n%40, 1+n%12, s.level, s.county, s.town, 1+n/len(w.counties)%97)
	}
}

// month writes one month's rows and returns how many attended.
func (w *nationWriter) month(b *bufio.Writer, month time.Time) (attended int64) {
	b.WriteString("姓名,代表层级,县区,乡镇,活动日期,活动名称,活动类型,出席情况\r\n")
	kinds := []string{"视察", "调研", "学习培训", "接待选民", "列席会议"}
	var line []byte
	for n := range w.seats {
		s := w.seat(n)
		for k := range w.o.Activities {
			day := month.AddDate(0, 0, (s.place*7+k*13)%28)
			state := "出席"
			switch (n*31 + k*17 + int(month.Month())*7) % 50 {
			case 0:
				state = "准假"
			case 1:
				state = "缺席"
			default:
				attended++
			}
			line = append(line[:0], s.name...)
			for _, cell := range []string{s.level, s.county, s.town} {
				line = append(append(line, ','), cell...)
			}
			line = day.AppendFormat(append(line, ','), time.DateOnly)
			line = append(append(line, ',', '"'), s.county+s.town+"代表小组第"...)
			line = strconv.AppendInt(line, int64(k+1), 10)
			line = append(append(line, "次活动\","...), kinds[(s.place+k)%len(kinds)]...)
			line = append(append(append(line, ','), state...), '\r', '\n')
			b.Write(line)
		}
	}
	return attended
}

func distinct(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}
