package stats

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestComponents(t *testing.T) {
	got := Components([][2]string{{"d", "e"}, {"b", "c"}, {"c", "d"}, {"x", "y"}, {"q", "q"}})
	for node, want := range map[string]string{"b": "b", "c": "b", "d": "b", "e": "b", "x": "x", "y": "x", "q": "q"} {
		if got[node] != want {
			t.Errorf("%s is in %s, want %s", node, got[node], want)
		}
	}
	if len(got) != 7 {
		t.Errorf("%d nodes, want 7", len(got))
	}
}

// Against a slow second way: labels spread along the edges until none changes,
// on graphs of chance, with the edges in two orders.
func TestComponentsAgainstSpreading(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var edges [][2]string
		for range 1 + r.IntN(40) {
			edges = append(edges, [2]string{strconv.Itoa(r.IntN(30)), strconv.Itoa(r.IntN(30))})
		}
		want := map[string]string{}
		for _, e := range edges {
			want[e[0]], want[e[1]] = e[0], e[1]
		}
		for changed := true; changed; {
			changed = false
			for _, e := range edges {
				for _, x := range e {
					if low := min(want[e[0]], want[e[1]]); want[x] != low {
						want[x], changed = low, true
					}
				}
			}
		}
		got := Components(edges)
		r.Shuffle(len(edges), func(i, j int) { edges[i], edges[j] = edges[j], edges[i] })
		again := Components(edges)
		for node, low := range want {
			if got[node] != low || again[node] != low {
				t.Fatalf("%s is in %s and %s, want %s", node, got[node], again[node], low)
			}
		}
	}
}
