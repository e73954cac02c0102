package transform

import (
	"testing"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// emptyOptions is a transform of an empty lake in a fresh workspace, with
// everything that ships.
func emptyOptions(t testing.TB) Options {
	t.Helper()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	regimes, err := contracts.Regimes()
	if err != nil {
		t.Fatal(err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	terms, err := contracts.Terms()
	if err != nil {
		t.Fatal(err)
	}
	calendar, err := contracts.LoadCalendar()
	if err != nil {
		t.Fatal(err)
	}
	choices, err := contracts.LoadChoices()
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	return Options{State: &lake.State{Root: root}, Datasets: datasets, Regimes: regimes, Places: places,
		Terms: terms, Calendar: calendar, Choices: choices, Root: root, BuildID: "b1"}
}
