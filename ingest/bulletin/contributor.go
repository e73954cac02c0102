package bulletin

import (
	"regexp"
	"strings"
)

var (
	suppliedBy   = regexp.MustCompile(`^（?([^（）。，！？]{3,45}?)供稿）?$`)
	supplierOf   = regexp.MustCompile(`^（?供稿(?:单位|人)?：([^（）。！？]{3,45}?)）?$`)
	suppliedTail = regexp.MustCompile(`（[^（）。！？]{3,45}供稿）$`)
)

// contributorOf reads （××市人大常委会代表工委供稿）.
func contributorOf(line string) (string, bool) {
	q := squeeze(line)
	if m := supplierOf.FindStringSubmatch(q); m != nil {
		return m[1], true
	}
	m := suppliedBy.FindStringSubmatch(q)
	if m == nil {
		return "", false
	}
	bracketed := strings.HasPrefix(q, "（") && strings.HasSuffix(q, "）")
	if !bracketed && !strings.Contains(m[1], "人大") && !strings.Contains(m[1], "工委") {
		return "", false
	}
	return strings.TrimRight(m[1], "：、"), true
}

// isolateContributors puts every contributor on one line of its own: it may
// have been broken over lines or set behind the last sentence.
func isolateContributors(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); i++ {
		s := lines[i]
		n := 1
		for ; n <= 3 && i+n <= len(lines); n++ {
			joined := squeeze(strings.Join(lines[i:i+n], ""))
			if _, ok := contributorOf(joined); ok && (n == 1 || strings.HasPrefix(joined, "（")) {
				out = append(out, joined)
				break
			}
			m := suppliedTail.FindStringIndex(joined)
			if m != nil && m[0] > 0 && m[0] < len(squeeze(s)) {
				open := strings.LastIndex(s, "（")
				out = append(out, strings.TrimSpace(s[:open]), joined[m[0]:])
				break
			}
		}
		if n > 3 || i+n > len(lines) {
			out = append(out, s)
			continue
		}
		i += n - 1
	}
	return out
}
