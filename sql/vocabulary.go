package models

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Term is one meaning a text may have, with the words that say so.
type Term struct {
	List   string   `yaml:"-"` // campaign, channel …
	Term   string   `yaml:"term"`
	Words  []string `yaml:"words"`
	Except []string `yaml:"except"` // a text with one of these is not meant
}

// ReadVocabulary reads the embedded vocabulary.yaml: the lists in order of
// name, the terms of each in the order they are to be tried in.
func ReadVocabulary() ([]Term, error) {
	raw, err := files.ReadFile("vocabulary.yaml")
	if err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	lists := map[string][]Term{}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&lists); err != nil {
		return nil, fmt.Errorf("read vocabulary: %w", err)
	}
	var all []Term
	for _, list := range slices.Sorted(maps.Keys(lists)) {
		for _, t := range lists[list] {
			if t.Term == "" || len(t.Words) == 0 {
				return nil, fmt.Errorf("vocabulary %s: term %q has no words", list, t.Term)
			}
			t.List = list
			all = append(all, t)
		}
	}
	return all, nil
}
