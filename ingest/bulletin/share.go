package bulletin

import (
	"strings"
)

// withShares adds the share that 均 or 全部 states of a number just printed:
// 12名…代表均获得“满意”等次.
func withShares(rs []rune, figures []figure) []figure {
	var out []figure
	for k, f := range figures {
		out = append(out, f)
		if f.rate || f.month || f.isDuration() || f.comparison != "" || !strings.Contains(" 名 席位 件 条 个 项 家 处 户 ", " "+f.unit+" ") {
			continue
		}
		limit := len(rs)
		if k+1 < len(figures) {
			limit = figures[k+1].lo
		}
		if s, ok := shareAfter(rs, f.end, limit); ok {
			out = append(out, s)
		}
	}
	return out
}

// shareAfter looks for 均 or 全部 up to the end of the clause, or at the head of
// the next one.
func shareAfter(rs []rune, from, limit int) (figure, bool) {
	for i := from; i < limit; i++ {
		if strings.ContainsRune("。；：“（", rs[i]) {
			break
		}
		if rs[i] == '，' {
			i += 1 + skipAny(rs, i+1, "目前已 现已 已")
			if w := allWord(rs, i); w != "" {
				return share(i, w), true
			}
			break
		}
		if w := allWord(rs, i); w != "" {
			return share(i, w), true
		}
	}
	return figure{}, false
}

func allWord(rs []rune, i int) string {
	if hasAt(rs, i, "全部") && !hasAnyAt(rs, i+2, "代表 的 工作 内容") {
		return "全部"
	}
	if at(rs, i) == '均' && !strings.ContainsRune("平人户年月日", at(rs, i-1)) && !strings.ContainsRune("衡等匀价值线", at(rs, i+1)) && i > 0 {
		return "均"
	}
	return ""
}

func share(i int, word string) figure {
	n := len([]rune(word))
	return figure{
		number: number{lo: i, hi: i + n, low: 1, high: 1, rate: true, chinese: true, text: word},
		unit:   "比例", end: i + n, all: true,
	}
}
