package transform

import (
	"context"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

func model(name, query string) models.Model {
	return models.Model{Schema: "marts", Name: name, Query: query}
}

func TestOrderComesFromTheSQL(t *testing.T) {
	ctx := context.Background()
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	made := map[string]bool{"ref.unit": true}
	sorted, err := order(ctx, db, []models.Model{
		model("a", "with x as (select * from marts.c) select * from x join marts.b using (k)"),
		model("b", "select * from ref.unit"),
		model("c", "select 1 as k where exists (select 1 from marts.b)"),
	}, made)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range sorted.sorted {
		names = append(names, m.Name)
	}
	if got := strings.Join(names, " "); got != "b c a" {
		t.Errorf("order %q, want b c a", got)
	}
	for want, broken := range map[string][]models.Model{
		"marts.b reads ref.nobody, which nothing makes": {model("b", "select * from ref.nobody")},
		"marts.a → marts.b → marts.a":                   {model("a", "select * from marts.b"), model("b", "select * from marts.a")},
		"read the inputs of marts.a":                    {model("a", "select from from")},
	} {
		if _, err := order(ctx, db, broken, made); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
