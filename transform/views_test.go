package transform

import (
	"context"
	"testing"

	models "lvzhi/sql"
)

// Every mart has a Chinese view and every column a Chinese label, none twice
// in one view. Add lines to sql/dictionary.yaml.
func TestEveryMartIsLabelled(t *testing.T) {
	db, _ := emptyWarehouse(t)
	if err := store(context.Background(), db, nil); err != nil {
		t.Fatal(err)
	}
	dictionary, err := models.ReadDictionary()
	if err != nil {
		t.Fatal(err)
	}
	marts, err := martColumns(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	views := map[string]string{}
	for _, m := range marts {
		view, ok := dictionary.View(m.name)
		if !ok {
			t.Errorf("marts.%s has no view in the dictionary", m.name)
		}
		if other := views[view]; other != "" {
			t.Errorf("marts.%s and marts.%s are both 分析.%s", m.name, other, view)
		}
		views[view] = m.name
		labels := map[string]string{}
		for _, c := range m.columns {
			label, ok := dictionary.Label(m.name, c)
			if !ok {
				t.Errorf("marts.%s.%s has no label in the dictionary", m.name, c)
			}
			if other := labels[label]; other != "" {
				t.Errorf("marts.%s: %s and %s are both %s", m.name, c, other, label)
			}
			labels[label] = c
		}
	}
	if len(marts) < 7 {
		t.Errorf("only %d marts seen", len(marts))
	}
}
