package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"lvzhi/contracts"
	"lvzhi/transform"
)

// regimeReport is the document of a check.
type regimeReport struct {
	Regime  string             `json:"regime"`
	Label   string             `json:"label"`
	Remarks []contracts.Remark `json:"remarks"`
	Rules   []ruleLine         `json:"rules"`
	Edges   []ruleLine         `json:"edges"`
	Dues    []dueLine          `json:"dues"`
	Bands   []bandLine         `json:"bands"`
}

type ruleLine struct {
	Rule        int    `json:"rule"` // 0 for none
	What        string `json:"what"`
	Base        int    `json:"base"`
	Votes       int    `json:"votes"`
	Exact       bool   `json:"exact"`
	Consequence string `json:"consequence"`
	Tier        string `json:"tier"`
	Unverified  bool   `json:"unverified"`
}

type dueLine struct {
	Rule int    `json:"rule"`
	Day  string `json:"day"`
	Due  string `json:"due"`
}

type bandLine struct {
	Total         float64 `json:"total"`
	Band          string  `json:"band"`
	ModeSensitive bool    `json:"mode_sensitive"`
}

func (a *app) checkRegime(ctx context.Context, file string) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return &spoken{code: exitUsage, sentence: fmt.Sprintf("文件“%s”打不开，请核对路径", file), cause: err}
	}
	report, err := a.regimeReport(ctx, file, raw)
	if err != nil {
		return err
	}
	if err := a.print(report, report.text()); err != nil {
		return fault("结果没能输出", err)
	}
	switch {
	case hasRemark(report.Remarks, contracts.Wrong):
		return &spoken{code: exitUsage, said: true}
	case hasRemark(report.Remarks, contracts.Suspect):
		return attention()
	}
	return nil
}

func hasRemark(remarks []contracts.Remark, severity string) bool {
	return slices.ContainsFunc(remarks, func(m contracts.Remark) bool { return m.Severity == severity })
}

// regimeReport checks the file beside the regimes in force, and tries it where
// nothing in it is wrong. A file of the workspace's folder is not compared with
// itself.
func (a *app) regimeReport(ctx context.Context, file string, raw []byte) (regimeReport, error) {
	report := regimeReport{Rules: []ruleLine{}, Edges: []ruleLine{}, Dues: []dueLine{}, Bands: []bandLine{}}
	o, err := a.trialOptions()
	if err != nil {
		return report, err
	}
	others, err := a.regimesBeside(file)
	if err != nil {
		return report, err
	}
	regime, remarks := contracts.CheckRegime(raw, o.Places, others)
	report.Regime, report.Label, report.Remarks = regime.ID, regime.Label, append([]contracts.Remark{}, remarks...)
	if hasRemark(remarks, contracts.Wrong) {
		return report, nil
	}
	found, err := transform.FindBoundaries(ctx, o, regime)
	if err != nil {
		return report, fault("边界情形没能算出来", err)
	}
	report.add(found)
	return report, nil
}

func (a *app) trialOptions() (transform.Options, error) {
	o := transform.Options{Log: a.log()}
	var err error
	if o.Datasets, o.Places, err = promises(); err != nil {
		return o, err
	}
	if o.Terms, err = contracts.Terms(); err != nil {
		return o, fault("程序自带的届次资料有误", err)
	}
	if o.Calendar, err = a.calendar(o.Datasets, o.Places); err != nil {
		return o, err
	}
	o.Choices, err = a.choices()
	return o, err
}

// regimesBeside are the shipped regimes and the workspace's other files; one
// that cannot be read is its own check's matter.
func (a *app) regimesBeside(file string) ([]contracts.Regime, error) {
	all, err := contracts.Regimes()
	if err != nil {
		return nil, fault("程序自带的办法有误", err)
	}
	folder := filepath.Join(a.data, "regimes")
	names, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, fault("工作区 regimes 文件夹读不出来", err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			return nil, fault("工作区的办法文件读不出来", err)
		}
		r, remarks := contracts.CheckRegime(raw, nil, nil)
		if !isSameFile(name, file) && !hasRemark(remarks, contracts.Wrong) {
			all = contracts.WithRegimes(all, []contracts.Regime{r})
		}
	}
	return all, nil
}

func isSameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

func (r *regimeReport) add(b transform.Boundaries) {
	line := func(c transform.RuleCase) ruleLine {
		return ruleLine{c.Rule, c.What, c.Ballots.Base, c.Votes, c.IsExact, c.Verdict.Code, c.Verdict.Tier, c.Verdict.IsUnverified}
	}
	for _, c := range b.Rules {
		r.Rules = append(r.Rules, line(c))
	}
	for _, c := range b.Edges {
		r.Edges = append(r.Edges, line(c))
	}
	for _, c := range b.Dues {
		r.Dues = append(r.Dues, dueLine{c.Rule, c.Day.Format(time.DateOnly), c.Due.Format(time.DateOnly)})
	}
	for _, c := range b.Bands {
		r.Bands = append(r.Bands, bandLine{c.Total, c.Grade.Band, c.Grade.ModeSensitive})
	}
}
