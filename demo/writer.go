package demo

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"lvzhi/contracts"
)

// writer writes the files of one unit.
type writer struct {
	t        *tables
	p        profile
	o        Options
	months   calendar
	dir      string
	unit     string // its name
	short    string
	r        *rand.Rand
	truth    *Truth
	people   []*mandate
	reviews  []*review
	counties []string
}

func (t *tables) writer(p profile, o Options, months calendar, dir string) *writer {
	w := &writer{t: t, p: p, o: o, months: months, dir: dir, r: stream(o.Seed, p.Code, "forms"),
		truth: &Truth{Nominations: NominationTruth{OutOfScope: map[string]int{}}}, counties: t.countiesOf(p, o.Scale)}
	i := slices.IndexFunc(t.places.Units, func(u contracts.ReportingUnit) bool { return u.Code == p.Code })
	w.unit, w.short = t.places.Units[i].Name, t.places.Units[i].Short
	return w
}

func (w *writer) noteMess(kind, file, sheet string) { w.truth.noteMess(kind, file, w.sheetName(sheet)) }

func (w *writer) habits(file, sheet string) habits {
	return habits{p: w.p, sheet: w.p.Format == "xlsx", note: func(kind string) { w.noteMess(kind, file, sheet) }}
}

// pattern takes a unit's variant of a list of patterns.
func pattern(list []string, variant int) string { return list[min(variant, len(list)-1)] }

func (w *writer) title(kind string, at time.Time, place string) string {
	return expand(pattern(w.t.headers.Titles[kind], w.p.Title), "{unit}", place, "{county}", place,
		"{year}", strconv.Itoa(at.Year()), "{month}", strconv.Itoa(int(at.Month())))
}

// path is where a file lies in the inbox, relative, with forward slashes.
func (w *writer) path(dataset, title string, at time.Time, suffix string) string {
	annex := map[string]string{"roster": "1", "votes": "2", "scores": "3", "nominations": "4", "summary": "5",
		"activities": "6", "plans": "7", "rectifications": "8", "uses": "9", "honours": "10", "contacts": "11", "sessions": "12", "stations": "13"}[dataset]
	monthText := at.Format("01")
	if dataset == "scores" {
		monthText = ""
	}
	name := expand(w.t.headers.Files[w.p.File], "{title}", title, "{n}", annex, "{short}", w.short,
		"{year}", strconv.Itoa(at.Year()), "{month}", monthText, "{label}", w.t.headers.Labels[dataset])
	ext := ".csv"
	if w.p.Format == "xlsx" {
		ext = ".xlsx"
	}
	folder := map[string]string{"name": w.unit + "/", "short": w.short + "/", "organ": w.unit + "人大常委会代表工委/", "loose": ""}[w.p.Folder]
	return folder + name + suffix + ext
}

// save writes a file and enters it in the truth. Rows that must be
// quarantined were counted while they were placed.
func (w *writer) save(f File, grids []*grid) error {
	if w.p.Format == "xlsx" {
		grids = w.sideSheets(f, grids)
	}
	f.Unit, f.Lines = w.p.Code, map[string]int{}
	for _, g := range grids {
		for _, l := range g.lines {
			if l.role != blankLine {
				f.Lines[string(l.role)]++
			}
		}
	}
	f.Accepted = f.Lines[string(dataLine)] - f.Quarantined
	if f.Status == "" {
		f.Status = "accepted"
		if f.Quarantined > 0 {
			f.Status = "partial"
		}
	}
	raw, err := w.encode(grids)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	w.noteFormat(f)
	w.truth.Files = append(w.truth.Files, f)
	return put(w.dir, f.Path, raw)
}

func (w *writer) encode(grids []*grid) ([]byte, error) {
	if w.p.Format == "xlsx" {
		return xlsxBytes(grids)
	}
	return csvBytes(grids[0], w.p.Format)
}

func (w *writer) noteFormat(f File) {
	kind := map[string]string{"csv": "csv_plain", "csv-bom": "csv_bom", "csv-gb18030": "csv_gb18030"}[w.p.Format]
	if kind != "" {
		w.noteMess(kind, f.Path, "")
	}
	if w.p.Folder == "loose" {
		w.noteMess("loose_file", f.Path, "")
	}
	if f.Arrival == "cumulative" && f.Dataset == "votes" {
		w.noteMess("cumulative_title", f.Path, "")
	}
}

// sideSheets adds the sheets that hold no rows.
func (w *writer) sideSheets(f File, grids []*grid) []*grid {
	if w.p.has("instructions") {
		g := &grid{name: "填表说明"}
		for _, s := range []string{"填表说明", "一、本表由代表工作机构按月填写，每名述职代表一行。", "二、票数填阿拉伯数字，满意率不含基本满意。", "三、请勿改动表头。"} {
			g.text(textLine, s)
		}
		grids = append([]*grid{g}, grids...)
		w.noteMess("instruction_sheet", f.Path, g.name)
	}
	if w.p.has("hidden_sheet") {
		g := &grid{name: "选项", hidden: true}
		for _, s := range []string{"市级", "县级", "乡级", "是", "否"} {
			g.text(textLine, s)
		}
		grids = append(grids, g)
		w.noteMess("hidden_sheet", f.Path, g.name)
	}
	return grids
}

func put(dir, path string, raw []byte) error {
	full := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o750); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.WriteFile(full, raw, 0o640); err != nil {
		return fmt.Errorf("write file of the inbox: %w", err)
	}
	return nil
}

// unitLine is the line under a title: who fills it in, and when.
func (w *writer) unitLine(place string, filled time.Time, unit string) string {
	if !w.p.has("unit_line") {
		return ""
	}
	s := "填报单位（盖章）：" + place + "人大常委会代表工委"
	if !filled.IsZero() {
		s += "    填报时间：" + filled.Format("2006年1月2日")
	}
	return s + "    单位：" + unit
}
