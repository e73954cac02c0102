package contracts

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lvzhi/data"
)

// Division is one place with a code: a prefecture, a county-level unit, or a
// development zone without a congress of its own (level "pseudo").
type Division struct {
	Code, Name, Level, Parent string
}

// ReportingUnit is one of the 18 that report to the province. Column and Row
// place its tile on the schematic picture.
type ReportingUnit struct {
	Code, Name, Short string
	Column, Row       int
}

// CongressTerm is the term a level serves in, with the dates it runs.
type CongressTerm struct {
	Level, Term, Start, End string
}

// Places answers what a place name as written means.
type Places struct {
	Divisions []Division
	Units     []ReportingUnit
	byCode    map[string]Division
	byAlias   map[string][]alias
	townships map[string][]Township // by county
	longest   int                   // runes of the longest alias
}

type alias struct{ code, kind string }

// LoadPlaces reads the embedded reference of the province.
func LoadPlaces() (*Places, error) {
	p := &Places{byCode: map[string]Division{}, byAlias: map[string][]alias{}}
	for _, name := range []string{"divisions.csv", "pseudo_units.csv"} {
		rows, err := reference(name)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			d := Division{Code: r[0], Name: r[1], Level: r[2], Parent: r[3]}
			p.Divisions = append(p.Divisions, d)
			p.byCode[d.Code] = d
		}
	}
	aliases, err := reference("aliases.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range aliases {
		p.byAlias[r[0]] = append(p.byAlias[r[0]], alias{code: r[1], kind: r[2]})
		p.longest = max(p.longest, len([]rune(r[0])))
	}
	if err := p.addTownships(); err != nil {
		return nil, err
	}
	p.Units, err = reportingUnits()
	return p, err
}

func (p *Places) addTownships() error {
	all, err := Townships()
	if err != nil {
		return err
	}
	p.townships = map[string][]Township{}
	for _, t := range all {
		t.Name = strings.TrimPrefix(t.Name, p.byCode[t.County].Name) // 济源市轵城镇
		if !strings.HasPrefix(t.Kind, "其他") {                        // 农场 in a title is a word
			p.townships[t.County] = append(p.townships[t.County], t)
		}
		p.byCode[t.Code] = Division{Code: t.Code, Name: t.Name, Level: "township", Parent: t.County}
	}
	return nil
}

// TownshipsIn lists the townships of a county that a text names; where one
// name stands within another only the longer counts. Without its county a
// township's name says nothing: 城关镇 stands in 23 of them.
func (p *Places) TownshipsIn(county, text string) []Township {
	var found []Township
	for _, t := range p.townships[county] {
		if strings.Contains(text, t.Name) {
			found = append(found, t)
		}
	}
	return slices.DeleteFunc(slices.Clone(found), func(t Township) bool {
		return slices.ContainsFunc(found, func(other Township) bool { return other.Name != t.Name && strings.Contains(other.Name, t.Name) })
	})
}

func reportingUnits() ([]ReportingUnit, error) {
	rows, err := reference("units.csv")
	if err != nil {
		return nil, err
	}
	var units []ReportingUnit
	for _, r := range rows {
		column, err := strconv.Atoi(r[3])
		if err != nil {
			return nil, fmt.Errorf("unit %s: tile column: %w", r[0], err)
		}
		row, err := strconv.Atoi(r[4])
		if err != nil {
			return nil, fmt.Errorf("unit %s: tile row: %w", r[0], err)
		}
		units = append(units, ReportingUnit{Code: r[0], Name: r[1], Short: r[2], Column: column, Row: row})
	}
	return units, nil
}

// Terms returns the term of each level [assumed, editable data].
func Terms() ([]CongressTerm, error) {
	rows, err := reference("terms.csv")
	if err != nil {
		return nil, err
	}
	var terms []CongressTerm
	for _, r := range rows {
		terms = append(terms, CongressTerm{Level: r[0], Term: r[1], Start: r[2], End: r[3]})
	}
	return terms, nil
}

// LocalTerm is what a unit calls a term that the table counts otherwise.
type LocalTerm struct{ Unit, Level, Local, Term string }

// LocalTerms lists the units that count their terms otherwise [assumed,
// editable data].
func LocalTerms() ([]LocalTerm, error) {
	rows, err := reference("local_terms.csv")
	if err != nil {
		return nil, err
	}
	var all []LocalTerm
	for _, r := range rows {
		all = append(all, LocalTerm{Unit: r[0], Level: r[1], Local: r[2], Term: r[3]})
	}
	return all, nil
}

// Township is one township-level division. Its name repeats over counties.
type Township struct{ Code, Name, Kind, County string }

// Townships returns all township-level divisions of the province.
func Townships() ([]Township, error) {
	rows, err := reference("townships.csv")
	if err != nil {
		return nil, err
	}
	var all []Township
	for _, r := range rows {
		all = append(all, Township{Code: r[0], Name: r[1], Kind: r[2], County: r[3]})
	}
	return all, nil
}

