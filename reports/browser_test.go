package reports

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"lvzhi/internal/browser"
)

// browse opens a page from the disk at one width: it may ask for nothing but
// itself, and the browser may have nothing to complain of.
func browse(t *testing.T, page []byte, width int64, scripts bool, actions ...chromedp.Action) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	visit, err := browser.Open(context.Background(), file, browser.Window{Width: width, Height: 900, NoScripts: !scripts}, actions...)
	if err != nil {
		t.Fatal(err)
	}
	if len(visit.Requests) > 0 {
		t.Errorf("the page asked for more than itself: %v", visit.Requests)
	}
	if len(visit.Faults) > 0 {
		t.Errorf("the browser complained: %v", visit.Faults)
	}
}

const (
	overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`
	undrawn  = `[...document.querySelectorAll('.live')].filter(e => !e.querySelector('svg') || e.querySelectorAll('path').length < 3).map(e => e.parentNode.id).join()`
	drawn    = `document.querySelectorAll('.live svg').length`
	stills   = `[...document.querySelectorAll('.still svg')].filter(e => e.getBoundingClientRect().width > 100).length`
)

func TestPagesInABrowser(t *testing.T) {
	p := pagesOf(t, newBuild(t, nil))
	for _, c := range []struct {
		name   string
		page   []byte
		charts int
	}{{"release", p.Release, 3}, {"analysis", p.Analysis, 2}} {
		for _, width := range []int64{1280, 390} {
			var missing string
			var wide, charts int
			browse(t, c.page, width, true, chromedp.Evaluate(undrawn, &missing), chromedp.Evaluate(overflow, &wide), chromedp.Evaluate(drawn, &charts))
			if missing != "" || charts != c.charts {
				t.Errorf("%s at %d: %d charts, not drawn: %s", c.name, width, charts, missing)
			}
			if wide > 0 {
				t.Errorf("%s at %d: %d px too wide", c.name, width, wide)
			}
		}
	}
}

func TestPagesReadWithoutScripts(t *testing.T) {
	p := pagesOf(t, newBuild(t, nil))
	var seen, wide int
	var body string
	browse(t, p.Release, 390, false, chromedp.Evaluate(stills, &seen), chromedp.Evaluate(overflow, &wide), chromedp.Evaluate(`document.body.innerText`, &body))
	if seen != 4 || wide > 0 {
		t.Errorf("without scripts: %d still pictures, %d px too wide", seen, wide)
	}
	if !strings.Contains(body, "93.7") || !strings.Contains(body, "数据表") {
		t.Error("without scripts the numbers are gone")
	}
}

// A name is data, however it is spelt.
func TestHostileNamesDoNoHarm(t *testing.T) {
	hostile := []string{`</script><script>window.__pwned=1</script>`, `"><img src=x onerror="window.__pwned=1">`, `__f__window.__pwned=1__f__`,
		`'};window.__pwned=1;//`, `<svg onload=window.__pwned=1>`, "{head|" + strings.Repeat("长", 2000) + "}", `</style><script>window.__pwned=1</script>`}
	i := 0
	b := newBuild(t, func(p *place) {
		p.name, p.short = hostile[i%len(hostile)], hostile[i%len(hostile)]
		i++
	})
	b.exec(t, "update ref.scheme set scheme_label = ?, source = ?", hostile[0], hostile[1])
	b.exec(t, "update marts.score_band_unit_year set band = ? where band = '称职'", hostile[0])
	b.exec(t, "update ref.scheme_band set band = ? where band = '称职'", hostile[0])
	b.exec(t, "update ref.dataset set label = ?", hostile[1])
	b.exec(t, "update marts.renomination_deputy set out_of_scope_reason = ? where out_of_scope_reason is not null", hostile[0])
	b.exec(t, "update marts.renomination_band set band = ? where band_no = 3", hostile[0])
	b.exec(t, "update marts.reconciliation set metric = ?, verdict = ?", hostile[0], hostile[1])
	b.exec(t, "update marts.build_warning set message = ?", strings.Repeat("x", 2000)+hostile[0])
	o := august()
	o.Title, o.Organ = hostile[0], hostile[1]
	p, err := Monthly(context.Background(), b, o)
	if err != nil {
		t.Fatal(err)
	}
	hover := `document.querySelectorAll('.live').forEach(e => { const r = e.getBoundingClientRect();
		for (let x = 10; x < r.width; x += 40) for (let y = 10; y < r.height; y += 12)
			(e.querySelector('svg').parentNode).dispatchEvent(new MouseEvent('mousemove', {bubbles: true, clientX: r.left + x, clientY: r.top + y}));
		}); document.querySelectorAll('[data-fig]').forEach(e => e.click()); true`
	for name, page := range map[string][]byte{"release": p.Release, "analysis": p.Analysis} {
		var pwned, done bool
		var wide int
		var missing string
		browse(t, page, 390, true, chromedp.Evaluate(hover, &done), chromedp.Evaluate(`window.__pwned !== undefined`, &pwned),
			chromedp.Evaluate(overflow, &wide), chromedp.Evaluate(undrawn, &missing))
		if pwned {
			t.Errorf("%s: a name ran as code", name)
		}
		if wide > 0 || missing != "" {
			t.Errorf("%s: hostile names break the page: %d px too wide, not drawn: %s", name, wide, missing)
		}
	}
}
