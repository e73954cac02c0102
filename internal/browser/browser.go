// Package browser opens a page in an installed Chromium, Chrome or Edge and
// says what the page asked for. It downloads no browser and knows nothing of
// what the pages mean.
package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// ErrNone is returned where no browser of the Chromium family is installed.
var ErrNone = errors.New("no Chromium, Chrome or Edge is installed")

// Find returns the path of an installed browser.
func Find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNone
}

// Visit is what happened on one page: the addresses it asked for beside its
// own, and the errors its scripts threw.
type Visit struct {
	Requests   []string
	Exceptions []string
}

// Open opens an HTML file at a window size in pixels, runs the actions on it
// and reports the visit.
func Open(ctx context.Context, file string, width, height int, actions ...chromedp.Action) (Visit, error) {
	path, err := Find()
	if err != nil {
		return Visit{}, err
	}
	absolute, err := filepath.Abs(file)
	if err != nil {
		return Visit{}, fmt.Errorf("locate %s: %w", file, err)
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}).String()
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(width, height), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stopBrowser := chromedp.NewExecAllocator(ctx, options...)
	defer stopBrowser()
	tab, closeTab := chromedp.NewContext(allocator)
	defer closeTab()
	var visit Visit
	var mu sync.Mutex
	chromedp.ListenTarget(tab, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if e.Request.URL != address && !strings.HasPrefix(e.Request.URL, "data:") {
				visit.Requests = append(visit.Requests, e.Request.URL)
			}
		case *runtime.EventExceptionThrown:
			visit.Exceptions = append(visit.Exceptions, e.ExceptionDetails.Error())
		}
	})
	steps := append([]chromedp.Action{network.Enable(), chromedp.Navigate(address), chromedp.WaitReady("body")}, actions...)
	if err := chromedp.Run(tab, steps...); err != nil {
		return Visit{}, fmt.Errorf("open %s: %w", filepath.Base(file), err)
	}
	mu.Lock()
	defer mu.Unlock()
	return visit, nil
}
