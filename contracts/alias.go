package contracts

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// AliasFile is the name of the office's adopted names in a workspace.
const AliasFile = "aliases.yaml"

// Aliases are the names an office adopted beside those the contracts and the
// reference know: headers of fields, and names of places.
type Aliases struct {
	Columns []ColumnAlias
	Places  []PlaceAlias
}

// ColumnAlias is a header that means a field: in the files of one reporting
// unit, or, with Unit "", in anyone's.
type ColumnAlias struct {
	Dataset, Field, Header, Unit string
	By, On                       string // who adopted it and when (YYYY-MM-DD); may be ""
	line                         int
}

// PlaceAlias is a name that means a place.
type PlaceAlias struct {
	Name, Code string
	By, On     string
	line       int
}

type aliasText struct {
	Columns []struct {
		Dataset word `yaml:"dataset"`
		Field   word `yaml:"field"`
		Header  word `yaml:"header"`
		Unit    word `yaml:"unit"`
		By      word `yaml:"by"`
		On      word `yaml:"on"`
	} `yaml:"columns"`
	Places []struct {
		Name word `yaml:"name"`
		Code word `yaml:"code"`
		By   word `yaml:"by"`
		On   word `yaml:"on"`
	} `yaml:"places"`
}

// ReadAliases reads an aliases.yaml. What is wrong in it is a *Mistake. Whether
// the names collide with others is for Check.
func ReadAliases(raw []byte) (Aliases, error) {
	var t aliasText
	if err := edited(AliasFile, raw, &t); err != nil {
		return Aliases{}, err
	}
	var a Aliases
	for _, c := range t.Columns {
		all := []word{c.Dataset, c.Field, c.Header}
		if err := given(c.On, all, "dataset、field、header 都要写"); err != nil {
			return a, inFile(AliasFile, err)
		}
		a.Columns = append(a.Columns, ColumnAlias{c.Dataset.text, c.Field.text, c.Header.text, c.Unit.text, c.By.text, c.On.text, c.Header.line})
	}
	for _, p := range t.Places {
		if err := given(p.On, []word{p.Name, p.Code}, "name、code 都要写"); err != nil {
			return a, inFile(AliasFile, err)
		}
		a.Places = append(a.Places, PlaceAlias{p.Name.text, p.Code.text, p.By.text, p.On.text, p.Name.line})
	}
	return a, nil
}

// given checks that the required words of an entry are there, and its date.
func given(on word, required []word, sentence string) error {
	for _, w := range required {
		if w.text == "" {
			return w.near(required...).mistaken("%s", sentence)
		}
	}
	if _, err := time.Parse(time.DateOnly, on.text); on.text != "" && err != nil {
		return on.mistaken("on 要写成 2024-10-20，而不是“%s”", on.text)
	}
	return nil
}

// Datasets returns the contracts with the adopted headers among their fields'
// own: those that hold for a unit's files, or, for unit "", all of them. A
// file's header is recognised with all, before anyone knows whose file it is;
// once the unit is known, its own contract decides (see Own).
func (a Aliases) Datasets(shipped []Dataset, unit string) []Dataset {
	if len(a.Columns) == 0 {
		return shipped
	}
	all := slices.Clone(shipped)
	for i := range all {
		all[i] = a.adopt(all[i], func(c ColumnAlias) bool { return unit == "" || c.Unit == "" || c.Unit == unit })
	}
	return all
}

// Own returns the contract that holds for a unit's files of a dataset; differs
// is true where some unit's own headers make it another one than that which
// recognises files, so that the header must be read again by it.
func (a Aliases) Own(shipped []Dataset, dataset, unit string) (own Dataset, differs bool) {
	for _, d := range a.Datasets(shipped, unit) {
		if d.Name == dataset {
			own = d
		}
	}
	return own, slices.ContainsFunc(a.Columns, func(c ColumnAlias) bool { return c.Dataset == dataset && c.Unit != "" })
}

func (a Aliases) adopt(d Dataset, holds func(ColumnAlias) bool) Dataset {
	d.Fields = slices.Clone(d.Fields)
	for _, c := range a.Columns {
		i := slices.IndexFunc(d.Fields, func(f Field) bool { return f.Name == c.Field })
		if c.Dataset == d.Name && i >= 0 && holds(c) {
			d.Fields[i].Headers = append(slices.Clone(d.Fields[i].Headers), c.Header)
		}
	}
	return d
}

// Meaning says what a header is taken for in a dataset, and whether its column
// is never read; the recogniser of headers answers it.
type Meaning func(d Dataset, header string) (field string, private bool)

// Check refuses names that mean something else already: a header of another
// field, a column of private data, a name of another place. What is wrong is a
// *Mistake.
func (a Aliases) Check(datasets []Dataset, places *Places, meaning Meaning) error {
	for i, c := range a.Columns {
		if err := a.checkColumn(i, datasets, places, meaning); err != nil {
			return inFile(AliasFile, word{line: c.line}.mistaken("%s", err))
		}
	}
	for _, p := range a.Places {
		if err := places.mayBeCalled(p.Name, p.Code); err != nil {
			return inFile(AliasFile, word{line: p.line}.mistaken("%s", err))
		}
	}
	return nil
}

// sentence is an error in words for the user.
type sentence string

func (s sentence) Error() string { return string(s) }

func sentencef(format string, args ...any) error { return sentence(fmt.Sprintf(format, args...)) }

func (a Aliases) checkColumn(n int, datasets []Dataset, places *Places, meaning Meaning) error {
	c := a.Columns[n]
	i := slices.IndexFunc(datasets, func(d Dataset) bool { return d.Name == c.Dataset && d.Source != FromBulletin })
	if i < 0 {
		return sentencef("没有“%s”这种报表，可用的见 lvzhi contract list", c.Dataset)
	}
	field, ok := datasets[i].Field(c.Field)
	if !ok {
		return sentencef("%s没有“%s”这个字段，可用的见 lvzhi contract show %s", datasets[i].Label, c.Field, c.Dataset)
	}
	if c.Unit != "" && !slices.ContainsFunc(places.Units, func(u ReportingUnit) bool { return u.Code == c.Unit }) {
		return sentencef("“%s”不是报送单位代码，例如濮阳市是 410900", c.Unit)
	}
	// the aliases before it that hold for the same files
	before := Aliases{Columns: a.Columns[:n]}
	d := before.adopt(datasets[i], func(o ColumnAlias) bool { return o.Unit == "" || c.Unit == "" || o.Unit == c.Unit })
	taken, private := meaning(d, c.Header)
	switch other, _ := d.Field(taken); {
	case private && !field.Private():
		return sentencef("“%s”是个人信息的列名，这样的列不读入，不能作别的列的名字", c.Header)
	case taken != "" && taken != c.Field:
		return sentencef("“%s”已经是“%s”（%s）的列名，不能再作“%s”的", c.Header, other.Label, other.Name, field.Label)
	case strings.TrimSpace(c.Header) == "" || len([]rune(c.Header)) > longestAlias:
		return sentencef("列名要写 1 到 %d 个字", longestAlias)
	}
	return nil
}

// longestAlias is more than any header needs.
const longestAlias = 80
