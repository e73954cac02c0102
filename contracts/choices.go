package contracts

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ChoicesFile is the name of the office's own choices in a workspace.
const ChoicesFile = "choices.yaml"

//go:embed choices.yaml
var shippedChoices []byte

// Choice is one thing an analyst may decide. Value is a string, int64, float64
// or bool, and of the same kind as the shipped default.
type Choice struct {
	Key, Label, Why string
	Value           any

	min, max *float64 // of numbers; nil is no bound
	oneOf    []string // of texts; empty is any
	several  bool     // more than one of oneOf, parted by commas
}

// LoadChoices returns the shipped defaults, in order of their file.
func LoadChoices() ([]Choice, error) {
	var entries []struct {
		Key      string
		Value    yaml.Node
		Label    string
		Why      string
		Min, Max *float64
		OneOf    []string `yaml:"one_of"`
		Several  bool
	}
	if err := edited("the shipped choices", shippedChoices, &entries); err != nil {
		return nil, err
	}
	var all []Choice
	for _, e := range entries {
		value, err := plainValue(e.Value)
		if err != nil || e.Key == "" || e.Label == "" || e.Why == "" {
			return nil, fmt.Errorf("the shipped choice %q needs key, value, label and why: %w", e.Key, err)
		}
		all = append(all, Choice{Key: e.Key, Label: e.Label, Why: e.Why, Value: value, min: e.Min, max: e.Max, oneOf: e.OneOf, several: e.Several})
	}
	return all, nil
}

// ChoicesWith lays an office's choices.yaml over the defaults. An unknown key
// and a value of another kind are a *Mistake.
func ChoicesWith(defaults []Choice, raw []byte) ([]Choice, error) {
	text := map[string]word{}
	if err := edited(ChoicesFile, raw, &text); err != nil {
		return nil, err
	}
	all := slices.Clone(defaults)
	for _, key := range slices.Sorted(maps.Keys(text)) {
		i := slices.IndexFunc(all, func(c Choice) bool { return c.Key == key })
		if i < 0 {
			return nil, inFile(ChoicesFile, text[key].mistaken("没有“%s”这一项可选，请核对拼写；可以写的有 %s", key, keysOf(all)))
		}
		value, err := likeDefault(all[i], text[key])
		if err != nil {
			return nil, inFile(ChoicesFile, err)
		}
		all[i].Value = value
	}
	return all, nil
}

func keysOf(choices []Choice) string {
	var keys []string
	for _, c := range choices {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, "、")
}

func plainValue(n yaml.Node) (any, error) {
	switch n.Tag {
	case "!!int":
		return strconv.ParseInt(n.Value, 10, 64)
	case "!!float":
		return strconv.ParseFloat(n.Value, 64)
	case "!!bool":
		return strconv.ParseBool(n.Value)
	case "!!str":
		return n.Value, nil
	}
	return nil, fmt.Errorf("a choice cannot be %s", n.Tag)
}

// likeDefault reads a value as the kind its default has.
func likeDefault(c Choice, w word) (any, error) {
	var value any
	var err error
	var kind string
	switch c.Value.(type) {
	case int64:
		kind = "整数"
		value, err = strconv.ParseInt(w.text, 10, 64)
	case float64:
		kind = "数"
		value, err = strconv.ParseFloat(w.text, 64)
	case bool:
		kind = " true 或 false"
		value, err = strconv.ParseBool(w.text)
	default:
		kind, value = "文字", w.text
	}
	if err != nil || w.text == "" {
		return nil, w.mistaken("“%s”（%s）要写%s，而不是“%s”", c.Key, c.Label, kind, w.text)
	}
	if limits := c.limits(); !c.allows(value) {
		return nil, w.mistaken("“%s”（%s）要写%s，而不是“%s”", c.Key, c.Label, limits, w.text)
	}
	return value, nil
}

// allows reports whether a value of the right kind makes sense.
func (c Choice) allows(value any) bool {
	switch v := value.(type) {
	case int64:
		return c.within(float64(v))
	case float64:
		return c.within(v)
	case string:
		words := []string{v}
		if c.several {
			words = strings.Split(v, ",")
		}
		for i, word := range words {
			word = strings.TrimSpace(word)
			if len(c.oneOf) > 0 && !slices.Contains(c.oneOf, word) || slices.Contains(words[:i], word) {
				return false
			}
			words[i] = word
		}
	}
	return true
}

// within is false also for what is no number.
func (c Choice) within(v float64) bool {
	low, high := -1e9, 1e9
	if c.min != nil {
		low = *c.min
	}
	if c.max != nil {
		high = *c.max
	}
	return v >= low && v <= high
}

// limits says in words what allows asks for.
func (c Choice) limits() string {
	switch {
	case c.several:
		return " " + strings.Join(c.oneOf, "、") + " 中的几个，用逗号分开，不重复"
	case len(c.oneOf) > 0:
		return " " + strings.Join(c.oneOf, "、") + " 中的一个"
	case c.min != nil && c.max != nil:
		return fmt.Sprintf(" %v 到 %v", *c.min, *c.max)
	case c.min != nil:
		return fmt.Sprintf(" %v 以上", *c.min)
	}
	return "十亿以内的数"
}
