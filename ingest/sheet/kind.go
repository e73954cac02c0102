package sheet

import (
	"bytes"
	"strings"
)

const (
	spreadsheetML = "urn:schemas-microsoft-com:office:spreadsheet"
	otherXML      = Format("another xml")
)

// kindOf tells by its first characters what a text is; what is nothing else
// is CSV.
func kindOf(text string) Format {
	head := strings.TrimSpace(text)
	if strings.HasPrefix(head, "{") || strings.HasPrefix(head, "[") {
		return bracketKind(head)
	}
	if !strings.HasPrefix(head, "<") {
		return CSV
	}
	xml := strings.HasPrefix(head, "<?xml")
	tag, rest := firstTag(head)
	switch {
	case isHTMLTag(tag):
		return HTML
	case strings.HasSuffix(tag, "workbook") && strings.Contains(rest[:min(len(rest), 4096)], spreadsheetML):
		return XML
	case xml:
		return otherXML
	}
	return CSV
}

// bracketKind: a CSV may begin with a bracket too, but not with JSON's next
// sign behind it.
func bracketKind(head string) Format {
	next := strings.TrimSpace(head[1:min(len(head), 256)])
	signs := `"}`
	if head[0] == '[' {
		signs = `{[]`
	}
	if next != "" && strings.Contains(signs, next[:1]) {
		return JSON
	}
	return CSV
}

// firstTag is the name of the first element in lower case, and the text from
// it on: declarations and comments stand before it.
func firstTag(text string) (name, rest string) {
	for strings.HasPrefix(text, "<") {
		end := ">"
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case len(text) >= 9 && strings.EqualFold(text[:9], "<!doctype"), strings.HasPrefix(text, "<?"), strings.HasPrefix(text, "<!["):
		default:
			name = text[1:min(len(text), 64)]
			if i := strings.IndexFunc(name, func(r rune) bool {
				return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != ':' && r != '-'
			}); i >= 0 {
				name = name[:i]
			}
			return strings.ToLower(name), text
		}
		i := strings.Index(text, end)
		if i < 0 {
			return "", ""
		}
		text = strings.TrimSpace(text[i+len(end):])
	}
	return "", text
}

func isHTMLTag(tag string) bool {
	switch tag {
	case "html", "head", "body", "title", "meta", "style", "link", "script", "base", "xml", "frameset",
		"table", "caption", "thead", "tbody", "tr", "td", "th", "div", "center", "form", "font", "span", "p", "br", "b", "strong",
		"h1", "h2", "h3", "h4", "h5", "h6":
		return true
	}
	return false
}

// bareBIFF: old exporters wrote the records without a container.
func bareBIFF(raw []byte) bool {
	for _, start := range []string{"\x09\x08\x10\x00", "\x09\x08\x08\x00", "\x09\x08\x06\x00", "\x09\x04\x06\x00", "\x09\x02\x06\x00", "\x09\x00\x04\x00"} {
		if bytes.HasPrefix(raw, []byte(start)) {
			return true
		}
	}
	return false
}
