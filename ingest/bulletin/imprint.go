package bulletin

import (
	"regexp"
	"strings"
)

// imprint is the foot of an issue: who it goes to and who printed it.
type imprint struct {
	sentTo, copiedTo, imprint, date, issuer string
}

var (
	addressMark = regexp.MustCompile(`^(抄报|报送|呈报|主送|抄送|分送|报|送|发)：`)
	printedBy   = regexp.MustCompile(`(编印|印发|印制)(（?共印?[0-9]+份）?)?$`)
)

func isAddress(line string) bool { return addressMark.MatchString(squeeze(line)) }

func isPrinter(line string) bool {
	s := squeeze(line)
	return printedBy.MatchString(s) && (organ.MatchString(s) || fullDate.MatchString(s))
}

// readImprint reads 送, 发 and the printer's line from the last lines.
func readImprint(lines []string, issuer string) imprint {
	var f imprint
	var field *string
	for _, s := range splitAddresses(lines) {
		q := squeeze(s)
		if m := addressMark.FindString(q); m != "" {
			field = f.field(strings.TrimSuffix(m, "："))
			q = q[len(m):]
		}
		if field == nil || organ.MatchString(q) && strings.Contains(q, "印发") {
			field = &f.imprint
		}
		*field += q
	}
	for _, p := range []*string{&f.copiedTo, &f.sentTo} {
		f.takePrinter(p, issuer)
	}
	_, f.date = findDate(f.imprint)
	f.issuer = organ.FindString(f.imprint)
	return f
}

func (f *imprint) field(mark string) *string {
	switch mark {
	case "发", "抄送", "分送":
		return &f.copiedTo
	case "送", "主送":
		return &f.sentTo
	}
	return new(string) // 报 is not kept
}

// takePrinter moves the printer's name, broken over lines, out of an address.
func (f *imprint) takePrinter(field *string, issuer string) {
	s := *field
	if issuer == "" || !printedBy.MatchString(s) {
		return
	}
	if i := strings.LastIndex(s, issuer); i >= 0 {
		*field, f.imprint = s[:i], s[i:]+f.imprint
	}
}

// splitAddresses separates 送：… 发：… standing on one line.
func splitAddresses(lines []string) []string {
	var out []string
	for _, s := range lines {
		start := 0
		for i, r := range s {
			if r == ' ' && i > start && isAddress(s[i:]) {
				out = append(out, s[start:i])
				start = i
			}
		}
		out = append(out, s[start:])
	}
	return out
}
