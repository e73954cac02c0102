package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/internal/durable"
)

// aliasBook is the office's aliases.yaml, with what its names stand beside.
type aliasBook struct {
	contracts.Aliases
	raw      []byte // the file as people wrote it; nil where there is none
	datasets []contracts.Dataset
	places   *contracts.Places // as shipped
}

// aliasBook reads the names the office adopted, checked against the contracts
// and the places.
func (a *app) aliasBook() (aliasBook, error) {
	var book aliasBook
	var err error
	if book.datasets, book.places, err = promises(); err != nil {
		return book, err
	}
	if book.raw, err = a.officeFile(contracts.AliasFile); err != nil {
		return book, err
	}
	if book.Aliases, err = contracts.ReadAliases(book.raw); err == nil {
		err = book.Check(book.datasets, book.places, check.Meaning)
	}
	if err != nil {
		return book, mistaken(err)
	}
	return book, nil
}

// adopted are the contracts and places that ship with the program, and the
// names the office adopted beside them: of places they are among the places.
func (a *app) adopted() ([]contracts.Dataset, *contracts.Places, contracts.Aliases, error) {
	book, err := a.aliasBook()
	if err != nil {
		return nil, nil, contracts.Aliases{}, err
	}
	book.places.Adopt(book.Places)
	return book.datasets, book.places, book.Aliases, nil
}

// wants asks for exactly so many arguments.
func wants(n int, sentence string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%s", sentence)
		}
		return nil
	}
}

