package lake

import (
	"fmt"
	"slices"
)

// survey is what the manifests on disk, from one number on, still need.
type survey struct {
	numbers []int64          // sound manifests, ascending
	damaged []int64          // manifests that cannot be read; what they named is not known
	files   map[string]File  // every Parquet file one of them names
	live    map[string]Batch // every batch that is live in one of them, by id
}

// surveyFrom reads every manifest numbered from or above. What was true before
// them is given where the first of them does not say it itself.
func surveyFrom(root string, from int64, before *checkpoint) (*survey, error) {
	all, err := manifestNumbers(root)
	if err != nil {
		return nil, err
	}
	s := &survey{files: map[string]File{}, live: map[string]Batch{}}
	known := map[string]Batch{}
	if before != nil {
		s.take(delta{Checkpoint: before}, known)
	}
	for _, n := range all {
		d, err := readDelta(root, n)
		switch {
		case err != nil:
			s.damaged = append(s.damaged, n)
		case n >= from:
			s.numbers = append(s.numbers, n)
			s.take(d, known)
		}
	}
	return s, nil
}

func (s *survey) take(d delta, known map[string]Batch) {
	add := func(files []File) {
		for _, f := range files {
			s.files[f.Path] = f
		}
	}
	add(d.Add)
	for _, b := range d.Batches {
		known[b.ID], s.live[b.ID] = b, b
	}
	if b, ok := known[d.Restored]; ok {
		s.live[b.ID] = b
	}
	if d.Checkpoint == nil {
		return
	}
	add(d.Checkpoint.Files)
	for _, b := range d.Checkpoint.Batches {
		known[b.ID] = b
		if b.ReplacedBy == "" {
			s.live[b.ID] = b
		}
	}
}

// rawNeeded lists where the original bytes of live batches are kept.
func (s *survey) rawNeeded() map[string]Batch {
	need := map[string]Batch{}
	for _, b := range s.live {
		if b.RawKept {
			need[RawPath(b.SHA256, b.RawSealed)] = b
		}
	}
	return need
}

// claims reports whether a file may belong to a damaged manifest: its batch
// carries the manifest's number.
func (s *survey) claims(base string) bool {
	return slices.ContainsFunc(s.damaged, func(n int64) bool {
		prefix := fmt.Sprintf("%08d-", n)
		return len(base) > len(prefix) && base[:len(prefix)] == prefix
	})
}
