package contracts

import (
	"fmt"
	"io/fs"
	"strings"
)

// Regime is one place's dated rules: how it judges a review, how it scores a
// year, what it does about absences, and which rhythm it promised. A section
// is nil where the place's text says nothing of it.
type Regime struct {
	ID      string    `yaml:"regime"`
	Label   string    `yaml:"label"`
	Place   string    `yaml:"place"` // division code the rules hold for
	From    string    `yaml:"from"`  // YYYY-MM-DD, inclusive
	To      string    `yaml:"to"`    // YYYY-MM-DD, inclusive; "" for open
	Source  string    `yaml:"source"`
	Review  *Review   `yaml:"review"`
	Points  *Points   `yaml:"points"`
	Absence *Absence  `yaml:"absence"`
	Rhythm  []Promise `yaml:"rhythm"`
}

// Review is a 测评办法: base, thresholds, and what follows.
type Review struct {
	Levels      []string  `yaml:"levels"`
	OutcomeKind string    `yaml:"outcome_kind"` // consequence, grade or none
	Base        string    `yaml:"base"`         // participants, issued, returned or valid
	Fallback    []string  `yaml:"fallback"`
	OncePerTerm bool      `yaml:"once_per_term"`
	ReviewMonth int       `yaml:"review_month"` // 0: all year round
	Tiers       []string  `yaml:"tiers"`
	Rules       []Rule    `yaml:"rules"` // the first that holds decides
	Otherwise   Otherwise `yaml:"otherwise"`
}

// Rule compares measure × denominator with base × numerator, in integers.
type Rule struct {
	Code        string `yaml:"code"` // none, rectify, resign_or_recall or unspecified
	Tier        string `yaml:"tier"`
	Measure     string `yaml:"measure"` // satisfied, dissatisfied, satisfied_or_basic
	Numerator   int    `yaml:"numerator"`
	Denominator int    `yaml:"denominator"`
	Strict      bool   `yaml:"strict"` // 超过 is strict, 以上 and 大于等于 are not
	DueMonths   int    `yaml:"due_months"`
	Label       string `yaml:"label"`
}

// Otherwise is what holds when no rule does.
type Otherwise struct {
	Code string `yaml:"code"`
	Tier string `yaml:"tier"`
}

// Points is a 积分办法 with its bands, best first.
type Points struct {
	Scheme     string    `yaml:"scheme"`
	Label      string    `yaml:"label"`
	Levels     []string  `yaml:"levels"` // whose deputies it scores
	Versions   []Version `yaml:"versions"`
	Classes    int       `yaml:"classes"`
	Items      int       `yaml:"items"`
	BonusItems int       `yaml:"bonus_items"`
	Banding    string    `yaml:"banding"` // continuous, round_half_up or floor
	Bands      []Band    `yaml:"bands"`
	TalkBelow  int       `yaml:"talk_below"`
}

// Version is a dated wording of a scheme.
type Version struct {
	Version string `yaml:"version"`
	From    string `yaml:"from"`
}

// Band holds totals of at least AtLeast points; the last band holds the rest.
type Band struct {
	Band        string   `yaml:"band"`
	AtLeast     *float64 `yaml:"at_least"`
	IsExcellent bool     `yaml:"is_excellent"`
}

// Absence is the rule on meetings missed without leave.
type Absence struct {
	Meetings  string `yaml:"meetings"`
	Unexcused int    `yaml:"unexcused"`
	Follow    string `yaml:"follow"`
}

// Promise is one beat of a working rhythm.
type Promise struct {
	What  string `yaml:"what"`
	Every string `yaml:"every"` // week, half_month or month
}

// Regimes returns the regimes that ship with the program.
func Regimes() ([]Regime, error) {
	folder, err := fs.Sub(files, "regimes")
	if err != nil {
		return nil, fmt.Errorf("open shipped regimes: %w", err)
	}
	return ReadRegimes(folder)
}

// ReadRegimes reads every *.yaml of a folder as a regime. A workspace's own
// folder adds places without touching the program.
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
		var r Regime
		if err := strict(raw, &r); err != nil {
			return nil, fmt.Errorf("regime %s: %w", name, err)
		}
		if err := r.validate(); err != nil {
			return nil, fmt.Errorf("regime %s: %w", name, err)
		}
		all = append(all, r)
	}
	return all, nil
}

func (r Regime) validate() error {
	switch {
	case r.ID == "" || r.Place == "" || r.From == "" || strings.TrimSpace(r.Source) == "":
		return fmt.Errorf("needs regime, place, from and source")
	}
	if r.Review != nil {
		if err := r.Review.validate(); err != nil {
			return err
		}
	}
	if r.Points != nil {
		return validateLevels("points", r.Points.Levels)
	}
	return nil
}

// validateLevels wants at least one level of deputies, and only known ones.
func validateLevels(section string, levels []string) error {
	if len(levels) == 0 {
		return fmt.Errorf("%s needs levels", section)
	}
	for _, level := range levels {
		switch level {
		case "national", "province", "city", "county", "township":
		default:
			return fmt.Errorf("%s: unknown level %q", section, level)
		}
	}
	return nil
}

func (v Review) validate() error {
	if err := validateLevels("review", v.Levels); err != nil {
		return err
	}
	for _, base := range append([]string{v.Base}, v.Fallback...) {
		switch base {
		case "participants", "issued", "returned", "valid":
		default:
			return fmt.Errorf("unknown base %q", base)
		}
	}
	for _, rule := range v.Rules {
		if rule.Denominator <= 0 || rule.Numerator < 0 {
			return fmt.Errorf("rule %q needs a threshold as a fraction of integers", rule.Code)
		}
		switch rule.Measure {
		case "satisfied", "dissatisfied", "satisfied_or_basic":
		default:
			return fmt.Errorf("rule %q: unknown measure %q", rule.Code, rule.Measure)
		}
	}
	return nil
}
