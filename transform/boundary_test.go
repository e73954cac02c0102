package transform

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"lvzhi/contracts"
)

func shippedRegime(t *testing.T, id string) contracts.Regime {
	t.Helper()
	all, err := contracts.Regimes()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no regime %s", id)
	return contracts.Regime{}
}

func boundariesOf(t *testing.T, r contracts.Regime) Boundaries {
	t.Helper()
	b, err := FindBoundaries(context.Background(), emptyOptions(t), r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fired lists base, votes, whether exactly on the line, and what follows.
func fired(b Boundaries, rule int) string {
	var lines []string
	for _, c := range b.Rules {
		if c.Rule == rule {
			lines = append(lines, fmt.Sprint(c.Ballots.Base, " ", c.Votes, " ", c.IsExact, " ", c.Verdict.Code, " ", c.Verdict.Tier))
		}
	}
	return strings.Join(lines, "\n")
}

func TestBoundariesOfPuyang(t *testing.T) {
	b := boundariesOf(t, shippedRegime(t, "puyang-2023"))
	if got, want := fired(b, 2), `90 29 false none 
90 30 true none 
90 31 false rectify 
99 32 false none 
99 33 true none 
99 34 false rectify 
100 32 false none 
100 33 false none 
100 34 false rectify `; got != want {
		t.Errorf("a third:\n%s\nwant\n%s", got, want)
	}
	if got, want := fired(b, 1), `90 44 false rectify 
90 45 true rectify 
90 46 false resign_or_recall 
99 48 false rectify 
99 49 false rectify 
99 50 false resign_or_recall 
100 49 false rectify 
100 50 true rectify 
100 51 false resign_or_recall `; got != want {
		t.Errorf("half:\n%s\nwant\n%s", got, want)
	}
	var dues []string
	for _, c := range b.Dues {
		dues = append(dues, day(c.Day)+" "+day(c.Due))
	}
	if got, want := strings.Join(dues, "\n"), "2023-03-15 2023-06-15\n2023-08-31 2023-11-30\n2024-11-30 2025-02-28\n2023-11-30 2024-02-29"; got != want {
		t.Errorf("due:\n%s\nwant\n%s", got, want)
	}
	var edges []string
	for _, c := range b.Edges {
		edges = append(edges, fmt.Sprint(c.What, " ", c.Verdict.Code, " ", c.Verdict.IsUnverified))
	}
	if got, want := strings.Join(edges, "\n"), "只有一票，满意 none false\n只有一票，不满意 resign_or_recall false\n一票也没有 unspecified true\n全部弃权 none false"; got != want {
		t.Errorf("edges:\n%s\nwant\n%s", got, want)
	}
}

func TestBoundariesOfChangyuan(t *testing.T) {
	b := boundariesOf(t, shippedRegime(t, "changyuan-2024"))
	if got, want := fired(b, 1), `90 71 false unspecified 原文未规定
90 72 true none 满意
90 73 false none 满意
99 78 false unspecified 原文未规定
99 79 false unspecified 原文未规定
99 80 false none 满意
100 79 false unspecified 原文未规定
100 80 true none 满意
100 81 false none 满意`; got != want {
		t.Errorf("80%%:\n%s\nwant\n%s", got, want)
	}
}

func TestBoundariesOfPingdingshan(t *testing.T) {
	r := shippedRegime(t, "pingdingshan-2020")
	for banding, want := range map[string]string{
		"continuous":    "105 优秀 false\n90 优秀 false\n89.9 称职 true\n89.5 称职 true\n89 称职 false\n70 称职 false\n69.9 基本称职 true\n69.5 基本称职 true\n69 基本称职 false\n60 基本称职 false\n59.9 不称职 true\n59.5 不称职 true\n59 不称职 false",
		"round_half_up": "105 优秀 false\n90 优秀 false\n89.9 优秀 true\n89.5 优秀 true\n89 称职 false\n70 称职 false\n69.9 称职 true\n69.5 称职 true\n69 基本称职 false\n60 基本称职 false\n59.9 基本称职 true\n59.5 基本称职 true\n59 不称职 false",
	} {
		points := *r.Points
		points.Banding = banding
		r.Points = &points
		var lines []string
		for _, c := range boundariesOf(t, r).Bands {
			lines = append(lines, fmt.Sprint(c.Total, " ", c.Grade.Band, " ", c.Grade.ModeSensitive))
		}
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", banding, got, want)
		}
	}
}
