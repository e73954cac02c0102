// Package album sets an issue of 《代表工作》, inside or outside the 专辑, as one
// HTML file in the official layout of GB/T 9704-2012: 22 lines of 28 characters
// on A4, every line and every page decided here, so that screen, print and PDF
// show the same thing without a script.
//
// It must not read marts, write prose, or reach for anything outside the file it
// writes: words come from the articles and the masthead, and from nowhere else.
package album

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

//go:embed masthead.yaml
var mastheadYAML []byte

//go:embed issue.tmpl.html
var issueTemplate string

// Masthead holds the standing words of the bulletin.
type Masthead struct {
	Name       string   `yaml:"name"`       // 刊名, set in red
	Issuer     []string `yaml:"issuer"`     // 编发机关, one element a line
	Campaign   string   `yaml:"campaign"`   // 专辑 title without its ordinal
	Send       string   `yaml:"send"`       // 送: same level
	Distribute string   `yaml:"distribute"` // 发: lower level
	Imprint    string   `yaml:"imprint"`    // 印发机关
	Notice     string   `yaml:"notice"`     // stands on every page
}

// DefaultMasthead returns the words of the provincial bulletin.
func DefaultMasthead() (Masthead, error) {
	var m Masthead
	if err := yaml.Unmarshal(mastheadYAML, &m); err != nil {
		return Masthead{}, fmt.Errorf("read the built-in masthead: %w", err)
	}
	return m, nil
}

// Options say which issue is set, and how it is marked.
type Options struct {
	IssueNo  int       // 期号, Arabic, from 1
	AlbumNo  int       // 专辑序号; 0 = an issue outside the album
	Date     time.Time // 印发日期; only its calendar day is used
	Demo     bool      // print 演示数据 on every page
	Draft    bool      // print 征求意见稿 on every page and leave 印发 away
	Masthead Masthead  // zero = DefaultMasthead
}

// placeholder marks a figure nobody has filled in yet.
const placeholder = "〔待补〕"

// Render writes the issue. Its errors are Chinese sentences for whoever asked
// for the issue, except those of w.
func Render(w io.Writer, o Options, articles []Article) error {
	if o.Masthead.isZero() {
		m, err := DefaultMasthead()
		if err != nil {
			return err
		}
		o.Masthead = m
	}
	if err := check(o, articles); err != nil {
		return err
	}
	doc, err := compose(o, articles)
	if err != nil {
		return err
	}
	t, err := template.New("issue").Parse(issueTemplate)
	if err != nil {
		return fmt.Errorf("parse the issue template: %w", err)
	}
	if err := t.Execute(w, doc); err != nil {
		return fmt.Errorf("write issue %d: %w", o.IssueNo, err)
	}
	return nil
}

func (m Masthead) isZero() bool {
	return m.Name == "" && len(m.Issuer) == 0 && m.Campaign == "" && m.Imprint == ""
}

// check refuses words that do not fit their place on the first page.
func (m Masthead) check() error {
	for _, p := range []struct {
		what, words string
		characters  int
	}{{"刊名", m.Name, 16}, {"内部资料等标注", m.Notice, 14}, {"编发机关（每行）", longest(m.Issuer), 18}} {
		if width(cells(clean(p.words), faceBody)) > p.characters*full {
			return fmt.Errorf("刊头的%s太长，请改为%d字以内", p.what, p.characters)
		}
	}
	if len(m.Issuer) > 2 {
		return errors.New("刊头的编发机关超过两行，请并为两行以内")
	}
	return nil
}

func longest(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
}

func check(o Options, articles []Article) error {
	switch {
	case o.IssueNo < 1:
		return errors.New("期号应为正整数，请用 --issue 写明")
	case o.AlbumNo < 0:
		return errors.New("专辑序号不能为负数；不属于专辑的期请写 --album 0")
	case o.Date.IsZero():
		return errors.New("没有印发日期，请用 --date 写明，如 2024-07-09")
	case strings.TrimSpace(o.Masthead.Name) == "":
		return errors.New("刊头没有刊名，请在刊头设置中补上")
	case len(articles) == 0:
		return errors.New("没有稿件，无法编成一期，请至少放入一篇")
	}
	if err := o.Masthead.check(); err != nil {
		return err
	}
	if o.AlbumNo > 0 && strings.TrimSpace(o.Masthead.Campaign) == "" {
		return errors.New("刊头没有专辑名称，请在刊头设置中补上，不属于专辑的期请写 --album 0")
	}
	if o.Draft {
		return nil
	}
	for _, a := range articles {
		if strings.Contains(a.Title+strings.Join(a.Paragraphs, ""), placeholder) {
			return fmt.Errorf("稿件《%s》还有%s没有补齐，请补上数字，或者先按征求意见稿输出", a.Title, placeholder)
		}
	}
	return nil
}
