package letter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"lvzhi/internal/browser"
)

// Each letter is one page A4, also the fullest one, and loads nothing.
func TestOnePage(t *testing.T) {
	if _, err := browser.Find(); err != nil {
		t.Fatal("a browser is needed: scripts/need chromium fonts installs one")
	}
	for _, name := range []string{"partial", "worst"} {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, []byte(composed(t, cases()[name]).HTML()), 0o644); err != nil {
			t.Fatal(err)
		}
		var pdf []byte
		visit, err := browser.Open(t.Context(), file, browser.Window{Width: 900, Height: 1200}, chromedp.ActionFunc(func(ctx context.Context) (err error) {
			pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
			return err
		}))
		if err != nil {
			t.Fatal(err)
		}
		if pages := len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(pdf, -1)); pages != 1 {
			t.Errorf("%s takes %d pages", name, pages)
		}
		if len(visit.Requests)+len(visit.Faults) > 0 {
			t.Errorf("%s asks for %v, complains %v", name, visit.Requests, visit.Faults)
		}
	}
}

// The Word page is measured by its own lines: a Chinese character is as
// wide as it is high, and the text is 442 by 711 points.
func TestWordPageIsOnePage(t *testing.T) {
	for name, f := range cases() {
		l := composed(t, f)
		height := 34.0
		lines := func(text string, fit int) float64 { return float64((halves(text) + 2*fit - 1) / (2 * fit)) }
		for _, paragraph := range append(append([]string{l.Salutation, l.Sender, l.Date}, l.Opening...), l.Account) {
			height += 21 * lines(paragraph+"缩进", 31)
		}
		if len(l.Counts.Rows) > 0 {
			height += 3 * 20
		}
		for _, s := range l.Sections {
			height += 21
			for _, paragraph := range s.Text {
				height += 21 * lines(paragraph+"缩进", 31)
			}
			for _, row := range s.Grid.Rows {
				most := 1.0
				for i, cell := range row {
					most = max(most, lines(cell, int((s.Grid.Widths[i]-3)*72/25.4/10.5)))
				}
				height += 14*most + 1
			}
		}
		for _, line := range l.Imprint {
			height += 13 * lines(line, 62)
		}
		if height > 711 {
			t.Errorf("%s is %.0f points high", name, height)
		}
	}
}

func halves(text string) int {
	n := 0
	for _, r := range text {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// wordText is the text of a Word document; every part must be whole XML.
func wordText(t *testing.T, raw []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
			switch token := token.(type) {
			case xml.CharData:
				text.Write(token)
			case xml.EndElement:
				if token.Name.Local == "p" {
					text.WriteString("\n")
				}
			}
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return text.String()
}