func (a *app) aliasCommand() *cobra.Command {
	var unit, by string
	c := &cobra.Command{Use: "alias", Short: "采纳各市表头里的新列名：add、list、remove", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	add := &cobra.Command{Use: "add 数据名 字段 列名", Short: "以后这个列名读作这个字段", Example: "  lvzhi contract alias add votes valid 有效票张 --unit 410900",
		Args: wants(3, "请写明数据名、字段和列名，例如 lvzhi contract alias add votes valid 有效票张"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.addAlias(contracts.ColumnAlias{Dataset: args[0], Field: args[1], Header: strings.TrimSpace(args[2]), Unit: unit, By: by})
		}}
	add.Flags().StringVar(&unit, "unit", "", "只用于这个单位的文件，写代码，如 410900；默认各单位都用")
	add.Flags().StringVar(&by, "by", "", "谁定的，写进 aliases.yaml")
	list := &cobra.Command{Use: "list", Short: "列出采纳了的列名和地名", Args: none, RunE: func(*cobra.Command, []string) error { return a.listAliases() }}
	remove := &cobra.Command{Use: "remove 数据名 列名", Short: "不再采纳一个列名", Args: wants(2, "请写明数据名和列名"),
		RunE: func(_ *cobra.Command, args []string) error { return a.removeAlias(args[0], args[1], unit) }}
	remove.Flags().StringVar(&unit, "unit", "", "只去掉用于这个单位的")
	c.AddCommand(add, list, remove)
	return c
}

func (a *app) placeCommand() *cobra.Command {
	var by string
	c := &cobra.Command{Use: "place", Short: "采纳地名的别称：add、remove", Args: none, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	add := &cobra.Command{Use: "add 名字 代码", Short: "以后这个名字就是这个地方", Example: "  lvzhi contract place add 示范区人大 419001",
		Args: wants(2, "请写明名字和区划代码，例如 lvzhi contract place add 示范区人大 419001"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.addPlace(contracts.PlaceAlias{Name: strings.TrimSpace(args[0]), Code: args[1], By: by})
		}}
	add.Flags().StringVar(&by, "by", "", "谁定的，写进 aliases.yaml")
	remove := &cobra.Command{Use: "remove 名字", Short: "不再采纳一个名字", Args: wants(1, "请写明名字"), RunE: func(_ *cobra.Command, args []string) error { return a.removePlace(args[0]) }}
	c.AddCommand(add, remove)
	return c
}

func (a *app) addAlias(c contracts.ColumnAlias) error {
	book, err := a.aliasBook()
	if err != nil {
		return err
	}
	c.On = a.now().Format(time.DateOnly)
	after := contracts.Aliases{Columns: append(slices.Clone(book.Columns), c)}
	if err := after.Check(book.datasets, book.places, check.Meaning); err != nil {
		return refusal(err)
	}
	// for all units it is new even where one unit's files know it
	before := contracts.Aliases{Columns: slices.DeleteFunc(slices.Clone(book.Columns), func(o contracts.ColumnAlias) bool { return o.Unit != "" && o.Unit != c.Unit })}
	own, _ := before.Own(book.datasets, c.Dataset, c.Unit)
	field, _ := own.Field(c.Field)
	if known, _ := check.Meaning(own, c.Header); known == c.Field {
		return usagef("“%s”本来就读作%s，不用采纳", c.Header, field.Label)
	}
	text, err := contracts.AddColumn(book.raw, c)
	if err != nil {
		return mistaken(err)
	}
	if err := a.writeAliases(text); err != nil {
		return err
	}
	return a.print(aliasLine{Dataset: c.Dataset, Field: c.Field, Header: c.Header, Unit: c.Unit, By: c.By, On: c.On},
		fmt.Sprintf("已采纳：%s的列名“%s”读作%s（%s）。\n已经收过的文件不会自动重读；要按新列名读，先用 lvzhi undo 批次 撤回，再收一遍。\n", own.Label, c.Header, field.Label, whose(book.places, c.Unit)))
}

// refusal is a mistake in what was typed, not in the file.
func refusal(err error) error {
	var m *contracts.Mistake
	if errors.As(err, &m) {
		return usagef("%s", m.Sentence)
	}
	return fault("没有采纳", err)
}

func whose(places *contracts.Places, unit string) string {
	if d, ok := places.ByCode(unit); ok {
		return "只用于" + d.Name
	}
	return "各单位都用"
}

func (a *app) addPlace(p contracts.PlaceAlias) error {
	book, err := a.aliasBook()
	if err != nil {
		return err
	}
	book.places.Adopt(book.Places)
	if err := (contracts.Aliases{Places: []contracts.PlaceAlias{p}}).Check(book.datasets, book.places, check.Meaning); err != nil {
		return refusal(err)
	}
	place, _ := book.places.ByCode(p.Code)
	if slices.Equal(book.places.Resolve(p.Name), []string{p.Code}) {
		return usagef("“%s”本来就是%s，不用采纳", p.Name, place.Name)
	}
	p.On = a.now().Format(time.DateOnly)
	text, err := contracts.AddPlace(book.raw, p)
	if err != nil {
		return mistaken(err)
	}
	if err := a.writeAliases(text); err != nil {
		return err
	}
	return a.print(placeLine{Name: p.Name, Code: p.Code, By: p.By, On: p.On}, fmt.Sprintf("已采纳：“%s”就是%s（%s）。\n", p.Name, place.Name, p.Code))
}

func (a *app) writeAliases(text []byte) error {
	if err := durable.WriteFile(filepath.Join(a.data, contracts.AliasFile), "", text); err != nil {
		return fault("写不进工作区的 "+contracts.AliasFile+"，请检查文件夹和权限", err)
	}
	return nil
}

// aliasLine and placeLine are adopted names in the document of a list.
type aliasLine struct {
	Dataset string `json:"dataset"`
	Field   string `json:"field"`
	Header  string `json:"header"`
	Unit    string `json:"unit"`
	By      string `json:"by"`
	On      string `json:"on"`
}

type placeLine struct {
	Name string `json:"name"`
	Code string `json:"code"`
	By   string `json:"by"`
	On   string `json:"on"`
}

func (a *app) listAliases() error {
	book, err := a.aliasBook()
	if err != nil {
		return err
	}
	doc := struct {
		Columns []aliasLine `json:"columns"`
		Places  []placeLine `json:"places"`
	}{[]aliasLine{}, []placeLine{}}
	var text strings.Builder
	for _, c := range book.Columns {
		doc.Columns = append(doc.Columns, aliasLine{c.Dataset, c.Field, c.Header, c.Unit, c.By, c.On})
		d, _ := book.Own(book.datasets, c.Dataset, c.Unit)
		field, _ := d.Field(c.Field)
		fmt.Fprintf(&text, "%s的列名“%s”读作%s（%s）\n", d.Label, c.Header, field.Label, whose(book.places, c.Unit))
	}
	for _, p := range book.Places {
		doc.Places = append(doc.Places, placeLine{p.Name, p.Code, p.By, p.On})
		place, _ := book.places.ByCode(p.Code)
		fmt.Fprintf(&text, "“%s”就是%s（%s）\n", p.Name, place.Name, p.Code)
	}
	if text.Len() == 0 {
		text.WriteString("还没有采纳过列名或地名\n")
	}
	return a.print(doc, text.String())
}

// removeAlias takes out every entry of the header, or the one of a unit.
func (a *app) removeAlias(dataset, header, unit string) error {
	book, err := a.aliasBook()
	if err != nil {
		return err
	}
	raw, removed := book.raw, 0
	for i, c := range slices.Backward(book.Columns) {
		if c.Dataset != dataset || check.HeaderKey(c.Header) != check.HeaderKey(header) || unit != "" && c.Unit != unit {
			continue
		}
		if raw, err = contracts.RemoveColumn(raw, i); err != nil {
			return mistaken(err)
		}
		removed++
	}
	if removed == 0 {
		return usagef("没有采纳过%s的列名“%s”，已采纳的见 lvzhi contract alias list", dataset, header)
	}
	if err := a.writeAliases(raw); err != nil {
		return err
	}
	return a.print(map[string]any{"removed": removed}, fmt.Sprintf("已去掉%d条\n", removed))
}

func (a *app) removePlace(name string) error {
	book, err := a.aliasBook()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(book.Places, func(p contracts.PlaceAlias) bool { return p.Name == name })
	if i < 0 {
		return usagef("没有采纳过名字“%s”，已采纳的见 lvzhi contract alias list", name)
	}
	raw, err := contracts.RemovePlace(book.raw, i)
	if err != nil {
		return mistaken(err)
	}
	if err := a.writeAliases(raw); err != nil {
		return err
	}
	return a.print(map[string]any{"removed": 1}, "已去掉1条\n")
}
