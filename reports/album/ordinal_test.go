package album

import (
	"testing"
	"time"
)

func TestAlbumOrdinal(t *testing.T) {
	for n, want := range map[int]string{
		1: "（一）", 9: "（九）", 10: "（十）", 11: "（十一）", 20: "（二十）", 29: "（二十九）",
		99: "（九十九）", 100: "（一百）", 101: "（一百零一）", 103: "（一百零三）", 110: "（一百一十）",
		111: "（一百一十一）", 120: "（一百二十）", 999: "（九百九十九）", 1000: "（一千）",
		1001: "（一千零一）", 1010: "（一千零一十）", 1100: "（一千一百）", 2024: "（二千零二十四）",
		10000: "（一万）", 10001: "（一万零一）", 10010: "（一万零一十）", 12000: "（一万二千）",
		100000: "（十万）", 110001: "（十一万零一）", 100000001: "（一亿零一）", 200300000: "（二亿零三十万）",
	} {
		if got := albumOrdinal(n); got != want {
			t.Errorf("albumOrdinal(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestOfficialDateHasNoLeadingZeros(t *testing.T) {
	if got := officialDate(time.Date(2024, 7, 9, 23, 0, 0, 0, time.UTC)); got != "2024年7月9日" {
		t.Error(got)
	}
}
