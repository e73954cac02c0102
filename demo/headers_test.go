package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
)

var brackets = regexp.MustCompile(`\([^)]*\)`)

func folded(header string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(header)), "")
}

// TestHeadersAreSynonyms reads every header as the contracts do: a column
// that claims a field must be known by one of its headers, and one that claims
// none must be unknown.
func TestHeadersAreSynonyms(t *testing.T) {
	tables, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	h := tables.headers
	for dataset, sets := range map[string]map[string][]string{"votes": h.Votes, "roster": h.Roster, "scores": h.Scores, "nominations": h.Nominations, "summary": h.Summary} {
		d := all[slices.IndexFunc(all, func(d contracts.Dataset) bool { return d.Name == dataset })]
		for set, entries := range sets {
			for _, c := range parseColumns(entries) {
				checkHeader(t, d, set, c)
			}
		}
	}
	for set, entries := range h.Work {
		dataset := map[string]string{"counts": "activities"}[set] // a second form
		if dataset == "" {
			dataset = set
		}
		d := all[slices.IndexFunc(all, func(d contracts.Dataset) bool { return d.Name == dataset })]
		for _, c := range parseColumns(entries) {
			checkHeader(t, d, set, c)
		}
	}
}

func checkHeader(t *testing.T, d contracts.Dataset, set string, c column) {
	t.Helper()
	tries := []string{folded(c.parent + "/" + c.header), folded(c.header), brackets.ReplaceAllString(folded(c.header), "")}
	var meant []string
	for _, try := range tries {
		known := func(f contracts.Field) bool {
			return slices.ContainsFunc(f.Headers, func(s string) bool { return folded(s) == try })
		}
		if i := slices.IndexFunc(d.Fields, known); i >= 0 { // the first field that knows a header has it
			meant = append(meant, d.Fields[i].Name)
			break
		}
	}
	switch unknown := c.field == "no" || strings.HasPrefix(c.field, "x:"); {
	case unknown && len(meant) > 0:
		t.Errorf("%s/%s: %q should be unknown but means %v", d.Name, set, c.header, meant)
	case !unknown && !slices.Equal(meant, []string{c.field}):
		t.Errorf("%s/%s: %q means %v, not %s", d.Name, set, c.header, meant, c.field)
	}
}
