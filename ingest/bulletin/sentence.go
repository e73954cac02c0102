package bulletin

import "strings"

// splitSentences cuts a body into sentences, each a substring of it. A stop
// inside quotes, brackets or a book title does not end a sentence, unless its
// paragraph leaves them open.
func splitSentences(body string) []string {
	var out []string
	for paragraph := range strings.SplitSeq(body, "\n") {
		out = append(out, cutSentences(paragraph, balanced(paragraph))...)
	}
	return out
}

const openers, closers = "“‘（《〈「『", "”’）》〉」』"

func balanced(s string) bool {
	depth := 0
	for _, r := range s {
		depth += nesting(r)
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}

func nesting(r rune) int {
	switch {
	case strings.ContainsRune(openers, r):
		return 1
	case strings.ContainsRune(closers, r):
		return -1
	}
	return 0
}

// longest is the length in bytes from which on a run of text is no sentence.
const longest = 2400

func cutSentences(paragraph string, nested bool) []string {
	var out []string
	start, depth, ended := 0, 0, false
	for i, r := range paragraph {
		if ended && !strings.ContainsRune("”’）》」』。！？", r) {
			out = appendSentence(out, paragraph[start:i])
			start, ended = i, false
		}
		if i-start >= longest && strings.ContainsRune("，；、", r) || i-start >= 2*longest {
			out = appendSentence(out, paragraph[start:i]) // no sentence: a table or a list run together
			start, depth = i, 0
		}
		if nested {
			depth += nesting(r)
		}
		if strings.ContainsRune("。！？", r) && depth == 0 {
			ended = true
		}
	}
	return appendSentence(out, paragraph[start:])
}

func appendSentence(out []string, s string) []string {
	if s = strings.TrimSpace(s); s != "" {
		return append(out, s)
	}
	return out
}
