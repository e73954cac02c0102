package contracts

import (
	"bytes"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// aliasHead begins a new aliases.yaml.
const aliasHead = `# 本单位采纳的名字。也可以用 lvzhi contract alias、lvzhi contract place 增删。
# columns：各市表头里的新列名读作哪个字段；写了 unit 的只用于那个单位的文件。
# places：地名的别称。
`

// AddColumn returns the text of an aliases.yaml with one more header. What
// people wrote in it, comments too, stays.
func AddColumn(raw []byte, c ColumnAlias) ([]byte, error) {
	return addEntry(raw, "columns", [][2]string{{"dataset", c.Dataset}, {"field", c.Field}, {"header", c.Header}, {"unit", c.Unit}, {"by", c.By}, {"on", c.On}})
}

// AddPlace returns the text with one more name of a place.
func AddPlace(raw []byte, p PlaceAlias) ([]byte, error) {
	return addEntry(raw, "places", [][2]string{{"name", p.Name}, {"code", p.Code}, {"by", p.By}, {"on", p.On}})
}

// RemoveColumn returns the text without the n-th header, counted from 0.
func RemoveColumn(raw []byte, n int) ([]byte, error) { return removeEntry(raw, "columns", n) }

// RemovePlace returns the text without the n-th name of a place.
func RemovePlace(raw []byte, n int) ([]byte, error) { return removeEntry(raw, "places", n) }

func addEntry(raw []byte, list string, pairs [][2]string) ([]byte, error) {
	doc, err := document(raw)
	if err != nil {
		return nil, err
	}
	entry := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for _, p := range pairs {
		if p[1] != "" {
			value := &yaml.Node{}
			value.SetString(p[1])
			entry.Content = append(entry.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: p[0]}, value)
		}
	}
	all := sequence(doc.Content[0], list)
	all.Content, all.Style = append(all.Content, entry), 0
	return written(doc, raw, 1)
}

func removeEntry(raw []byte, list string, n int) ([]byte, error) {
	doc, err := document(raw)
	if err != nil {
		return nil, err
	}
	all := sequence(doc.Content[0], list)
	if n < 0 || n >= len(all.Content) {
		return nil, fmt.Errorf("%s has no entry %d", list, n)
	}
	all.Content = slices.Delete(all.Content, n, n+1)
	return written(doc, raw, -1)
}

// document is the text as a tree; an empty text is one with an empty mapping.
func document(raw []byte) (*yaml.Node, error) {
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF")) // as an editor on Windows begins it
	if len(bytes.TrimSpace(raw)) == 0 {
		raw = []byte(aliasHead)
	}
	doc := &yaml.Node{}
	if err := yaml.Unmarshal(raw, doc); err != nil {
		return nil, inFile(AliasFile, err)
	}
	if len(doc.Content) == 0 { // nothing but comments
		doc.Content = []*yaml.Node{{Kind: yaml.MappingNode, HeadComment: string(bytes.TrimSpace(raw))}}
		doc.Kind = yaml.DocumentNode
	}
	if doc.Content[0].Kind != yaml.MappingNode { // an empty value, as ReadAliases takes it
		doc.Content[0] = &yaml.Node{Kind: yaml.MappingNode}
	}
	return doc, nil
}

// sequence is the list of that name, made where there is none.
func sequence(mapping *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			list := mapping.Content[i+1]
			if list.Alias != nil { // the list of another key, by reference: its own from now on
				*list = yaml.Node{Kind: yaml.SequenceNode, Content: slices.Clone(list.Alias.Content)}
			}
			if list.Kind != yaml.SequenceNode { // written, but left empty
				*list = yaml.Node{Kind: yaml.SequenceNode}
			}
			return list
		}
	}
	list := &yaml.Node{Kind: yaml.SequenceNode}
	mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, list)
	return list
}

// written is the tree as text. It must read as the old text does, but for one
// entry: a style of YAML that cannot be written again is left to its writer.
func written(doc *yaml.Node, old []byte, more int) ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(doc); err != nil {
		return nil, fmt.Errorf("write %s: %w", AliasFile, err)
	}
	if err := encoder.Close(); err != nil {
		return nil, fmt.Errorf("write %s: %w", AliasFile, err)
	}
	before, err := ReadAliases(old)
	if err != nil {
		return nil, err
	}
	after, err := ReadAliases(out.Bytes())
	if err != nil || len(after.Columns)+len(after.Places) != len(before.Columns)+len(before.Places)+more {
		return nil, &Mistake{File: AliasFile, Sentence: "文件里有程序不会改的写法，请手工增删这一行"}
	}
	return out.Bytes(), nil
}
