package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"lvzhi/internal/browser"
)

func (p *province) pages() (release, analysis, album string) {
	folder := filepath.Join(p.data, "reports", p.truth.LastPeriod)
	return filepath.Join(folder, "monthly-"+p.truth.LastPeriod+".html"), filepath.Join(folder, "analysis-"+p.truth.LastPeriod+".html"), filepath.Join(p.data, "reports", "album-26.html")
}

// network opens every page in a real browser: none may ask for anything but
// itself, nor throw, and all mark the data as made up.
func (p *province) network(t *testing.T) {
	release, analysis, album := p.pages()
	for _, page := range []string{release, analysis, album} {
		var marked bool
		visit, err := browser.Open(context.Background(), page, browser.Window{Width: 1280, Height: 900}, chromedp.Sleep(300*time.Millisecond), // late requests too
			chromedp.Evaluate(`document.body.innerText.includes("演示数据")`, &marked))
		if err != nil {
			t.Fatal(err)
		}
		if len(visit.Requests) != 0 || len(visit.Faults) != 0 {
			t.Errorf("%s asks for %v, throws %v", filepath.Base(page), visit.Requests, visit.Faults)
		}
		if !marked {
			t.Errorf("%s does not say 演示数据", filepath.Base(page))
		}
	}
	// the test sees a request when there is one
	leaky := filepath.Join(t.TempDir(), "leaky.html")
	if err := os.WriteFile(leaky, []byte(`<html><body><img src="http://127.0.0.1:9/x.png"></body></html>`), 0o600); err != nil {
		t.Fatal(err)
	}
	if visit, err := browser.Open(context.Background(), leaky, browser.Window{Width: 800, Height: 600}, chromedp.Sleep(200*time.Millisecond)); err != nil || len(visit.Requests) == 0 {
		t.Errorf("a leaking page was not seen: %v %v", visit, err)
	}
}

// names: the release page holds no deputy at all; no page holds one whom a
// vote went against.
func (p *province) names(t *testing.T) {
	release, analysis, album := p.pages()
	read := func(path string) string {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if i := strings.Index(string(raw), "<body"); i > 0 {
			raw = raw[i:]
		}
		return string(raw)
	}
	against := query(t, p.data, "select distinct deputy_name from marts.review where consequence in ('rectify', 'resign_or_recall') or tier = '原文未规定'")
	if len(against) == 0 {
		t.Fatal("no deputy to look for")
	}
	for _, page := range []string{release, analysis, album} {
		content := read(page)
		for _, row := range against {
			if name := fmt.Sprint(row["deputy_name"]); strings.Contains(content, name) {
				t.Errorf("%s names %s, whom a vote went against", filepath.Base(page), name)
			}
		}
	}
	content, found := read(release), 0
	for _, row := range query(t, p.data, "select distinct deputy_name from marts.deputy where length(deputy_name) >= 3") {
		found++
		if name := fmt.Sprint(row["deputy_name"]); strings.Contains(content, name) {
			t.Errorf("the release page names %s", name)
		}
	}
	if found < 500 {
		t.Errorf("only %d names were looked for", found)
	}
}

// headlines: what the release page prints on top is the sum of the units.
func (p *province) headlines(t *testing.T) {
	rows := query(t, p.data, "select cast(sum(sessions) as bigint) as sessions, cast(sum(mandates) as bigint) as mandates, cast(sum(satisfied) as bigint) as satisfied, cast(sum(ballots) as bigint) as ballots from marts.satisfaction_unit_month where level = 'all' and base_kind = 'valid' and period = '"+p.truth.LastPeriod+"'")
	release, _, _ := p.pages()
	raw, err := os.ReadFile(release)
	if err != nil {
		t.Fatal(err)
	}
	satisfied, ballots := number(rows[0], "satisfied"), number(rows[0], "ballots")
	tenths := (2000*satisfied + ballots) / (2 * ballots) // half up, in tenths of a percent
	for _, want := range []string{fmt.Sprint(number(rows[0], "sessions")), fmt.Sprint(number(rows[0], "mandates")), fmt.Sprintf("%d.%d", tenths/10, tenths%10)} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the page does not print %s", want)
		}
	}
}
