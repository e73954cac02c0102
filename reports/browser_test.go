package reports

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// visit is what a browser saw of one page.
type visit struct {
	mu       sync.Mutex
	requests []string
	faults   []string
}

// browse opens a page from the disk, in a browser of its own, at one width.
func browse(t *testing.T, page []byte, width int64, scripts bool, actions ...chromedp.Action) *visit {
	t.Helper()
	var chromium string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			chromium = path
			break
		}
	}
	if chromium == "" {
		t.Fatal("no browser: apt-get install chromium")
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		t.Fatal(err)
	}
	profile, err := os.MkdirTemp("", "profile")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(profile) // the browser's last processes may still write there
	alloc, stop := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(chromium), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(profile), chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	defer stop()
	ctx, stop := chromedp.NewContext(alloc)
	defer stop()
	ctx, stop = context.WithTimeout(ctx, 90*time.Second)
	defer stop()
	v := &visit{}
	chromedp.ListenTarget(ctx, v.listen)
	setup := []chromedp.Action{network.Enable(), log.Enable(), runtime.Enable(),
		emulation.SetDeviceMetricsOverride(width, 900, 1, false), emulation.SetScriptExecutionDisabled(!scripts),
		chromedp.Navigate((&url.URL{Scheme: "file", Path: file}).String())}
	if err := chromedp.Run(ctx, append(setup, actions...)...); err != nil {
		t.Fatal(err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.requests) != 1 || !strings.HasPrefix(v.requests[0], "file://") {
		t.Errorf("the page asked for more than itself: %v", v.requests)
	}
	if len(v.faults) > 0 {
		t.Errorf("the browser complained: %v", v.faults)
	}
	return v
}

func (v *visit) listen(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			v.requests = append(v.requests, e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		v.faults = append(v.faults, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			v.faults = append(v.faults, string(e.Type))
		}
	case *log.EventEntryAdded:
		v.faults = append(v.faults, e.Entry.Text)
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
