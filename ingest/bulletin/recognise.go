package bulletin

import "strings"

// Recognise tells whether text is an issue of 《代表工作》. It weighs the marks
// of the layout, so an issue that lost one of them is still known and Parse can
// say what is missing; a table or prose that mentions the bulletin is not.
func Recognise(text string) bool {
	lines := cleanLines(text)
	m := readMasthead(lines)
	score := 0
	add := func(is bool, weight int) {
		if is {
			score += weight
		}
	}
	named := standsAlone(lines)
	byOffice := strings.Contains(m.issuer, "代表工")
	add(named, 2)
	add(m.no > 0, 1)
	add(m.date != "", 1)
	add(m.albumTitle != "", 1)
	add(byOffice, 1)
	contributed, printed := false, false
	for _, s := range lines {
		_, ok := contributorOf(s)
		contributed = contributed || ok
		q := squeeze(s)
		printed = printed || strings.HasSuffix(q, "印发") || isAddress(s)
		byOffice = byOffice || strings.Contains(q, "代表工作委员会印发")
	}
	add(contributed, 1)
	add(printed, 1)
	return score >= 4 && (named || byOffice) && (contributed || printed || m.albumTitle != "")
}

// standsAlone reports whether the name stands at the head of the text on a
// line of its own, alone or followed by the issue number.
func standsAlone(lines []string) bool {
	var head string
	for i, s := range lines {
		if i == 8 {
			break
		}
		q := strings.Trim(squeeze(s), "《》")
		if q == bulletinName || strings.HasPrefix(q, bulletinName+"第") || strings.HasPrefix(q, bulletinName+"（") ||
			strings.HasPrefix(q, bulletinName+"总第") || strings.HasPrefix(q, bulletinName+"》第") {
			return true
		}
		head += q
	}
	return strings.HasPrefix(head, bulletinName+"第") || strings.HasPrefix(head, bulletinName+"河南省")
}
