package album

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Article is one contribution. Paragraphs are in order, without indents.
type Article struct {
	File        string
	Title       string
	Paragraphs  []string
	Contributor string // the committee, without （ and 供稿）
}

// Problem is something the person who collected the articles must mend.
type Problem struct {
	File   string // empty: the folder itself
	What   string
	Remedy string
}

// Error is one Chinese sentence: where, what, what to do.
func (p *Problem) Error() string {
	if p.File == "" {
		return p.What + "，" + p.Remedy + "。"
	}
	return fmt.Sprintf("稿件 %s %s，%s。", p.File, p.What, p.Remedy)
}

// maxArticleBytes is far beyond any contribution: a larger file is not one.
const maxArticleBytes = 4 << 20

var contributorLine = regexp.MustCompile(`^[（(]\s*(.+?)\s*供稿\s*[）)]$`)

// ReadArticles reads the *.txt and *.md files at the top of dir in file-name
// order, numbers in names compared as numbers. Hidden files and Office lock
// files are passed over. All problems are returned together, each a *Problem
// (errors.Join).
func ReadArticles(dir fs.FS) ([]Article, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, &Problem{What: "稿件文件夹打不开", Remedy: "请检查 --articles 写的文件夹是否存在、能否读取"}
	}
	var articles []Article
	var problems []error
	for _, name := range articleNames(entries) {
		a, err := readArticle(dir, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		articles = append(articles, a)
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	if len(articles) == 0 {
		return nil, &Problem{What: "稿件文件夹里没有 .txt 或 .md 稿件", Remedy: "请每篇存成一个文件放进去"}
	}
	return articles, nil
}

func articleNames(entries []fs.DirEntry) []string {
	var names []string
	for _, e := range entries {
		ext := strings.ToLower(path.Ext(e.Name()))
		hidden := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~")
		if e.IsDir() || hidden || (ext != ".txt" && ext != ".md") {
			continue
		}
		names = append(names, e.Name())
	}
	slices.SortFunc(names, compareNames)
	return names
}

var nameParts = regexp.MustCompile(`\d{1,15}|\D+|\d+`)

// compareNames orders 2.txt before 10.txt, as a file window does.
func compareNames(a, b string) int {
	pa, pb := nameParts.FindAllString(a, -1), nameParts.FindAllString(b, -1)
	for i := range min(len(pa), len(pb)) {
		na, errA := strconv.Atoi(pa[i])
		nb, errB := strconv.Atoi(pb[i])
		if errA == nil && errB == nil {
			if c := cmp.Compare(na, nb); c != 0 {
				return c
			}
			continue
		}
		if c := cmp.Compare(pa[i], pb[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(len(pa), len(pb)), cmp.Compare(a, b))
}

func readArticle(dir fs.FS, name string) (Article, error) {
	info, err := fs.Stat(dir, name)
	if err == nil && info.Size() > maxArticleBytes {
		return Article{}, &Problem{name, "超过 4 MB，不像一篇稿件", "请检查是不是放错了文件"}
	}
	raw, err := fs.ReadFile(dir, name)
	if err != nil {
		return Article{}, &Problem{name, "读不出来", "请检查文件是否正被占用、能否打开"}
	}
	if !utf8.Valid(raw) {
		return Article{}, &Problem{name, "不是 UTF-8 编码", "请用记事本另存为，编码选 UTF-8"}
	}
	return parseArticle(name, strings.TrimPrefix(string(raw), "\ufeff"))
}

func parseArticle(name, text string) (Article, error) {
	lines := textLines(text, strings.EqualFold(path.Ext(name), ".md"))
	if len(lines) == 0 {
		return Article{}, &Problem{name, "是空的", "请写上标题、正文和供稿单位，或者把它移走"}
	}
	if contributorLine.MatchString(lines[0]) {
		return Article{}, &Problem{name, "没有标题", "请把标题写在第一行"}
	}
	last := contributorLine.FindStringSubmatch(lines[len(lines)-1])
	if last == nil {
		return Article{}, &Problem{name, "没有供稿单位", "请在最后一行写“（××市人大常委会代表工委供稿）”"}
	}
	if len(lines) < 3 {
		return Article{}, &Problem{name, "只有标题和供稿单位，没有正文", "请补上正文"}
	}
	if looksLikeBody(lines[0]) {
		return Article{}, &Problem{name, "没有标题，第一行像是正文", "请把标题写在第一行，标题末尾不用句号"}
	}
	return Article{File: name, Title: lines[0], Paragraphs: lines[1 : len(lines)-1], Contributor: clean(last[1])}, nil
}

// looksLikeBody tells a first line that is a paragraph: it ends as a sentence or
// begins as a numbered section.
func looksLikeBody(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；") || headingFace(s) != ""
}

// textLines are the lines with something on them, trimmed; Markdown's heading
// and emphasis marks fall away.
func textLines(text string, markdown bool) []string {
	var lines []string
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	for line := range strings.SplitSeq(text, "\n") {
		line = clean(line)
		if markdown {
			line = clean(strings.ReplaceAll(strings.TrimLeft(line, "#"), "**", ""))
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
