package check

import (
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	in2024 := dating{year: 2024, period: "2024-09"}
	for _, c := range []struct {
		text string
		d    dating
		want string // a trailing m: the day was imputed; r: one of several days
	}{
		{"2024年9月9日", in2024, "2024-09-09"}, {"2024.9.9", in2024, "2024-09-09"}, {"2024-09-09", in2024, "2024-09-09"}, {"2024/9/9", in2024, "2024-09-09"},
		{"20240909", in2024, "2024-09-09"}, {"24.9.9", in2024, "2024-09-09"}, {"２０２４年９月９日", in2024, "2024-09-09"}, {"2024 年 9 月 9 日", in2024, "2024-09-09"},
		{"2024年9月9日（星期一）", in2024, "2024-09-09"}, {"2024-09-09 00:00:00", in2024, "2024-09-09"}, {"2024-09-09T00:00:00Z", in2024, "2024-09-09"},
		{"2024年9月9日上午9时", in2024, "2024-09-09"}, {"2024年9月9日上午", in2024, "2024-09-09"}, {"2024/9/9 9:30", in2024, "2024-09-09"}, {"2024.09.09.", in2024, "2024-09-09"},
		{"9月9日", in2024, "2024-09-09"}, {"9.9", in2024, "2024-09-09"}, {"元月9日", in2024, "2024-01-09"}, {"9月9日", dating{}, "warning not_a_date"},
		{"2024年9月", in2024, "2024-09-30m"}, {"2024年元月", in2024, "2024-01-31m"}, {"2024.2", in2024, "2024-02-29m"}, {"2024-09", in2024, "2024-09-30m"}, {"202409", in2024, "2024-09-30m"},
		{"9月9日至11日", in2024, "2024-09-09r"}, {"2024年9月9日-11日", in2024, "2024-09-09r"}, {"2024.9.9-9.11", in2024, "2024-09-09r"}, {"9月9日、10日", in2024, "2024-09-09r"},
		{"9日至11日", in2024, "2024-09-09r"}, {"9日", in2024, "2024-09-09"}, {"31日", in2024, "error impossible_date"}, {"9日至11日", dating{year: 2024}, "warning not_a_date"},
		{"45544", in2024, "2024-09-09"}, {"45544.395833", in2024, "2024-09-09"}, {"45482", in2024, "2024-07-09"}, {"44082", dating{year: 2024, date1904: true}, "2024-09-09"},
		{"1975年3月12日", in2024, "1975-03-12"},
		{"2月30日", in2024, "error impossible_date"}, {"2023-02-29", in2024, "error impossible_date"}, {"2024-13-45", in2024, "error impossible_date"}, {"2024年13月", in2024, "error impossible_date"},
		{"20241345", in2024, "error impossible_date"}, {"1024-09-09", in2024, "error impossible_date"},
		{"2022年换届以来", in2024, "warning not_a_date"}, {"第三次会议", in2024, "warning not_a_date"}, {"2024", in2024, "warning not_a_date"}, {"3", in2024, "warning not_a_date"},
	} {
		p, bad := date(c.text, c.d)
		got := p.day.Format(time.DateOnly)
		if bad != nil {
			got = told(nil, bad)
		} else if p.imputed {
			got += "m"
		} else if p.ranged {
			got += "r"
		}
		if got != c.want {
			t.Errorf("date(%q) = %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMonth(t *testing.T) {
	for text, want := range map[string]string{
		"1975.3": "1975-03", "1975.03": "1975-03", "1975年3月": "1975-03", "1975-3": "1975-03", "197503": "1975-03", "1975年3月12日": "1975-03", "19750312": "1975-03", "27454": "1975-03",
		"１９７５．３": "1975-03", "1975.12": "1975-12", "1975.13": "warning impossible_month", "1975.0": "warning impossible_month", "1975": "warning not_a_month", "三月": "warning not_a_month",
	} {
		if got := told(month(text, dating{})); got != want {
			t.Errorf("month(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestYear(t *testing.T) {
	for text, want := range map[string]string{
		"2023": "2023", "2023年": "2023", "2023年度": "2023", "２０２３": "2023", "2023.0": "2023", "二〇二三年度": "2023", "2023-12-31": "2023",
		"23": "error impossible_year", "20233": "error impossible_year", "去年": "error impossible_year", "45200": "error impossible_year",
	} {
		if got := told(year(text)); got != want {
			t.Errorf("year(%q) = %s, want %s", text, got, want)
		}
	}
}
