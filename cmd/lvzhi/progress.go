package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"lvzhi/ingest/check"
)

// progress shows on a terminal how far an ingest is: files, rows, rate and the
// time left. Elsewhere it is silent.
type progress struct {
	out   io.Writer // nil for silence
	now   func() time.Time
	start time.Time
	last  time.Time
	sizes []int64 // by file
	names []string
	at    int   // the file in hand
	past  int64 // bytes of the files before it
	whole int64
	total int64   // rows of the files before it
	here  int64   // rows of the file in hand
	share float64 // how much of it was read; 0 where nobody knows
	shown bool
}

// tick is how often the line is drawn anew.
const tick = 250 * time.Millisecond

func (a *app) progress(files []string) *progress {
	p := &progress{now: time.Now}
	if !isTerminal(a.stderr) {
		return p
	}
	p.out, p.start = a.stderr, p.now()
	for _, f := range files {
		var size int64
		if info, err := os.Stat(f); err == nil {
			size = info.Size()
		}
		p.sizes, p.names, p.whole = append(p.sizes, size), append(p.names, f), p.whole+size
	}
	return p
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// rows is told how many rows of a file were read so far.
func (p *progress) rows(_ string, rows int64, share float64) {
	p.here, p.share = rows, share
	p.draw()
}

// done is told that a file is finished.
func (p *progress) done(i int) {
	p.total, p.here, p.share = p.total+p.here, 0, 0
	if p.out == nil {
		return
	}
	p.past += p.sizes[i]
	p.at = i + 1
	p.draw()
}

func (p *progress) draw() {
	now := p.now()
	if p.out == nil || p.at >= len(p.names) || now.Sub(p.last) < tick {
		return
	}
	p.last, p.shown = now, true
	name, _ := check.Scrub(filepath.Base(p.names[p.at]))
	spent := now.Sub(p.start)
	rate := int64(float64(p.total+p.here) / max(spent.Seconds(), 0.001))
	fmt.Fprintf(p.out, "\r\x1b[K正在接收 %d/%d %s，已读%d行，每秒%d行%s", p.at+1, len(p.names), name, p.total+p.here, rate, p.left(spent))
}

// left is the time left, by the bytes that were read; of the first file, while
// it is small, nobody knows.
func (p *progress) left(spent time.Duration) string {
	past := float64(p.past) + p.share*float64(p.sizes[p.at])
	rest := time.Duration(float64(spent) * (float64(p.whole)/max(past, 1) - 1))
	switch {
	case past == 0 || rest < 0:
		return ""
	case rest >= time.Minute:
		return fmt.Sprintf("，约剩%d分%d秒", int(rest.Minutes()), int(rest.Seconds())%60)
	}
	return fmt.Sprintf("，约剩%d秒", int(rest.Seconds()))
}

// clear takes the line away before something else is said.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}
