package demo

import "strings"

// levelWord writes a level the unit's way; a district's congress is 区级.
func (w *writer) levelWord(level, county string) string {
	kinds := map[string][3]string{ // short, plain, long
		"national": {"全国", "全国", "全国人大代表"},
		"province": {"省级", "省", "省人大代表"},
		"city":     {"市级", "市", "市人大代表"},
		"county":   {"县级", "县", "县人大代表"},
		"township": {"乡级", "乡镇", "乡镇人大代表"},
	}
	place, _ := w.t.places.ByCode(county)
	if level == "county" && strings.HasSuffix(place.Name, "区") {
		kinds["county"] = [3]string{"区级", "区", "区人大代表"}
	}
	return kinds[level][map[string]int{"short": 0, "plain": 1, "long": 2}[w.p.Levels]]
}

func statusWord(how string) string {
	return map[string]string{"": "在任", "resigned": "辞职", "moved": "调离", "died": "去世"}[how]
}

func reasonWord(reason string) string {
	return map[string]string{"age": "年龄", "terms": "任满届数", "moved": "工作调动", "died": "去世", "resigned": "辞职", "other_level": "转任其他层级"}[reason]
}

func (w *writer) stateWord(confirmed bool) string {
	switch {
	case w.p.Flags == "plain" && confirmed:
		return "主任会议确认"
	case w.p.Flags == "plain":
		return "市级复核"
	case confirmed:
		return "已确认"
	}
	return "待确认"
}

// nextTerm is the term after: 十三届 -> 十四届.
func nextTerm(term string) string {
	for n := 1; n < 40; n++ {
		if chineseNumber(n)+"届" == term {
			return chineseNumber(n+1) + "届"
		}
	}
	return ""
}
