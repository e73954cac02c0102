package chart

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

const hostile = `</script><script>window.__pwned=1</script>__f__alert(1)__f__" onload="x`

func TestNoTextBecomesCode(t *testing.T) {
	forest, err := Forest("c1", hostile, []Interval{{Head: true, Name: hostile}, {Name: hostile, Low: 1, Value: 2, High: 3, Text: hostile, Colour: Above, Tip: hostile}}, 2)
	if err != nil {
		t.Fatal(err)
	}
	stack, err := Stack("c2", hostile, []string{hostile, "b"}, []Whole{{hostile, []Part{{60, hostile, hostile}, {40, "40", "x"}}}})
	if err != nil {
		t.Fatal(err)
	}
	bullets, err := Bullets("c3", hostile, []Bullet{{Name: hostile, Value: 3, Mark: 4, Text: hostile, Tip: hostile}})
	if err != nil {
		t.Fatal(err)
	}
	rise, err := Rise("c4", hostile, hostile, []Interval{{Name: hostile, Low: 1, Value: 2, High: 3, Text: hostile}})
	if err != nil {
		t.Fatal(err)
	}
	steps, err := Steps("c5", hostile, []Step{{Name: hostile, N: 4, Tip: hostile}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []Chart{forest, stack, bullets, rise, steps} {
		option, err := json.Marshal(c.Option)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(option), "__f__") || strings.ContainsAny(string(option), "<>") {
			t.Errorf("%s: option carries markup or a function mark: %s", c.ID, option)
		}
		if s := string(c.Still); strings.Contains(s, "<script") || strings.Contains(s, `" onload="`) {
			t.Errorf("%s: still carries live markup: %s", c.ID, s)
		}
	}
	if s := string(Tiles(hostile, []Tile{{Name: hostile, Text: hostile}})); strings.Contains(s, "<script") {
		t.Errorf("tiles carry live markup: %s", s)
	}
}

func TestMarksThatJoinAreStripped(t *testing.T) {
	if got := strip("__f____f____"); strings.Contains(got.(string), "__f__") {
		t.Errorf("strip left %q", got)
	}
	if got := strip("____f__f__x"); strings.Contains(got.(string), "__f__") {
		t.Errorf("strip left %q", got)
	}
}

func TestNotANumberIsRefused(t *testing.T) {
	if _, err := Forest("c", "", []Interval{{Name: "a", Low: math.NaN(), Value: 1, High: 2}}, 1); err == nil {
		t.Error("Forest drew NaN")
	}
	if _, err := Bullets("c", "", []Bullet{{Name: "a", Value: math.Inf(1)}}); err == nil {
		t.Error("Bullets drew an infinity")
	}
	if _, err := Stack("c", "", []string{"a"}, []Whole{{"u", nil}}); err == nil {
		t.Error("Stack drew a bar without its parts")
	}
}

func TestRoundAxis(t *testing.T) {
	for _, c := range []struct{ low, high, from, to, step float64 }{
		{88.4, 97.2, 88, 98, 2}, {0, 43.3, 0, 50, 10}, {93, 93, 93, 94, 0.2}, {0, 6140, 0, 8000, 2000},
	} {
		a := roundAxis(c.low, c.high)
		if math.Abs(a.low-c.from) > 1e-9 || math.Abs(a.high-c.to) > 1e-9 || math.Abs(a.step-c.step) > 1e-9 {
			t.Errorf("roundAxis(%v, %v) = %+v", c.low, c.high, a)
		}
	}
}
