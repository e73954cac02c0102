package bulletin

import (
	"math"
)

var chineseDigits = map[rune]int{
	'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

var chinesePowers = map[rune]float64{'十': 10, '百': 100, '千': 1000, '万': 1e4, '亿': 1e8}

// chineseNumber reads 二十九, 一百二十, 两千, 十二, 百, 一万二千. Digits side by
// side (三五, 二〇二四) are no number here.
func chineseNumber(rs []rune) (float64, bool) {
	if len(rs) == 0 {
		return 0, false
	}
	total, section, digit := 0.0, 0.0, -1
	lastPower := math.Inf(1)
	for _, r := range rs {
		if d, ok := chineseDigits[r]; ok {
			if digit > 0 {
				return 0, false
			}
			digit = d
			continue
		}
		p, ok := chinesePowers[r]
		if !ok {
			return 0, false
		}
		n := float64(max(digit, 0))
		if digit < 0 {
			n = 1
		}
		if p >= 1e4 {
			if section == 0 && digit < 0 && total > 0 {
				return 0, false
			}
			if section > 0 && digit < 0 {
				n = 0
			}
			total, section, lastPower = total+(section+n)*p, 0, math.Inf(1)
		} else {
			if p >= lastPower {
				return 0, false
			}
			section, lastPower = section+n*p, p
		}
		digit = -1
	}
	return total + section + float64(max(digit, 0)), true
}
