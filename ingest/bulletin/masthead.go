package bulletin

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// masthead is what stands above the contents; end is the line after it.
type masthead struct {
	no, albumNo              int
	albumTitle, date, issuer string
	end                      int
	named                    bool // the name of the bulletin was found
}

const bulletinName = "代表工作"

var (
	issueNumber = regexp.MustCompile(`(总)?第([0-9]{1,5}|[〇零一二三四五六七八九十百]{1,6})期`)
	fullDate    = regexp.MustCompile(`([0-9]{4}|[〇零○一二三四五六七八九]{4})年([0-9]{1,2}|[一二三四五六七八九十]{1,3})月([0-9]{1,2}|[一二三四五六七八九十]{1,3})日`)
	dashDate    = regexp.MustCompile(`([12][0-9]{3})[-./－]([0-9]{1,2})[-./－]([0-9]{1,2})`)
	organ       = regexp.MustCompile(`^\p{Han}{2,12}?人(?:民代表)?大(?:会)?常(?:务)?委(?:员)?会\p{Han}{0,12}?(?:工作委员会|委员会|工委|办公室|办公厅|研究室)`)
	albumMark   = regexp.MustCompile(`专[辑刊](?:[（之第]{0,2}([0-9]{1,3}|[一二三四五六七八九十百〇零]{1,5})[期辑]?）?)?`)
)

// readMasthead reads the head as one run of characters, because any of its
// parts may be letter-spaced or broken over lines.
func readMasthead(lines []string) masthead {
	head, starts := headText(lines)
	var m masthead
	var spans [][]int
	if i := nameIndex(head); i >= 0 {
		m.named = true
		spans = append(spans, []int{i, i + len(bulletinName)})
	}
	if span, no := findIssueNumber(head); span != nil {
		m.no = no
		spans = append(spans, span)
	}
	if span, date := findDate(head); span != nil {
		m.date = date
		spans = append(spans, span)
	}
	if span := findIssuer(head, spans); span != nil {
		m.issuer = head[span[0]:span[1]]
		spans = append(spans, span)
	}
	end := 0
	for _, s := range spans {
		end = max(end, s[1])
	}
	if len(spans) > 1 && end < len(head) {
		end += m.readAlbum(head[end:])
	}
	for m.end < len(starts) && starts[m.end] < end {
		m.end++
	}
	return m
}

// headText squeezes the lines that can belong to the head into one string and
// says where each line starts in it.
func headText(lines []string) (string, []int) {
	var b strings.Builder
	var starts []int
	for i, s := range lines {
		_, bullet := cutBullet(s)
		if i == 30 || bullet && issueNumber.MatchString(b.String()) ||
			sentenceEnd.MatchString(s) || utf8.RuneCountInString(s) > 90 {
			break
		}
		starts = append(starts, b.Len())
		b.WriteString(squeeze(s))
	}
	return b.String(), starts
}

// nameIndex finds 代表工作 that is not the beginning of 代表工作委员会.
func nameIndex(head string) int {
	for from := 0; ; {
		i := strings.Index(head[from:], bulletinName)
		if i < 0 {
			return -1
		}
		if !strings.HasPrefix(head[from+i+len(bulletinName):], "委员会") {
			return from + i
		}
		from += i + len(bulletinName)
	}
}

// findIssueNumber prefers 第N期 to the running 总第N期.
func findIssueNumber(head string) ([]int, int) {
	var span []int
	no, total := 0, false
	for _, m := range issueNumber.FindAllStringSubmatchIndex(head, -1) {
		n, ok := wholeNumber(head[m[4]:m[5]])
		isTotal := m[2] >= 0
		if !ok || n == 0 || span != nil && !(total && !isTotal) {
			continue
		}
		lo, hi := m[0], m[1]
		if span != nil {
			hi = max(hi, span[1])
		}
		span, no, total = []int{lo, closeBracket(head, hi)}, n, isTotal
	}
	return span, no
}

// closeBracket moves past a bracket that ends right behind hi.
func closeBracket(s string, hi int) int {
	for strings.HasPrefix(s[hi:], "）") {
		hi += len("）")
	}
	return hi
}

func findDate(s string) ([]int, string) {
	for _, re := range []*regexp.Regexp{fullDate, dashDate} {
		for _, m := range re.FindAllStringSubmatchIndex(s, -1) {
			y, _ := wholeNumber(s[m[2]:m[3]])
			mo, _ := wholeNumber(s[m[4]:m[5]])
			d, _ := wholeNumber(s[m[6]:m[7]])
			t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
			if y >= 1979 && y < 2200 && t.Day() == d && int(t.Month()) == mo {
				return m[:2], fmt.Sprintf("%04d-%02d-%02d", y, mo, d)
			}
		}
	}
	return nil, ""
}

// findIssuer looks for an organ's name in the gaps between what is known.
func findIssuer(head string, spans [][]int) []int {
	froms := []int{0}
	for _, s := range spans {
		froms = append(froms, s[1])
	}
	for _, from := range froms {
		if m := organ.FindStringIndex(head[from:]); m != nil {
			if !overlaps(spans, from, from+m[1]) {
				return []int{from, from + m[1]}
			}
		}
	}
	return nil
}

func overlaps(spans [][]int, lo, hi int) bool {
	for _, s := range spans {
		if s[0] < hi && lo < s[1] {
			return true
		}
	}
	return false
}

// readAlbum reads “…”主题活动专辑（二十） and returns how far it went.
func (m *masthead) readAlbum(rest string) int {
	i := albumMark.FindStringSubmatchIndex(rest)
	if i == nil {
		return 0
	}
	title := rest[:i[0]] + "专辑"
	if strings.Contains(rest[i[0]:i[1]], "专刊") {
		title = rest[:i[0]] + "专刊"
	}
	if utf8.RuneCountInString(title) > 60 || strings.ContainsAny(title, "：。*＊•●◆") {
		return 0
	}
	m.albumTitle = repairPunctuation(strings.TrimLeft(title, "）】"), true)
	if i[2] >= 0 {
		m.albumNo, _ = wholeNumber(rest[i[2]:i[3]])
	}
	return i[1]
}

// wholeNumber reads Arabic digits, 二十九, or digit by digit 二〇二四.
func wholeNumber(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	if v, ok := chineseNumber([]rune(s)); ok {
		return int(v), true
	}
	n := 0
	for _, r := range s {
		d, ok := chineseDigits[r]
		if !ok {
			return 0, false
		}
		n = n*10 + d
	}
	return n, s != ""
}

// dropRunningHeads removes the bulletin's name and number repeated on pages.
func dropRunningHeads(lines []string, no int) []string {
	var kept []string
	for _, s := range lines {
		q := strings.Trim(squeeze(s), "《》·—-－")
		name := strings.TrimPrefix(q, bulletinName)
		number := fmt.Sprintf("第%d期", no)
		if q == bulletinName || no > 0 && (name == number || name == "》"+number) {
			continue
		}
		kept = append(kept, s)
	}
	return kept
}
