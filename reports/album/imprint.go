package album

import (
	"errors"
	"math"
	"strings"
)

// The 版记 is set in 14 pt on a pitch of 24 pt, one character in from each side.
const (
	imprintMeasure = 54 // half cells behind 送： or 发：
	imprintPitch   = 24.0
	imprintPadding = 6.0 // points of air in each part, above and below together
	bodyPitch      = 28.99
)

// imprint is the 版记: who gets the issue, who printed it, when.
type imprint struct {
	Lists []recipients
	By    []run
	On    []run
}

// recipients are one list with its label, 送： or 发：.
type recipients struct {
	Label string
	Lines []line
}

func newImprint(o Options) (*imprint, error) {
	m := o.Masthead
	im := &imprint{By: runs(cells(clean(m.Imprint), faceBody))}
	printed := officialDate(o.Date) + "印发"
	if o.Draft {
		printed = "征求意见稿　" + officialDate(o.Date)
	}
	im.On = runs(cells(printed, faceBody))
	for _, r := range []struct{ label, names string }{{"送：", m.Send}, {"发：", m.Distribute}} {
		if strings.TrimSpace(r.names) == "" {
			continue
		}
		list := recipients{Label: r.label}
		broken := evenly(cells(clean(r.names), faceBody))
		for i, b := range broken {
			l := line{Runs: runs(b)}
			if i < len(broken)-1 {
				l.Class = "j"
			}
			list.Lines = append(list.Lines, l)
		}
		im.Lists = append(im.Lists, list)
	}
	if im.height() > linesPerPage || width(cells(clean(m.Imprint)+printed, faceBody)) > imprintMeasure {
		return nil, errors.New("版记太长，一页放不下，请缩短刊头设置里的送、发名单或印发机关")
	}
	return im, nil
}

// evenly breaks a list so that its last line is not one lost character: the
// measure narrows as long as that costs no line.
func evenly(names []cell) [][]cell {
	lines := breakLines(names, imprintMeasure, imprintMeasure)
	for m := imprintMeasure - full; m > imprintMeasure*4/5; m -= full {
		if len(lines) < 2 || width(lines[len(lines)-1]) > 2*full {
			break
		}
		narrower := breakLines(names, m, m)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// height is in body lines, rounded up.
func (im *imprint) height() int {
	rows := 1
	for _, l := range im.Lists {
		rows += len(l.Lines)
	}
	points := float64(rows)*imprintPitch + float64(len(im.Lists)+1)*imprintPadding
	return int(math.Ceil(points / bodyPitch))
}

// fitsBelow leaves one blank line between text and 版记.
func (im *imprint) fitsBelow(lines []line) bool {
	return len(lines)+1+im.height() <= linesPerPage
}
