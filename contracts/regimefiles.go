package contracts

import (
	"fmt"
	"io/fs"
	"slices"
)

// Regimes returns the regimes that ship with the program.
func Regimes() ([]Regime, error) {
	folder, err := ShippedRegimes()
	if err != nil {
		return nil, err
	}
	return ReadRegimes(folder)
}

// ReadRegimes reads every *.yaml of a folder as a regime. A workspace's own
// folder adds places without touching the program. What is wrong in a file is
// a *Mistake.
func ReadRegimes(folder fs.FS) ([]Regime, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list regimes: %w", err)
	}
	var all []Regime
	for _, name := range names {
		raw, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("read regime %s: %w", name, err)
		}
		r, remarks := CheckRegime(raw, nil, nil)
		if err := WrongIn(name, remarks); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(all, func(other Regime) bool { return other.ID == r.ID }) {
			return nil, &Mistake{File: name, Sentence: fmt.Sprintf("编号“%s”在另一个文件里已经有了，请改用别的编号或并成一个文件", r.ID)}
		}
		all = append(all, r)
	}
	return all, nil
}

// Clash finds two regimes that cannot stand together: their points have one
// scheme's name, so that no band could be told from the other's.
func Clash(all []Regime) error {
	for i, r := range all {
		for _, other := range all[:i] {
			if r.Points != nil && other.Points != nil && r.Points.Scheme == other.Points.Scheme {
				return &Mistake{File: r.ID, Sentence: fmt.Sprintf("积分办法编号“%s”与“%s”的相同，请另起一个", r.Points.Scheme, other.ID)}
			}
		}
	}
	return nil
}

// WithRegimes lays regimes over others: one takes the place of the one of its
// id; and of one of the same place and first day, what both speak of.
func WithRegimes(all, added []Regime) []Regime {
	var kept []Regime
	for _, old := range all {
		for _, r := range added {
			if r.Place == old.Place && r.From == old.From {
				old = old.without(r)
			}
		}
		isReplaced := slices.ContainsFunc(added, func(r Regime) bool { return r.ID == old.ID })
		if !isReplaced && (old.Review != nil || old.Points != nil || old.Absence != nil || old.Rhythm != nil) {
			kept = append(kept, old)
		}
	}
	return append(kept, added...)
}

// without is a regime without what another one speaks of too.
func (r Regime) without(other Regime) Regime {
	if r.Review != nil && other.Review != nil {
		review := *r.Review
		if review.Levels = less(review.Levels, other.Review.Levels); len(review.Levels) == 0 {
			r.Review = nil
		} else {
			r.Review = &review
		}
	}
	if r.Points != nil && other.Points != nil {
		points := *r.Points
		if points.Levels = less(points.Levels, other.Points.Levels); len(points.Levels) == 0 {
			r.Points = nil
		} else {
			r.Points = &points
		}
	}
	if other.Absence != nil {
		r.Absence = nil
	}
	if other.Rhythm != nil {
		r.Rhythm = nil
	}
	return r
}

func less(levels, taken []string) []string {
	return slices.DeleteFunc(slices.Clone(levels), func(level string) bool { return slices.Contains(taken, level) })
}

// ShippedRegimes is the folder of the regimes that ship with the program.
func ShippedRegimes() (fs.FS, error) {
	folder, err := fs.Sub(files, "regimes")
	if err != nil {
		return nil, fmt.Errorf("open shipped regimes: %w", err)
	}
	return folder, nil
}

// RegimeText returns the file of a regime as it was written; nil where the
// folder has none of that id.
func RegimeText(folder fs.FS, id string) ([]byte, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list regimes: %w", err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("read regime %s: %w", name, err)
		}
		if r, _ := CheckRegime(raw, nil, nil); r.ID == id {
			return raw, nil
		}
	}
	return nil, nil
}
