package album

import "fmt"

// document is what the template draws.
type document struct {
	Title  string
	Notice string
	Mark   string
	Pages  []page
}

// head is the 报头 of the first page.
type head struct {
	Name    string
	NameEm  float64 // letter-spacing
	NamePt  float64
	IssueNo []run
	Issuer  [][]run
	Date    []run
}

func compose(o Options, articles []Article) (document, error) {
	im, err := newImprint(o)
	if err != nil {
		return document{}, err
	}
	contents := contentsLines(o.Masthead.Campaign, o.AlbumNo, articles)
	pages := paginate(contents, articles, im)
	pages[0].Head = newHead(o)
	return document{
		Title:  fmt.Sprintf("%s 第%d期", clean(o.Masthead.Name), o.IssueNo),
		Notice: clean(o.Masthead.Notice),
		Mark:   mark(o),
		Pages:  pages,
	}, nil
}

// mark is what stands opposite the notice on every page.
func mark(o Options) string {
	switch {
	case o.Demo && o.Draft:
		return "演示数据　征求意见稿"
	case o.Demo:
		return "演示数据"
	case o.Draft:
		return "征求意见稿"
	}
	return ""
}

func newHead(o Options) *head {
	h := &head{Name: clean(o.Masthead.Name)}
	h.NamePt, h.NameEm = nameSize(len([]rune(h.Name)))
	h.IssueNo = runs(cells(fmt.Sprintf("第%d期", o.IssueNo), faceBody))
	h.Date = runs(cells(officialDate(o.Date), faceBody))
	for _, s := range o.Masthead.Issuer {
		h.Issuer = append(h.Issuer, runs(cells(clean(s), faceBody)))
	}
	return h
}

// nameSize spreads the 刊名 over the measure of 442 pt: 62 pt and a third of an
// em between four characters, smaller and closer as the name grows.
func nameSize(characters int) (points, spacing float64) {
	n := float64(max(characters, 1))
	spacing = 0.32
	if n > 5 {
		spacing = 0.08
	}
	return min(62, 440/(n+(n+1)*spacing)), spacing
}
