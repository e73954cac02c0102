package album

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"lvzhi/internal/browser"
)

// seen is what the browser says of one issue.
type seen struct {
	Pages  int      `json:"pages"`
	Broken string   `json:"broken"`
	Faults []string `json:"faults"`
	pdf    []byte
}

// measure looks for anything that leaves its line, its page or the 版心. One
// pixel is a quarter of a millimetre; less is rounding.
const measure = `(() => {
  const faults = [], near = 1;
  const say = (page, what, el) => faults.push('page ' + page + ': ' + what + ': ' + (el.textContent || '').slice(0, 40));
  const mm = 96 / 25.4;
  document.querySelectorAll('.page').forEach((p, i) => {
    const n = i + 1, box = p.getBoundingClientRect(), core = p.querySelector('.core').getBoundingClientRect();
    if (p.scrollWidth > p.clientWidth || p.scrollHeight > p.clientHeight) say(n, 'page overflows', p);
    if (Math.abs(core.width - 156 * mm) > near || Math.abs(core.height - 225 * mm) > near) say(n, '版心 is not 156×225', p);
    if (Math.abs(core.top - box.top - 37 * mm) > near) say(n, '天头 is not 37', p);
    const left = n % 2 ? 28 : 26;
    if (Math.abs(core.left - box.left - left * mm) > near) say(n, '订口 is not 28', p);
    p.querySelectorAll('.core *').forEach(el => {
      const r = el.getBoundingClientRect();
      if (r.left < core.left - near || r.right > core.right + near || r.top < core.top - near || r.bottom > core.bottom + near) say(n, 'leaves the 版心', el);
    });
    let bottom = core.top;
    p.querySelectorAll('.l').forEach(l => {
      const r = l.getBoundingClientRect();
      if (l.scrollWidth > l.clientWidth + near) say(n, 'line overflows by ' + (l.scrollWidth - l.clientWidth), l);
      if (l.scrollHeight > l.clientHeight + 2) say(n, 'line is too high by ' + (l.scrollHeight - l.clientHeight), l);
      const t = {left: Infinity, right: 0}, text = document.createRange();
      l.childNodes.forEach(c => { // .qx is cut at its box
        if (c.className === 'qx') c = c.getBoundingClientRect();
        else text.selectNodeContents(c), c = text.getBoundingClientRect();
        t.left = Math.min(t.left, c.left), t.right = Math.max(t.right, c.right);
      });
      if (t.left < core.left - near || t.right > core.right + near) say(n, 'text leaves the 版心 by ' + (t.right - core.right), l);
      if (l.classList.contains('j') && (l.textContent.match(/[\u4e00-\u9fa5]/g) || []).length > 14 && Math.abs(t.right - core.right) > 2) say(n, 'line is not full: ' + (core.right - t.right), l);
      bottom = Math.max(bottom, r.bottom);
    });
    p.querySelectorAll('.imprint .names div').forEach(l => {
      if (l.scrollWidth > l.clientWidth + near) say(n, '版记 line overflows', l);
    });
    const im = p.querySelector('.imprint');
    if (im && im.getBoundingClientRect().top < bottom) say(n, '版记 covers text', im);
    if (im && Math.abs(im.getBoundingClientRect().bottom - core.bottom) > near) say(n, '版记 is not at the foot', im);
    const pn = p.querySelector('.pn').getBoundingClientRect();
    if (n % 2 ? pn.left < box.left + box.width / 2 : pn.right > box.left + box.width / 2) say(n, 'page number inside', p);
    const name = p.querySelector('.name');
    if (name && name.scrollWidth > name.clientWidth) say(n, '刊名 overflows', name);
  });
  return JSON.stringify({pages: document.querySelectorAll('.page').length, broken: document.body.dataset.broken || '', faults});
})()`

func look(t *testing.T, o Options, articles []Article) seen {
	t.Helper()
	file := filepath.Join(t.TempDir(), "issue.html")
	if err := os.WriteFile(file, []byte(rendered(t, o, articles)), 0o644); err != nil {
		t.Fatal(err)
	}
	var s seen
	var answer string
	visit, err := browser.Open(context.Background(), file, browser.Window{Width: 1100, Height: 1300}, chromedp.Evaluate(measure, &answer),
		chromedp.ActionFunc(func(ctx context.Context) error {
			var err error
			s.pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(true).Do(ctx)
			return err
		}))
	if err != nil {
		t.Fatal(err)
	}
	if len(visit.Requests)+len(visit.Faults) > 0 {
		t.Errorf("the page asks for %v, the browser complains of %v", visit.Requests, visit.Faults)
	}
	if err := json.Unmarshal([]byte(answer), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page[^s]`)

func TestBrowserAgreesWithThePages(t *testing.T) {
	long := sampleOptions()
	long.IssueNo, long.AlbumNo, long.Demo, long.Draft = 1036, 103, true, true
	named := sampleOptions()
	named.AlbumNo, named.Demo, named.Draft = 0, true, true
	named.Masthead = Masthead{Name: "河南省人大常委会代表工作情况通报", Issuer: []string{strings.Repeat("名", 18), "某市人大常委会"}, Notice: strings.Repeat("密", 14), Imprint: "某市人大常委会办公室"}
	for name, c := range map[string]struct {
		options  Options
		articles []Article
	}{
		"issue 26":      {sampleOptions(), sampleArticles(t)},
		"long and made": {long, append(sampleArticles(t), articlesOf(9, 14)...)},
		"other name":    {named, articlesOf(1, 3)},
		"hostile":       {sampleOptions(), hostileArticles()},
	} {
		t.Run(name, func(t *testing.T) {
			s := look(t, c.options, c.articles)
			if n := len(s.Faults); n > 0 {
				t.Errorf("%d faults:\n%s", n, strings.Join(s.Faults[:min(n, 15)], "\n"))
			}
			if s.Broken != "" {
				t.Error("a text ran as a script")
			}
			if n := len(pdfPage.FindAll(s.pdf, -1)); n != s.Pages {
				t.Errorf("the PDF has %d pages, the screen %d", n, s.Pages)
			}
			if !bytes.HasPrefix(s.pdf, []byte("%PDF")) {
				t.Error("not a PDF")
			}
		})
	}
}