func reference(name string) ([][]string, error) {
	f, err := data.Reference.Open("reference/" + name)
	if err != nil {
		return nil, fmt.Errorf("open reference %s: %w", name, err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read reference %s: %w", name, err)
	}
	return rows[1:], nil
}

// ByCode returns the division of a code.
func (p *Places) ByCode(code string) (Division, bool) {
	d, ok := p.byCode[code]
	return d, ok
}

// UnitOf returns the reporting unit a division belongs to: itself, or the
// prefecture above it. 济源 (419001) reports for itself.
func (p *Places) UnitOf(code string) (string, bool) {
	for range 3 {
		if slices.ContainsFunc(p.Units, func(u ReportingUnit) bool { return u.Code == code }) {
			return code, true
		}
		d, ok := p.byCode[code]
		if !ok {
			return "", false
		}
		code = d.Parent
	}
	return "", false
}

// Resolve returns the codes a whole name may mean; more than one is a
// question for the sender (濮阳, 新乡 and 安阳 alone). Former names resolve to
// their successors. A qualified name (新乡长垣市) means its longest suffix.
func (p *Places) Resolve(name string) []string {
	name = strings.TrimSpace(name)
	if d, ok := p.byCode[name]; ok {
		return []string{d.Code}
	}
	if codes := p.exact(name); codes != nil {
		return codes
	}
	r := []rune(name)
	for i := 2; i < len(r)-1; i++ { // a prefix of at least two runes must itself be a place
		above, below := p.exact(string(r[:i])), p.exact(string(r[i:]))
		if hit := within(p, above, below); hit != nil {
			return hit
		}
		if hit := within(p, below, above); hit != nil { // 红旗区新乡市: the county first
			return hit
		}
	}
	return nil
}

// ResolveIn resolves a name inside a reporting unit, where 濮阳 can only be
// the county. It returns "" when the name means no place there.
func (p *Places) ResolveIn(unit, name string) string {
	var inside []string
	for _, code := range p.Resolve(name) {
		if above, ok := p.UnitOf(code); ok && above == unit {
			inside = append(inside, code)
		}
	}
	switch {
	case len(inside) == 1:
		return inside[0]
	case len(inside) == 2: // prefecture and county of one short name: the county
		if inside[0] == unit {
			return inside[1]
		}
		return inside[0]
	}
	return ""
}

// Find returns the one place a name means, with its level.
func (p *Places) Find(name string) (code, level string, ok bool) {
	codes := p.Resolve(name)
	if len(codes) != 1 {
		return "", "", false
	}
	return codes[0], p.byCode[codes[0]].Level, true
}

// Mentioned lists, in order, the places named in a running text by a name
// with its suffix (濮阳县, not 濮阳): longest match first, each code once.
func (p *Places) Mentioned(text string) []string {
	r := []rune(text)
	var found []string
	for i := 0; i < len(r); {
		code, n := p.longestAt(r[i:])
		if n == 0 {
			i++
			continue
		}
		if !slices.Contains(found, code) {
			found = append(found, code)
		}
		i += n
	}
	return found
}

func (p *Places) longestAt(r []rune) (code string, runes int) {
	for n := min(p.longest, len(r)); n >= 2; n-- {
		for _, a := range p.byAlias[string(r[:n])] {
			if a.kind != "short" && a.kind != "short_ambiguous" {
				return a.code, n
			}
		}
	}
	return "", 0
}

// Adopt adds the names an office gave places to those of the reference. They
// must have been checked.
func (p *Places) Adopt(names []PlaceAlias) {
	for _, n := range names {
		p.byAlias[n.Name] = append(p.byAlias[n.Name], alias{code: n.Code, kind: "adopted"})
		p.longest = max(p.longest, len([]rune(n.Name)))
	}
}

// mayBeCalled refuses a name that is too short to be found in a text or means
// another place.
func (p *Places) mayBeCalled(name, code string) error {
	place, ok := p.byCode[code]
	if !ok {
		return sentencef("“%s”不是本省的区划代码", code)
	}
	if n := len([]rune(name)); n < 2 || n > longestAlias || strings.Trim(name, "0123456789") == "" {
		return sentencef("“%s”太短、太长或者只是数字，不能作地名", name)
	}
	for _, other := range p.Resolve(name) {
		if other != code {
			return sentencef("“%s”已经是%s的名字，不能再作%s的", name, p.byCode[other].Name, place.Name)
		}
	}
	return nil
}

func (p *Places) exact(name string) []string {
	var codes []string
	for _, a := range p.byAlias[name] {
		if !slices.Contains(codes, a.code) {
			codes = append(codes, a.code)
		}
	}
	return codes
}

func within(p *Places, above, below []string) []string {
	for _, b := range below {
		if slices.Contains(above, p.byCode[b].Parent) {
			return []string{b}
		}
	}
	return nil
}
