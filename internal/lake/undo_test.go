package lake

import (
	"errors"
	"testing"
)

func TestUndoBringsThePredecessorBack(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	first := commit(t, w, file("all", 1), part(Rows, "张三"), part(Quarantine, "王五"))
	second := commit(t, w, file("all", 2), part(Rows, "李四"))
	other := commit(t, w, file("410928", 3), part(Rows, "赵六"))
	restored, ok, err := w.Undo(second.ID, noon)
	if err != nil || !ok || restored.ID != first.ID {
		t.Fatalf("restored %+v, %v, %v", restored, ok, err)
	}
	if _, _, err := w.Undo(second.ID, noon); !errors.Is(err, ErrNotLive) {
		t.Errorf("taken back twice: %v", err)
	}
	w.Close()
	s, err := Read(root, 0)
	if err != nil {
		t.Fatal(err)
	}
	live := map[string]int{}
	for _, f := range s.Files {
		live[f.Batch]++
	}
	if live[first.ID] != 2 || live[second.ID] != 0 || live[other.ID] != 1 {
		t.Errorf("live files: %v", live)
	}
	if current, ok := s.Current(first.Key()); !ok || current.ID != first.ID {
		t.Errorf("current: %+v, %v", current, ok)
	}
	if past, err := Read(root, 3); err != nil || len(past.Files) != 2 {
		t.Errorf("the past stays: %+v, %v", past, err)
	}
}

func TestUndoOfTheOnlyOneLeavesNothing(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	only := commit(t, w, file("all", 1), part(Rows, "张三"))
	if _, ok, err := w.Undo(only.ID, noon); ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	if len(w.State.Files) != 0 {
		t.Errorf("still live: %v", w.State.Files)
	}
	again := commit(t, w, file("all", 1), part(Rows, "张三"))
	if again.Replaces != "" || len(w.State.Files) != 1 {
		t.Errorf("sent again: %+v, %v", again, w.State.Files)
	}
	w.Close()
}
