package reports

import (
	"os"
	"testing"
)

func TestZZ(t *testing.T) {
	p := pagesOf(t, newBuild(t, nil))
	os.WriteFile("/tmp/rep/monthly.html", p.Release, 0o644)
	os.WriteFile("/tmp/rep/analysis.html", p.Analysis, 0o644)
}
