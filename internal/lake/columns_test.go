package lake

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestTheColumnsOfTheLastFileAreRemembered(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	defer w.Close()
	first, second := []Heading{{"姓名", "deputy_name"}, {"备注甲", ""}}, []Heading{{"代表姓名", "deputy_name"}}
	send := func(scope, period string, n int, headings []Heading) Batch {
		b := file(scope, n)
		b.Period = period
		var err error
		if b.Columns, err = w.KeepColumns(headings); err != nil {
			t.Fatal(err)
		}
		return commit(t, w, b, part(Rows, "a"))
	}
	expect := func(scope, period string, want []Heading) {
		t.Helper()
		state, err := Read(root, 0)
		if err != nil {
			t.Fatal(err)
		}
		got, err := state.ColumnsBefore(Key{"votes", "410900", scope, period})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("before %s %s: %v, %v; want %v", scope, period, got, err, want)
		}
	}
	expect("all", "2024-08", nil)
	send("all", "2024-08", 1, first)
	expect("all", "2024-09", first)
	expect("410928", "2024-09", nil) // another scope has columns of its own
	last := send("all", "2024-09", 2, second)
	send("all", "2024-10", 3, nil)
	expect("all", "2024-08", second) // the newest that has any, whatever its period
	again := send("410928", "2024-09", 4, first)
	expect("410928", "2024-10", first)
	if kept, _ := filepath.Glob(columnsPath(root, "*")); len(kept) != 2 {
		t.Errorf("%d lists kept for 2 different ones", len(kept))
	}
	if _, _, err := w.Undo(last.ID, noon); err != nil {
		t.Fatal(err)
	}
	expect("all", "2024-11", first) // what was taken back is no memory
	if err := os.Remove(columnsPath(root, again.Columns)); err != nil {
		t.Fatal(err)
	}
	expect("410928", "2024-10", nil) // a lost list costs the comparison only
}
