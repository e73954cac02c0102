package campaign

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"lvzhi/ingest"
)

// What a broken file may cost.
const (
	slowest  = 10 * time.Second
	heaviest = 512 // MB
)

// childEnv names, for the process that takes files in, which: format, first
// and last number of broken ones, or the path of one file. A crash, a hang or a swollen heap then ends that
// process and not the test.
const childEnv = "CAMPAIGN_CHILD"

func TestMain(m *testing.M) {
	order := os.Getenv(childEnv)
	if path, one := strings.CutPrefix(order, "file "); one {
		os.Exit(childFile(path))
	}
	if order != "" {
		os.Exit(child(order))
	}
	os.Exit(m.Run())
}

// TestBrokenFiles takes in broken files of each format: no crash, no hang, no
// memory beyond its bound, no error that is not the file's, and counts that
// add up. It prints what it saw.
func TestBrokenFiles(t *testing.T) {
	each := 300
	if full() {
		each = 10_000
	}
	lines := make([]string, len(Formats))
	t.Run("formats", func(t *testing.T) {
		for i, format := range Formats {
			t.Run(string(format), func(t *testing.T) {
				if full() {
					t.Parallel() // two at a time, as the machine has cores
				}
				seen := tally{}
				for from := 0; from < each; {
					from = seen.batch(t, format, from, min(from+1_000, each))
				}
				lines[i] = fmt.Sprintf("%-5s %6d %8d %8d %8d %8.2fs %6d", format, seen.files, seen.taken, seen.refused, seen.failed, seen.slowest.Seconds(), seen.peak)
			})
		}
	})
	fmt.Println("format files   taken  refused   failed  slowest  peak MB")
	for _, line := range lines {
		fmt.Println(line)
	}
}

type tally struct {
	files, taken, refused, failed int
	slowest                       time.Duration
	peak                          int // MB
}

// batch runs one child over the numbers from … to, and returns the number to
// go on with.
func (s *tally) batch(t *testing.T, format Format, from, to int) int {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	run := exec.CommandContext(ctx, os.Args[0])
	run.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %d", childEnv, format, from, to), "CAMPAIGN_DIR="+t.TempDir(), "GOMEMLIMIT=off")
	var trace bytes.Buffer
	run.Stderr = &trace
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	answers := make(chan string)
	go func() {
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			answers <- scanner.Text()
		}
		close(answers)
	}()
	for next := from; ; next++ {
		select {
		case answer, ok := <-answers:
			if !ok {
				err := run.Wait()
				if next < to || err != nil {
					s.blame(t, format, next, fmt.Sprintf("the process died (%v): %.2000s", err, trace.String()))
					next++
				}
				return next
			}
			s.note(t, format, next, answer)
		case <-time.After(slowest):
			cancel()
			for range answers { // until the pipe closes
			}
			_ = run.Wait()
			s.blame(t, format, next, fmt.Sprintf("took longer than %v", slowest))
			return next + 1
		}
	}
}

// note reads a child's line: milliseconds, its peak in MB, what became of the
// file.
func (s *tally) note(t *testing.T, format Format, number int, answer string) {
	t.Helper()
	fields := strings.SplitN(answer, " ", 3)
	if len(fields) != 3 {
		s.blame(t, format, number, "answered "+answer)
		return
	}
	s.files++
	if ms, err := strconv.Atoi(fields[0]); err == nil {
		s.slowest = max(s.slowest, time.Duration(ms)*time.Millisecond)
	}
	if mb, err := strconv.Atoi(fields[1]); err == nil {
		if mb > heaviest && s.peak <= heaviest {
			s.blame(t, format, number, fmt.Sprintf("took %d MB", mb))
		}
		s.peak = max(s.peak, mb)
	}
	switch fields[2] {
	case "taken":
		s.taken++
	case "refused":
		s.refused++
	default:
		s.blame(t, format, number, fields[2])
	}
}

// blame names a file and keeps it where CAMPAIGN_KEEP says.
func (s *tally) blame(t *testing.T, format Format, number int, why string) {
	t.Helper()
	s.failed++
	t.Errorf("%s %d: %s", format, number, why)
	if keep := os.Getenv("CAMPAIGN_KEEP"); keep != "" {
		broken, err := newBreaker(format)
		if err == nil {
			err = os.WriteFile(filepath.Join(keep, fmt.Sprintf("%s-%d", format, number)), broken.file(number), 0o600)
		}
		if err != nil {
			t.Error(err)
		}
	}
}

// breaker makes the broken files of a format: the same number is the same
// file in every process.
type breaker struct {
	stream uint64
	sound  [][]byte
}

func newBreaker(format Format) (*breaker, error) {
	b := &breaker{}
	for i, f := range Formats {
		if f == format {
			b.stream = uint64(1_000 + i)
		}
	}
	for n := range 12 {
		sheets := Mess(Source(uint64(n), b.stream))
		if format.OneSheet() {
			sheets = sheets[:1]
		}
		content, err := Write(format, sheets, n)
		if err != nil {
			return nil, err
		}
		b.sound = append(b.sound, content)
	}
	fixtures, err := filepath.Glob(filepath.Join("..", "testdata", "mess", "*."+string(format)))
	if err != nil {
		return nil, err
	}
	for _, path := range fixtures {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		b.sound = append(b.sound, content)
	}
	return b, nil
}

func (b *breaker) file(number int) []byte {
	r := Source(uint64(number), b.stream)
	return Mutate(r, pick(r, b.sound...), pick(r, b.sound...))
}

// child takes files in and answers a line for each.
func child(order string) int {
	var format Format
	var from, to int
	if _, err := fmt.Sscanf(order, "%s %d %d", &format, &from, &to); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	b, err := newBreaker(format)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	debug.SetTraceback("single")
	folder := os.Getenv("CAMPAIGN_DIR")
	d, err := openDesk(folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	for n := from; n < to; n++ {
		d.DryRun = n%16 != 0 // writing is slow, and what is written was sound to begin with
		path := filepath.Join(folder, "broken")
		if err := os.WriteFile(path, b.file(n), 0o600); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		given := ingest.Hints{}
		if n%2 == 1 { // a file that lost its title goes on to the reading of rows
			given = ingest.Hints{Unit: "410900", Period: "2024-09"}
		}
		begun := time.Now()
		outcomes, err := d.Receive(context.Background(), path, given)
		fmt.Println(time.Since(begun).Milliseconds(), peakMB(), verdict(outcomes, err))
	}
	return 0
}

// verdict is taken, refused, or what is wrong with the answer.
func verdict(outcomes []ingest.Outcome, err error) string {
	if err != nil {
		return oneLine("error: " + err.Error())
	}
	if len(outcomes) == 0 {
		return "no outcome"
	}
	all := "refused"
	for _, o := range outcomes {
		if o.Read != o.Accepted+o.Quarantined+o.Skipped {
			return fmt.Sprintf("read %d, accepted %d, quarantined %d, skipped %d", o.Read, o.Accepted, o.Quarantined, o.Skipped)
		}
		if o.Status != ingest.Refused {
			all = "taken"
		}
		for _, p := range o.Problems {
			if p.Message == "" || p.Remedy == "" {
				return oneLine(fmt.Sprintf("a problem says nothing: %+v", p))
			}
		}
		if o.Status == ingest.Refused && len(o.Problems) == 0 {
			return "refused without a reason"
		}
	}
	return all
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

// peakMB is the most memory this process held at once, in MB.
func peakMB() int {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	status, _ := io.ReadAll(f)
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb / 1024
		}
	}
	return 0
}
