package reports

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sheet is a page as parsed, with its scripts left out.
type sheet struct{ root *html.Node }

func parsePage(t *testing.T, page []byte) sheet {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	return sheet{root}
}

func (s sheet) find(want func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && want(n) {
			found = append(found, n)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(s.root)
	return found
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") {
		return ""
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(text(c))
	}
	return b.String()
}

// table returns the rows of the table with that caption.
func (s sheet) table(t *testing.T, caption string) [][]string {
	t.Helper()
	for _, n := range s.find(func(n *html.Node) bool { return n.Data == "table" }) {
		in := sheet{n}
		caps := in.find(func(n *html.Node) bool { return n.Data == "caption" })
		if len(caps) == 0 || !strings.Contains(text(caps[0]), caption) {
			continue
		}
		var rows [][]string
		for _, tr := range in.find(func(n *html.Node) bool { return n.Data == "tr" }) {
			var row []string
			for _, cell := range (sheet{tr}).find(func(n *html.Node) bool { return n.Data == "td" || n.Data == "th" }) {
				row = append(row, strings.TrimSpace(text(cell)))
			}
			rows = append(rows, row)
		}
		return rows
	}
	t.Fatalf("no table %q", caption)
	return nil
}

func (s sheet) headline(t *testing.T, label string) string {
	t.Helper()
	for _, n := range s.find(func(n *html.Node) bool { return attr(n, "class") == "headline" }) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && strings.HasPrefix(strings.TrimSpace(text(c)), label) {
				return strings.TrimSpace(text((sheet{c}).find(func(n *html.Node) bool { return attr(n, "class") == "value" })[0]))
			}
		}
	}
	t.Fatalf("no headline %q", label)
	return ""
}

func integer(cell string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(cell, ",", ""))
	return n
}
