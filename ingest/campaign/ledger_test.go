package campaign

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// full reports whether the long form was asked for (make campaign).
func full() bool { return os.Getenv("CAMPAIGN") == "full" }

// TestNothingIsLost makes messy files and looks for every line of them: each
// line that is data lies in the lake or in quarantine, once; no title, total
// or note lies in either; and the counts add up to the lines there are.
func TestNothingIsLost(t *testing.T) {
	each := 40
	if full() {
		each = 2_000
	}
	for i, format := range Formats {
		if format == ZIP {
			continue // a csv within
		}
		t.Run(string(format), func(t *testing.T) {
			d := newDesk(t)
			taken := 0
			for n := range each {
				r := Source(uint64(n), uint64(i))
				sheets := Mess(r)
				if format.OneSheet() {
					sheets = sheets[:1]
				}
				content, err := Write(format, sheets, n)
				if err != nil {
					t.Fatal(err)
				}
				if n%20 == 19 {
					d = newDesk(t) // manifests grow with each file
				}
				if d.ledger(t, fmt.Sprintf("%s %d", format, n), format, sheets, content) {
					taken++
				}
			}
			if taken < each/2 {
				t.Errorf("only %d of %d files were taken in: the mess is no longer read", taken, each)
			}
		})
	}
}

// ledger sends one file and accounts for its lines; it reports whether the
// file was taken in.
func (d *desk) ledger(t *testing.T, what string, format Format, sheets []Sheet, content []byte) bool {
	t.Helper()
	outcomes, err := d.send(strings.ReplaceAll(what, " ", "-"), content)
	if err != nil || len(outcomes) != 1 {
		t.Errorf("%s: %d outcomes, %v", what, len(outcomes), err)
		return false
	}
	o := outcomes[0]
	if o.Read != o.Accepted+o.Quarantined+o.Skipped {
		t.Errorf("%s: read %d, accepted %d, quarantined %d, skipped %d", what, o.Read, o.Accepted, o.Quarantined, o.Skipped)
	}
	data, lines := count(sheets)
	if o.Receipt == "" || strings.Contains(o.Receipt, "refused/") {
		reason := o.Problems[len(o.Problems)-1].Message
		if data > 0 && !strings.Contains(reason, "全部") { // every row wrong: the predecessor stays
			t.Errorf("%s: refused: %s", what, reason)
		}
		return false
	}
	if int(o.Read) != lines {
		t.Errorf("%s: read %d of %d lines", what, o.Read, lines)
	}
	batch := strings.TrimSuffix(o.Receipt[strings.LastIndex(o.Receipt, "votes-")+len("votes-"):], ".xlsx")
	found := map[spot]int{}
	for _, room := range []string{"lake", "quarantine"} {
		for _, at := range d.lie(room, batch) {
			found[at]++
		}
	}
	if len(found) != int(o.Accepted+o.Quarantined) {
		t.Errorf("%s: %d places for %d rows", what, len(found), o.Accepted+o.Quarantined)
	}
	for i, s := range sheets {
		for n, l := range s.Lines {
			at := spot{sheetName(format, s, i), n + 1}
			times := found[at]
			delete(found, at)
			switch {
			case times > 1:
				t.Errorf("%s: %v is found %d times", what, at, times)
			case times == 1 && (l.Kind == Aside || l.Kind == Header):
				t.Errorf("%s: %v is no data: %q", what, at, l.Cells)
			case times == 0 && l.Kind == Data && !l.Blank() && filled(l) > 2:
				t.Errorf("%s: %v is lost: %q", what, at, l.Cells)
			}
		}
	}
	for at := range found {
		t.Errorf("%s: %v is a row no sheet has", what, at)
	}
	return true
}

func count(sheets []Sheet) (data, lines int) {
	for _, s := range sheets {
		for _, l := range s.Lines {
			if l.Blank() || l.Kind == Header {
				continue
			}
			lines++
			if l.Kind == Data {
				data++
			}
		}
	}
	return data, lines
}

func filled(l Line) int {
	n := 0
	for _, c := range l.Cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// sheetName is what ingest calls the i-th sheet.
func sheetName(format Format, s Sheet, i int) string {
	switch format {
	case CSV, JSON:
		return ""
	case HTML, DOCX:
		return fmt.Sprintf("表%d", i+1)
	}
	return s.Name
}
