package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
)

func (a *app) regimeCommand() *cobra.Command {
	c := &cobra.Command{Use: "regime", Short: "查看和检查各地的办法：测评、积分、缺席、工作节奏", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	list := &cobra.Command{Use: "list", Short: "列出现行的全部办法", Args: none, RunE: func(*cobra.Command, []string) error { return a.listRegimes() }}
	show := &cobra.Command{Use: "show 编号", Short: "显示一个办法的文件，可作写新办法的样例", Args: one("请写明一个办法的编号，可用的见 lvzhi regime list"),
		RunE: func(_ *cobra.Command, args []string) error { return a.showRegime(args[0]) }}
	check := &cobra.Command{Use: "check 文件", Short: "检查一个办法文件，并算出它的边界情形", Example: "  lvzhi regime check 某市办法.yaml",
		Args: one("请写明一个办法文件，例如 lvzhi regime check 某市办法.yaml"),
		RunE: func(c *cobra.Command, args []string) error { return a.checkRegime(c.Context(), args[0]) }}
	c.AddCommand(list, show, check)
	return c
}

// one wants exactly one argument, or says so.
func one(sentence string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usagef("%s", sentence)
		}
		return nil
	}
}

type regimeLine struct {
	Regime   string   `json:"regime"`
	Label    string   `json:"label"`
	Place    string   `json:"place"`
	From     string   `json:"from"`
	To       *string  `json:"to"`
	Sections []string `json:"sections"`
	Source   string   `json:"source"`
}

func (a *app) listRegimes() error {
	all, err := a.regimes()
	if err != nil {
		return err
	}
	lines, text := []regimeLine{}, strings.Builder{}
	for _, r := range all {
		line := regimeLine{Regime: r.ID, Label: r.Label, Place: r.Place, From: r.From, Sections: sectionsOf(r), Source: r.Source}
		if r.To != "" {
			line.To = &r.To
		}
		lines = append(lines, line)
		fmt.Fprintf(&text, "%-20s %s（%s，%s起：%s）\n", r.ID, r.Label, r.Place, r.From, strings.Join(line.Sections, "、"))
	}
	return a.print(lines, text.String())
}

func sectionsOf(r contracts.Regime) []string {
	sections := []string{}
	for _, s := range []struct {
		is   bool
		word string
	}{{r.Review != nil, "测评"}, {r.Points != nil, "积分"}, {r.Absence != nil, "缺席"}, {r.Rhythm != nil, "工作节奏"}} {
		if s.is {
			sections = append(sections, s.word)
		}
	}
	return sections
}

func (a *app) showRegime(id string) error {
	shipped, err := contracts.ShippedRegimes()
	if err != nil {
		return fault("程序自带的办法有误", err)
	}
	raw, err := contracts.RegimeText(os.DirFS(filepath.Join(a.data, "regimes")), id)
	if err == nil && raw == nil {
		raw, err = contracts.RegimeText(shipped, id)
	}
	if err != nil {
		return fault("办法的文件读不出来", err)
	}
	if raw == nil {
		return usagef("没有编号为“%s”的办法，可用的见 lvzhi regime list", id)
	}
	r, _ := contracts.CheckRegime(raw, nil, nil)
	return a.print(map[string]any{"regime": r.ID, "label": r.Label, "text": string(raw)}, string(raw))
}
