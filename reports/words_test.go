package reports

import (
	"math"
	"slices"
	"testing"
)

func TestPercentIsHalfUpOnTheFraction(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		want     string
	}{
		{1, 8, "12.5"}, {1, 3, "33.3"}, {2, 3, "66.7"}, {0, 7, "0.0"}, {7, 7, "100.0"},
		{1, 2000, "0.1"}, // 0.05: half up, though 0.05 as a float lies below
		{9995, 10000, "100.0"}, {9994, 10000, "99.9"}, {613, 2000, "30.7"},
	} {
		if got := percent(c.num, c.den); got != c.want {
			t.Errorf("percent(%d, %d) = %s, want %s", c.num, c.den, got, c.want)
		}
	}
	if got := percentOf(0.3065); got != "30.7" {
		t.Errorf("percentOf(0.3065) = %s", got)
	}
}

func TestChangeWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{rateChange(12), "提高1.2个百分点"}, {rateChange(-3), "下降0.3个百分点"}, {rateChange(0), "持平"},
		{countChange(108, 100, "场"), "增加8场，增长8.0%"}, {countChange(90, 100, "场"), "减少10场，下降10.0%"},
		{countChange(5, 5, "场"), "持平"}, {countChange(5, 0, "场"), "增加5场"},
		{monthWord("2024-08"), "2024年8月"}, {dateWord("2024-09-05"), "2024年9月5日"},
		{shift("2024-01", -1), "2023-12"}, {shift("2024-08", -12), "2023-08"}, {shift("2024-12", 1), "2025-01"},
		{grouped(9999), "9999"}, {grouped(10000), "10,000"}, {grouped(1234567), "1,234,567"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// Newcombe 1998, Table II, method 10: 56/70 against 48/80, 0.0524 to 0.3339;
// 9/10 against 3/10, 0.1705 to 0.8090.
func TestNewcombeMatchesThePaper(t *testing.T) {
	for _, c := range []struct {
		a, m, b, n float64
		low, high  float64
	}{{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}} {
		l1, u1 := plainWilson(c.a, c.m)
		l2, u2 := plainWilson(c.b, c.n)
		low, high := newcombe(c.a/c.m, l1, u1, c.b/c.n, l2, u2)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%v/%v − %v/%v: %.4f to %.4f, want %.4f to %.4f", c.a, c.m, c.b, c.n, low, high, c.low, c.high)
		}
	}
}

func plainWilson(x, n float64) (low, high float64) {
	p, z := x/n, 1.959964
	d, c := 1+z*z/n, p+z*z/(2*n)
	h := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return (c - h) / d, (c + h) / d
}

func TestAgainstYearBefore(t *testing.T) {
	at := func(yes, n int64, low, high float64) provinceMonth {
		return provinceMonth{Satisfied: yes, Ballots: n, Low: &low, High: &high}
	}
	now := at(940, 1000, 0.935, 0.945)
	lower, wide, equal := at(920, 1000, 0.915, 0.925), at(935, 1000, 0.90, 0.96), at(9396, 10000, 0.9395999, 0.9396001)
	higher := at(960, 1000, 0.955, 0.965)
	tight := at(940, 1000, 0.9399999, 0.9400001)
	for _, c := range []struct {
		now    provinceMonth
		before *provinceMonth
		want   string
	}{
		{now, &lower, "同比提高2.0个百分点（95%区间1.3～2.7个百分点）"},
		{now, &higher, "同比下降2.0个百分点（95%区间1.3～2.7个百分点）"},
		{now, &wide, "与上年同月基本相当"},
		{tight, &equal, "同比持平"},
		{now, nil, "上年同月无数据，不作同比"},
	} {
		if got := againstYearBefore(c.now, c.before); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestVerdicts(t *testing.T) {
	for word, want := range map[string]string{"高于": "高于控制范围", "相当": "相当", "低于": "低于控制范围，建议核实情况", "": "未作比较"} {
		v, err := readVerdict(word)
		if err != nil || v.Word() != want {
			t.Errorf("%q reads %q, %v", word, v.Word(), err)
		}
	}
	if _, err := readVerdict("best"); err == nil {
		t.Error("an unknown comparison passed for 相当")
	}
}

func TestWorstBandOfOneIsMerged(t *testing.T) {
	bands := []string{"优秀", "称职", "不称职"}
	if got := mergeWorst(bands, map[string]int64{"优秀": 5, "称职": 9, "不称职": 2}, 3); !slices.Equal(got, []int64{5, 11, 0}) {
		t.Errorf("%v", got)
	}
	if got := mergeWorst(bands, map[string]int64{"优秀": 5, "称职": 9, "不称职": 3}, 3); !slices.Equal(got, []int64{5, 9, 3}) {
		t.Errorf("three are enough: %v", got)
	}
	if got := mergeWorst(bands, map[string]int64{"优秀": 5, "称职": 9, "不称职": 3}, 5); !slices.Equal(got, []int64{5, 12, 0}) {
		t.Errorf("%v", got)
	}
}

func TestSimpson(t *testing.T) {
	f := func(v float64) *float64 { return &v }
	if !turns(f(0.8), f(1.7)) || turns(f(1.2), f(1.7)) || turns(nil, f(2)) || turns(f(1), f(2)) {
		t.Error("the direction is misread")
	}
}

func TestRateNeedsPeopleAndSessions(t *testing.T) {
	for _, c := range []struct {
		mandates, sessions int64
		want               bool
	}{{10, 3, true}, {9, 3, false}, {10, 2, false}, {500, 2, false}, {9, 50, false}} {
		if got := (run{LeastMandates: 10, LeastSessions: 3}).printable(satisfaction{Mandates: c.mandates, Sessions: c.sessions, Ballots: 400}); got != c.want {
			t.Errorf("%d mandates, %d sessions: %v", c.mandates, c.sessions, got)
		}
	}
}
