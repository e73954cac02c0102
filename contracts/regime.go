package contracts

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
	Awards      []string  `yaml:"awards"` // words the place gives beyond its tiers, by no printed rule: kept as reported, never derived
	Rules       []Rule    `yaml:"rules"`  // the first that holds decides
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
	Parts      []Part    `yaml:"parts"`
	Banding    string    `yaml:"banding"`  // continuous, round_half_up or floor
	GradeOn    string    `yaml:"grade_on"` // recomputed (the default) or reported: the total a band is read from
	Bands      []Band    `yaml:"bands"`
	TalkBelow  int       `yaml:"talk_below"`
}

// Part is a class of items or a bonus item of a scheme, and the field of a
// file that has its points.
type Part struct {
	Field string `yaml:"field"`
	Kind  string `yaml:"kind"` // class or bonus
	Label string `yaml:"label"`
}

// Version is a dated wording of a scheme. It holds to the day before the next
// one's beginning; other bands are a scheme of their own.
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
	What  string   `yaml:"what"`
	Every string   `yaml:"every"` // week, half_month or month
	Words []string `yaml:"words"` // in a title, that say it was kept; empty: those of the vocabulary
}
