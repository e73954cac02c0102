package main

import (
	"testing"

	"lvzhi/ingest/bulletin"
	models "lvzhi/sql"
)

// The warehouse names a figure of 《代表工作》 as the reader of issues does.
func TestMetricsAreNamedAlike(t *testing.T) {
	dictionary, err := models.ReadDictionary()
	if err != nil {
		t.Fatal(err)
	}
	words := dictionary.Values["metric"]
	if len(words) < 50 {
		t.Fatalf("only %d metrics", len(words))
	}
	for key, word := range words {
		if label := bulletin.Label(key); label != "" && label != word {
			t.Errorf("%s is %q in an issue and %q in a view", key, label, word)
		}
	}
}
