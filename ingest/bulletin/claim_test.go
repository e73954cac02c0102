package bulletin

import (
	"fmt"
	"os"
	"testing"
)

type places map[string][2]string

func (p places) Find(name string) (string, string, bool) {
	rs := []rune(name)
	for i := range rs {
		if v, ok := p[string(rs[i:])]; ok {
			return v[0], v[1], true
		}
	}
	return "", "", false
}

var henan = places{
	"濮阳市": {"410900", "prefecture"}, "长垣市": {"410783", "county"}, "西峡县": {"411323", "county"},
	"新乡市": {"410700", "prefecture"}, "南阳市": {"411300", "prefecture"}, "平顶山市": {"410400", "prefecture"},
	"许昌市": {"411000", "prefecture"}, "禹州市": {"411081", "county"},
}

func TestPrint(t *testing.T) {
	b, _ := os.ReadFile(os.Getenv("F"))
	is, err := Parse(string(b), henan)
	fmt.Println(err, Recognise(string(b)))
	for _, a := range is.Articles {
		fmt.Printf("%d %q %q %s %s %q\n", a.No, a.Title, a.Place, a.UnitCode, a.Level, a.Contributor)
		if os.Getenv("B") != "" {
			fmt.Println(a.Body)
		}
		for _, c := range a.Claims {
			l, h := "nil", "nil"
			if c.Low != nil {
				l = fmt.Sprint(*c.Low)
			}
			if c.High != nil {
				h = fmt.Sprint(*c.High)
			}
			fmt.Printf("   %d %s/%s [%s,%s] %s %q tb=%s printed=%q unclear=%v pop=%q | %s\n", c.No, c.Kind, c.Metric, l, h, c.CountingUnit, c.Comparison, c.TimeBase, c.Printed, c.BasisUnclear, c.Population, c.Quote)
		}
	}
	is.Articles = nil
	fmt.Printf("%+v\n", is)
}
