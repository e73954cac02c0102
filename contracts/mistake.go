package contracts

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// Mistake is what is wrong in a YAML file that an office edits by hand: where,
// and in words for whoever mends it.
type Mistake struct {
	File     string
	Line     int // 0 when no line is known
	Sentence string
}

func (m *Mistake) Error() string {
	if m.Line == 0 {
		return fmt.Sprintf("%s：%s", m.File, m.Sentence)
	}
	return fmt.Sprintf("%s 第%d行：%s", m.File, m.Line, m.Sentence)
}

// word is a value in such a file with the line it stands in.
type word struct {
	text string
	line int
}

// UnmarshalYAML keeps the value as written, so that 2024-09 and 0123 stay text.
func (w *word) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return &Mistake{Line: n.Line, Sentence: "这里应当是一个值"}
	}
	w.text, w.line = strings.TrimSpace(n.Value), n.Line
	return nil
}

// near gives a value that is missing the line of one that stands beside it.
func (w word) near(others ...word) word {
	for _, o := range others {
		if w.line == 0 {
			w.line = o.line
		}
	}
	return w
}

// mistaken says in Chinese what a word is that it should not be.
func (w word) mistaken(format string, args ...any) error {
	return &Mistake{Line: w.line, Sentence: fmt.Sprintf(format, args...)}
}

// edited decodes a file that people edit: unknown keys are mistakes, an empty
// file is none, and every error is a Mistake.
func edited(file string, raw []byte, into any) error {
	if !utf8.Valid(raw) { // as an older editor on Windows saves it
		return &Mistake{File: file, Sentence: "不是 UTF-8 编码，请在记事本里用“另存为”，编码选 UTF-8"}
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	err := dec.Decode(into)
	if errors.Is(err, io.EOF) {
		return nil
	}
	if err == nil && !errors.Is(dec.Decode(&yaml.Node{}), io.EOF) {
		err = &Mistake{Sentence: "只能有一部分，请去掉 --- 和它后面的内容，或者合并到前面"}
	}
	return inFile(file, err)
}

// inFile makes every error a Mistake that names its file.
func inFile(file string, err error) error {
	var m *Mistake
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &m):
		m = inChinese(err)
	}
	m.File = file
	return m
}

var (
	yamlLine    = regexp.MustCompile(`line (\d+): `)
	yamlUnknown = regexp.MustCompile(`field (\S+) not found`)
	yamlTwice   = regexp.MustCompile(`mapping key "([^"]+)" already defined`)
)

// inChinese says what the YAML library found wrong first.
func inChinese(err error) *Mistake {
	m, text := &Mistake{}, err.Error()
	if at := yamlLine.FindStringSubmatch(text); at != nil {
		m.Line, _ = strconv.Atoi(at[1])
	}
	switch unknown, twice := yamlUnknown.FindStringSubmatch(text), yamlTwice.FindStringSubmatch(text); {
	case unknown != nil:
		m.Sentence = fmt.Sprintf("不认识“%s”这一项，请核对拼写", unknown[1])
	case twice != nil:
		m.Sentence = fmt.Sprintf("“%s”写了两遍，请合并", twice[1])
	case strings.Contains(text, "cannot unmarshal"):
		m.Sentence = "这里的写法不对，请对照样例检查缩进和括号"
	default:
		m.Sentence = "不是规范的 YAML，请检查这一行前后的缩进、冒号、引号和括号"
	}
	return m
}
