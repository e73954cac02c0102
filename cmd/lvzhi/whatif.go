package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"lvzhi/contracts"
	"lvzhi/transform"
)

// whatIfReport is the document of transform --what-if.
type whatIfReport struct {
	File     string            `json:"file"`
	Adopts   string            `json:"adopts"` // what the file is, in words
	Manifest int64             `json:"manifest"`
	AsOf     *string           `json:"as_of"`
	Changed  map[string]int    `json:"changed"` // mandates or units, by kind
	Units    []whatIfUnit      `json:"units"`
	Mandates []whatIfMandate   `json:"mandates"`
	Months   []whatIfMonth     `json:"months"`
	limit    int               // of mandates said in words
	names    map[string]string // of units
}

// whatIfUnit counts a unit's mandates whose values would change, and its
// months.
type whatIfUnit struct {
	Unit        string `json:"unit"`
	Name        string `json:"name"`
	Tier        int    `json:"tier"`
	Consequence int    `json:"consequence"`
	Band        int    `json:"band"`
	Comparison  int    `json:"comparison"`
	Rank        int    `json:"rank"`
}

type whatIfMandate struct {
	Unit    string  `json:"unit"`
	Mandate string  `json:"mandate_id"`
	Deputy  string  `json:"deputy_name"`
	Level   string  `json:"level"`
	Kind    string  `json:"kind"`
	When    string  `json:"when"`
	Before  *string `json:"before"`
	After   *string `json:"after"`
}

type whatIfMonth struct {
	Unit   string  `json:"unit"`
	Level  string  `json:"level"`
	Kind   string  `json:"kind"`
	Period string  `json:"period"`
	Before *string `json:"before"`
	After  *string `json:"after"`
}

func (a *app) sayWhatIf(ctx context.Context, file string, number int64, asOf time.Time, limit int) error {
	if limit < 0 {
		return usagef("--limit 不能小于 0")
	}
	report, err := a.whatIf(ctx, file, number, asOf, limit)
	if err != nil {
		return err
	}
	if err := a.print(report, report.text()); err != nil {
		return fault("结果没能输出", err)
	}
	return nil
}

func (a *app) whatIf(ctx context.Context, file string, number int64, asOf time.Time, limit int) (whatIfReport, error) {
	before, err := a.definitions(number)
	if err != nil {
		return whatIfReport{}, err
	}
	before.AsOf = asOf
	after, adopts, err := adopted(before, file)
	if err != nil {
		return whatIfReport{}, err
	}
	changes, err := transform.WhatIf(ctx, before, after)
	if err != nil {
		return whatIfReport{}, notBuilt("没有比较成，数仓没有变动", err)
	}
	r := whatIfReport{File: file, Adopts: adopts, Manifest: changes.Manifest, limit: limit, names: map[string]string{},
		Changed: map[string]int{}, Units: []whatIfUnit{}, Mandates: []whatIfMandate{}, Months: []whatIfMonth{}}
	if !changes.AsOf.IsZero() {
		day := changes.AsOf.Format(time.DateOnly)
		r.AsOf = &day
	}
	r.count(changes.Rows)
	return r, nil
}

// adopted reads a regime or a choices file and gives the definitions with it.
func adopted(before transform.Options, file string) (transform.Options, string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return before, "", &spoken{code: exitUsage, sentence: fmt.Sprintf("文件“%s”打不开，请核对路径", file), cause: err}
	}
	after := before
	if isRegime(raw) {
		regime, remarks := contracts.CheckRegime(raw, before.Places, nil)
		if err := contracts.WrongIn(file, remarks); err != nil {
			return after, "", &spoken{code: exitUsage, sentence: err.Error() + "；可用 lvzhi regime check 检查", cause: err}
		}
		after.Regimes = contracts.WithRegimes(before.Regimes, []contracts.Regime{regime})
		return after, fmt.Sprintf("办法“%s”（%s）", regime.Label, regime.ID), nil
	}
	after.Choices, err = contracts.ChoicesWith(before.Choices, raw)
	var m *contracts.Mistake
	if errors.As(err, &m) {
		m.File = file
		return after, "", &spoken{code: exitUsage, sentence: m.Error(), cause: err}
	}
	return after, "口径选择：" + chosen(before.Choices, after.Choices), err
}

// isRegime tells a regime from a file of choices.
func isRegime(raw []byte) bool {
	var keys map[string]any
	if yaml.Unmarshal(raw, &keys) != nil {
		return strings.Contains(string(raw), "regime:") // its check says what is wrong
	}
	_, ok := keys["regime"]
	return ok
}

func chosen(before, after []contracts.Choice) string {
	var texts []string
	for i := range before {
		if before[i].Value != after[i].Value {
			texts = append(texts, fmt.Sprintf("%s %v → %v", before[i].Label, before[i].Value, after[i].Value))
		}
	}
	if len(texts) == 0 {
		return "与现在的完全一样"
	}
	return strings.Join(texts, "；")
}

func (r *whatIfReport) count(rows []transform.Change) {
	units, seen := map[string]*whatIfUnit{}, map[string]bool{}
	for _, c := range rows {
		if units[c.Unit] == nil {
			units[c.Unit] = &whatIfUnit{Unit: c.Unit, Name: c.UnitName}
			r.names[c.Unit] = c.UnitName
		}
		who := c.Mandate
		if who == "" {
			r.Months = append(r.Months, whatIfMonth{c.Unit, c.Level, c.Kind, c.When, orNil(c.Before), orNil(c.After)})
			who = c.Level + c.When
		} else {
			r.Mandates = append(r.Mandates, whatIfMandate{c.Unit, c.Mandate, c.Deputy, c.Level, c.Kind, c.When, orNil(c.Before), orNil(c.After)})
		}
		if key := c.Kind + " " + c.Unit + " " + who; !seen[key] {
			seen[key] = true
			r.Changed[c.Kind]++
			*units[c.Unit].of(c.Kind)++
		}
	}
	for _, code := range slices.Sorted(maps.Keys(units)) {
		r.Units = append(r.Units, *units[code])
	}
}

func (u *whatIfUnit) of(kind string) *int {
	return map[string]*int{transform.TierChange: &u.Tier, transform.ConsequenceChange: &u.Consequence, transform.BandChange: &u.Band,
		transform.ComparisonChange: &u.Comparison, transform.RankChange: &u.Rank}[kind]
}

func orNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
