// Package bulletin reads the text of a past issue of 《代表工作》, as it comes
// out of a PDF or a word processor, into an issue, its articles, who sent them
// in, and the figures (claims) they print.
//
// It is pure: text in, values out. It must not touch files, the lake or the
// warehouse, must not know any division by heart (Places is handed in), and
// must not correct what a city printed: a claim keeps the printed figure, the
// interval that convention gives it, and the whole sentence it stood in.
package bulletin

import (
	"errors"
	"fmt"
)

// Reasons why a text cannot be taken as an issue. Parse wraps one of them.
var (
	ErrNoIssueNumber = errors.New("未找到期号（第×期）")
	ErrNoDate        = errors.New("未找到编发日期")
	ErrNoArticle     = errors.New("未找到任何一篇文章")
)

// Places resolves a place name as written ("濮阳市", "新乡长垣市", "西峡县") to
// its division code and level ("prefecture" or "county"); the longest suffix wins.
type Places interface {
	Find(name string) (code, level string, ok bool)
}

// Issue is one number of the bulletin.
type Issue struct {
	No         int
	AlbumNo    int    // 0 = the issue belongs to no album, or its ordinal is not printed
	AlbumTitle string // without the ordinal
	IssuedOn   string // YYYY-MM-DD
	Issuer     string
	SentTo     string // 送
	CopiedTo   string // 发
	Imprint    string
	Articles   []Article
}

// Article is one city's or county's piece.
type Article struct {
	No          int
	Title       string
	Place       string // as printed
	UnitCode    string // "" when no place is named
	Level       string // "prefecture", "county" or ""
	Contributor string
	Body        string // repaired paragraphs joined by "\n", without title and contributor
	Claims      []Claim
}

// Kinds of claim.
const (
	Fact = "fact"
	Rule = "rule"
)

// Claim is one printed figure.
type Claim struct {
	No     int
	Metric string // key of the vocabulary, Other when none fits
	Kind   string // Fact or Rule
	// Low and High bound the value. Both nil: the basis is unclear (近, 约,
	// 上千). High alone nil: a fact printed as "more than" or "at least".
	// Rates and thresholds are fractions.
	Low, High    *float64
	CountingUnit string
	Strict       bool   // the comparison excludes the threshold itself, upwards
	Comparison   string // "", ">", ">=", "<", "<="
	TimeBase     string
	BasisUnclear bool
	Printed      string // the figure as printed: "98%", "680余"
	Decimals     int    // digits printed after the decimal point
	Population   string // what is counted, as written: "县乡人大代表"
	Quote        string // the whole sentence, a substring of the body
}

// Parse reads one issue. The error names the essential that is missing.
func Parse(text string, places Places) (Issue, error) {
	lines := cleanLines(text)
	head := readMasthead(lines)
	rest := dropRunningHeads(lines[head.end:], head.no)
	pieces, tail := splitArticles(rest, places)
	foot := readImprint(tail, head.issuer)
	issue := Issue{
		No: head.no, AlbumNo: head.albumNo, AlbumTitle: head.albumTitle,
		IssuedOn: head.date, Issuer: head.issuer,
		SentTo: foot.sentTo, CopiedTo: foot.copiedTo, Imprint: foot.imprint,
	}
	if issue.IssuedOn == "" {
		issue.IssuedOn = foot.date
	}
	if issue.Issuer == "" {
		issue.Issuer = foot.issuer
	}
	for _, p := range pieces {
		issue.Articles = append(issue.Articles, readArticle(len(issue.Articles)+1, p, places))
	}
	return issue, missing(issue)
}

func missing(i Issue) error {
	switch {
	case i.No == 0:
		return fmt.Errorf("read bulletin masthead: %w", ErrNoIssueNumber)
	case i.IssuedOn == "":
		return fmt.Errorf("read bulletin masthead: %w", ErrNoDate)
	case len(i.Articles) == 0:
		return fmt.Errorf("read bulletin articles: %w", ErrNoArticle)
	}
	return nil
}

func readArticle(no int, p piece, places Places) Article {
	a := Article{No: no, Title: p.title, Contributor: p.contributor, Body: joinParagraphs(p.body)}
	a.Place, a.UnitCode, a.Level = locate(p.title, p.contributor, places)
	a.Claims = readClaims(a.Body)
	return a
}
