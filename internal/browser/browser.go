// Package browser opens a page in an installed Chromium, Chrome or Edge and
// says what the page asked for. It downloads no browser and knows nothing of
// what the pages mean.
package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// ErrNone is returned where no browser of the Chromium family is installed.
var ErrNone = errors.New("no Chromium, Chrome or Edge is installed")

// Find returns the path of an installed browser.
func Find() (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	for _, path := range places() { // Windows and macOS put programs where no search path leads
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, nil
		}
	}
	return "", ErrNone
}

// names are the commands of browsers of the Chromium family, also those that
// come with Kylin and UOS.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "qaxbrowser-safe-stable", "browser360-cn-stable", "chrome", "msedge"}

func places() []string {
	all := []string{"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"}
	for _, folder := range []string{os.Getenv("ProgramFiles"), os.Getenv("ProgramFiles(x86)"), os.Getenv("LocalAppData")} {
		if folder != "" {
			all = append(all, filepath.Join(folder, "Google", "Chrome", "Application", "chrome.exe"), filepath.Join(folder, "Microsoft", "Edge", "Application", "msedge.exe"))
		}
	}
	return all
}

// Window is how a page is looked at: its size in pixels, and whether its
// scripts run.
type Window struct {
	Width, Height int64
	NoScripts     bool
}

// Visit is what happened on one page: the addresses it asked for beside its
// own, and what its scripts threw or the console complained of.
type Visit struct {
	Requests []string
	Faults   []string
}

// Open opens an HTML file, runs the actions on it and reports the visit.
func Open(ctx context.Context, file string, w Window, actions ...chromedp.Action) (Visit, error) {
	path, err := Find()
	if err != nil {
		return Visit{}, err
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		return Visit{}, fmt.Errorf("locate %s: %w", file, err)
	}
	profile, err := os.MkdirTemp("", "profile")
	if err != nil {
		return Visit{}, fmt.Errorf("make browser profile: %w", err)
	}
	defer os.RemoveAll(profile) // the browser's last processes may still write there
	ctx, stop := context.WithTimeout(ctx, 90*time.Second)
	defer stop()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stopBrowser := chromedp.NewExecAllocator(ctx, options...)
	defer stopBrowser()
	tab, closeTab := chromedp.NewContext(allocator)
	defer closeTab()
	seen := &log{page: (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}).String()}
	chromedp.ListenTarget(tab, seen.listen)
	steps := []chromedp.Action{network.Enable(), cdplog.Enable(), runtime.Enable(),
		emulation.SetDeviceMetricsOverride(w.Width, w.Height, 1, false), emulation.SetScriptExecutionDisabled(w.NoScripts), chromedp.Navigate(seen.page)}
	if err := chromedp.Run(tab, append(steps, actions...)...); err != nil {
		return Visit{}, fmt.Errorf("open %s: %w", filepath.Base(file), err)
	}
	seen.mu.Lock()
	defer seen.mu.Unlock()
	return seen.visit, nil
}

// log gathers what the browser reports while the page is open.
type log struct {
	mu    sync.Mutex
	page  string
	visit Visit
}

func (l *log) listen(event any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Request.URL != l.page && !strings.HasPrefix(e.Request.URL, "data:") {
			l.visit.Requests = append(l.visit.Requests, e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		l.visit.Faults = append(l.visit.Faults, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
			l.visit.Faults = append(l.visit.Faults, string(e.Type))
		}
	case *cdplog.EventEntryAdded:
		l.visit.Faults = append(l.visit.Faults, e.Entry.Text)
	}
}
