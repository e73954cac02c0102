package demo

// Work is what was planted of the further datasets, counted here and nowhere
// else, so that the marts can be held against it.
type Work struct {
	Movements  []Movement      `json:"movements"`
	Plans      []PlanCount     `json:"plans"`
	Ledgers    []LedgerCount   `json:"ledgers"`
	Clues      []Clue          `json:"clues"`
	Activities []ActivityCount `json:"activities"`
	Rhythms    []RhythmCount   `json:"rhythms"`
	Lists      []ListCount     `json:"lists"`
	Flags      []Flag          `json:"flags"`
	PartYears  []PartYear      `json:"part_years"`
}

// Movement is one unit, level and month of seats filled and given up.
type Movement struct {
	Unit      string `json:"unit"`
	Level     string `json:"level"`
	Period    string `json:"period"`
	Opening   int    `json:"opening"`
	ElectedIn int    `json:"elected_in"`
	Resigned  int    `json:"resigned"`
	Moved     int    `json:"moved"`
	Died      int    `json:"died"`
	Closing   int    `json:"closing"`
}

// PlanCount is one unit's plan of a year on the last day.
type PlanCount struct {
	Unit    string `json:"unit"`
	Year    int    `json:"year"`
	Planned int    `json:"planned"`
	Left    int    `json:"left"` // gave up the seat before their day
	ToDate  int    `json:"to_date"`
	Done    int    `json:"done"` // of those to date
	Ahead   int    `json:"ahead"`
	Awaited int    `json:"awaited"` // their day has come, and they have not reported in this term
}

// LedgerCount is one unit's ledger of mending, items raised in one month.
type LedgerCount struct {
	Unit     string `json:"unit"`
	Period   string `json:"period"`
	Kind     string `json:"kind"` // threshold or opinion
	Raised   int    `json:"raised"`
	Due      int    `json:"due"`
	OnTime   int    `json:"on_time"`
	Late     int    `json:"late"`
	Overdue  int    `json:"overdue"`
	NotDue   int    `json:"not_due"`
	NoDue    int    `json:"no_due"`
	Feedback int    `json:"feedback"`
}

// Clue is a deputy whose absences reach the rule's number.
type Clue struct {
	Unit   string `json:"unit"`
	Deputy string `json:"deputy"`
	State  string `json:"state"` // clue, or unverified where leave is unknown
}

// ActivityCount is one unit's month in the three units of counting; Deputies
// is 0 where only counts are sent.
type ActivityCount struct {
	Unit        string `json:"unit"`
	Period      string `json:"period"`
	Times       int    `json:"times"`
	PersonTimes int    `json:"person_times"`
	Deputies    int    `json:"deputies"`
}

// RhythmCount is how many slots of a promise were there and how many held.
type RhythmCount struct {
	Unit  string `json:"unit"`
	What  string `json:"what"`
	Slots int    `json:"slots"`
	Held  int    `json:"held"`
}

// ListCount is the rows of one kind in one dataset of one unit, and a number
// they add up to (人次, 件 or people), 0 where the dataset has none.
type ListCount struct {
	Unit    string `json:"unit"`
	Dataset string `json:"dataset"`
	Kind    string `json:"kind"`
	Rows    int    `json:"rows"`
	Sum     int    `json:"sum"`
}

// PartYear is the points of one unit and year of who did not serve it whole.
type PartYear struct {
	Unit string `json:"unit"`
	Year int    `json:"year"`
	Rows int    `json:"rows"`
}

func (w *Work) merge(o Work) {
	w.Movements = append(w.Movements, o.Movements...)
	w.Plans = append(w.Plans, o.Plans...)
	w.Ledgers = append(w.Ledgers, o.Ledgers...)
	w.Clues = append(w.Clues, o.Clues...)
	w.Activities = append(w.Activities, o.Activities...)
	w.Rhythms = append(w.Rhythms, o.Rhythms...)
	w.Lists = append(w.Lists, o.Lists...)
	w.Flags = append(w.Flags, o.Flags...)
	w.PartYears = append(w.PartYears, o.PartYears...)
}

// list adds rows to the count of one kind.
func (w *Work) list(unit, dataset, kind string, rows, sum int) {
	for i, l := range w.Lists {
		if l.Unit == unit && l.Dataset == dataset && l.Kind == kind {
			w.Lists[i].Rows, w.Lists[i].Sum = l.Rows+rows, l.Sum+sum
			return
		}
	}
	w.Lists = append(w.Lists, ListCount{unit, dataset, kind, rows, sum})
}
