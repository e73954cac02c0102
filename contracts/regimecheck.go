package contracts

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// The weight of a remark.
const (
	Wrong   = "error"   // the regime cannot be used
	Suspect = "warning" // it can, and probably says something else than meant
	Note    = "note"
)

// Remark is what is to be said of a regime file, for whoever wrote it.
type Remark struct {
	Line     int    `json:"line"` // 0 when no line is meant
	Severity string `json:"severity"`
	Sentence string `json:"sentence"`
}

// CheckRegime reads a regime and says everything that is wrong or suspect in
// it, in order of lines. Places may be nil; others are the regimes it will
// stand beside. The regime is usable when no remark is Wrong.
func CheckRegime(raw []byte, places *Places, others []Regime) (Regime, []Remark) {
	c := regimeCheck{lines: map[string]int{}, places: places, others: others}
	if c.read(raw) {
		c.head()
		c.review()
		c.points()
		c.absence()
		c.rhythm()
		c.overlaps()
	}
	slices.SortStableFunc(c.remarks, func(a, b Remark) int { return cmp.Compare(a.Line, b.Line) })
	return c.r, c.remarks
}

// WrongIn returns the first remark that makes a regime useless, as a Mistake.
func WrongIn(file string, remarks []Remark) error {
	for _, m := range remarks {
		if m.Severity == Wrong {
			return &Mistake{File: file, Line: m.Line, Sentence: m.Sentence}
		}
	}
	return nil
}

type regimeCheck struct {
	r       Regime
	lines   map[string]int // by path: review.rules.0.strict
	places  *Places
	others  []Regime
	remarks []Remark
}

// say adds a remark at a path, or at the nearest that stands in the file.
func (c *regimeCheck) say(severity, path, format string, args ...any) {
	for path != "" && c.lines[path] == 0 {
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	c.remarks = append(c.remarks, Remark{c.lines[path], severity, fmt.Sprintf(format, args...)})
}

func (c *regimeCheck) wrong(path, format string, args ...any) { c.say(Wrong, path, format, args...) }

func (c *regimeCheck) suspect(path, format string, args ...any) {
	c.say(Suspect, path, format, args...)
}

var typeErrorLine = regexp.MustCompile(`line (\d+): cannot unmarshal \S+ (.*) into (\S+)`)

// read decodes the file and reports whether there is anything to look at.
func (c *regimeCheck) read(raw []byte) bool {
	if !utf8.Valid(raw) {
		c.wrong("", "不是 UTF-8 编码，请在记事本里用“另存为”，编码选 UTF-8")
		return false
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(bytes.TrimPrefix(raw, []byte("\uFEFF")), &doc); err != nil {
		m := inChinese(err)
		c.remarks = append(c.remarks, Remark{m.Line, Wrong, m.Sentence})
		return false
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		c.wrong("", "文件是空的，或者不是“名称: 值”的写法，请对照 lvzhi regime show 的样例")
		return false
	}
	c.walk(doc.Content[0], "", reflect.TypeFor[Regime]())
	if err := doc.Decode(&c.r); err != nil {
		for line := range strings.Lines(err.Error()) {
			if at := typeErrorLine.FindStringSubmatch(line); at != nil {
				n, _ := strconv.Atoi(at[1])
				c.remarks = append(c.remarks, Remark{n, Wrong, fmt.Sprintf("%s 写法不对，这里要写%s", strings.Trim(at[2], "`"), kindWords[at[3]])})
			}
		}
		return !slices.ContainsFunc(c.remarks, func(m Remark) bool { return m.Severity == Wrong })
	}
	return true
}

var kindWords = map[string]string{"int": "整数", "bool": " true 或 false", "float64": "数", "string": "文字", "[]string": "用方括号括起的几项"}

// walk notes the line of every value, and the keys that nobody reads.
func (c *regimeCheck) walk(n *yaml.Node, path string, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for i, item := range n.Content {
			at := join(path, strconv.Itoa(i))
			c.lines[at] = item.Line
			c.walk(item, at, t.Elem())
		}
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Struct:
		known := keysOfType(t)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, at := n.Content[i], join(path, n.Content[i].Value)
			if c.lines[at] != 0 {
				c.remarks = append(c.remarks, Remark{key.Line, Wrong, fmt.Sprintf("“%s”写了两遍，请合并", key.Value)})
			}
			c.lines[at] = key.Line
			field, ok := known[key.Value]
			if !ok {
				c.remarks = append(c.remarks, Remark{key.Line, Wrong, fmt.Sprintf("不认识“%s”这一项，请核对拼写；这里可以写的有 %s", key.Value, strings.Join(sortedKeys(known), "、"))})
				continue
			}
			c.walk(n.Content[i+1], at, field)
		}
	}
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

func keysOfType(t reflect.Type) map[string]reflect.Type {
	keys := map[string]reflect.Type{}
	for i := range t.NumField() {
		keys[t.Field(i).Tag.Get("yaml")] = t.Field(i).Type
	}
	return keys
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
