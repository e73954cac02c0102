package address

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"lvzhi/contracts"
)

// FuzzResolve: whatever a title and a path say, the address is one of the 18
// units and a month there is, or a question with a remedy.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"濮阳市2024年9月述职测评", "河南省新乡长垣市2024年1—9月（累计）", "填报单位（盖章）：许昌 填报时间：2024年10月8日", "濮阳2024.9", "邯郸市二〇二四年九月", "410900/202409", "西峡县丹水镇2024年第三季度", "更新县级代表名册", "2023年度（2024年1月）", "２０２４年元月济源示范区"} {
		f.Add(s, "附件2（2024年9月）.xlsx", "濮阳市")
		f.Add("统计表", s+".xlsx", s)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		f.Fatal(err)
	}
	datasets, err := contracts.Datasets()
	if err != nil {
		f.Fatal(err)
	}
	month := regexp.MustCompile(`^(19|20)\d{2}-(0[1-9]|1[0-2])$`)
	f.Fuzz(func(t *testing.T, title, name, folder string) {
		e := EvidenceOf("/in/" + folder + "/" + name)
		e.Titles = strings.Split(title, "|")
		for _, d := range datasets {
			a, err := Resolve(e, d, Hints{}, places)
			var ask *Question
			if err != nil && (!errors.As(err, &ask) || ask.Reason == "" || ask.Remedy == "") {
				t.Fatalf("asked nothing: %v", err)
			}
			if err != nil {
				continue
			}
			if unit, ok := places.UnitOf(a.Unit); !ok || unit != a.Unit {
				t.Fatalf("unit %q", a.Unit)
			}
			if !month.MatchString(a.Period) {
				t.Fatalf("period %q", a.Period)
			}
			if a.Scope != "all" && a.Unit != "419001" && !strings.HasPrefix(a.Scope, a.Unit[:4]) {
				t.Fatalf("scope %q of %q", a.Scope, a.Unit)
			}
		}
	})
}
