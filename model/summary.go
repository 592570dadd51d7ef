package model

import "encoding/json"

// Cut is a way of cutting the same figures.
type Cut string

// The cuts.
const (
	ByType    Cut = "type"
	ByYear    Cut = "year"
	ByCountry Cut = "country"
	ByRegion  Cut = "region"
	ByGroup   Cut = "group"
	ByTheme   Cut = "theme"
	BySDG     Cut = "sdg"
	ByPartner Cut = "partner"
)

// Cuts lists the cuts.
func Cuts() []Cut {
	return []Cut{ByType, ByYear, ByCountry, ByRegion, ByGroup, ByTheme, BySDG, ByPartner}
}

// AsiaPacific names Asia plus Oceania (rule 12).
const AsiaPacific = "Asia and the Pacific"

// Women is the share of women among those whose sex is known, with the number unknown
// beside it (rule 6).
type Women struct {
	Women   int // of those known
	Known   int // whose sex is known
	Unknown int // whose sex is not stated, those of reported totals included
}

// Share gives the share of women among the known, and false when nobody's sex is known.
func (w Women) Share() (float64, bool) {
	if w.Known == 0 {
		return 0, false
	}
	return float64(w.Women) / float64(w.Known), true
}

// String gives the share as tables show it: "41 %", or "—".
func (w Women) String() string {
	share, ok := w.Share()
	if !ok {
		return "—"
	}
	return Percent(share)
}

// MarshalJSON gives {"share": 0.41, "known": 900, "unknown": 348}; the share is null when
// nobody's sex is known.
func (w Women) MarshalJSON() ([]byte, error) {
	var share *float64
	if s, ok := w.Share(); ok {
		share = &s
	}
	return json.Marshal(struct {
		Share   *float64 `json:"share"`
		Known   int      `json:"known"`
		Unknown int      `json:"unknown"`
	}{share, w.Known, w.Unknown})
}

// People counts people once, where names exist (rule 4).
type People struct {
	Figure
	NamedAt int // activities at which names exist
	Of      int // held activities of types that count people
}

// MarshalJSON gives {"value": 312, "kind": "exact", "named_at": 9}; the value is null where
// people are not counted.
func (p People) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value   *int   `json:"value"`
		Kind    string `json:"kind"`
		NamedAt int    `json:"named_at"`
	}{p.shown(), p.Kind.String(), p.NamedAt})
}

// Line is the figures of one row of a Summary, or of its total.
type Line struct {
	Key             string `json:"key"`
	Code            string `json:"code,omitempty"` // by country: alpha-3
	Ref             Ref    `json:"-"`              // the type, theme or partner of the row
	Events          Figure `json:"events"`
	Countries       Figure `json:"countries"`
	Participants    Figure `json:"participants"`
	People          People `json:"people"`
	Women           Women  `json:"women"`
	PersonDays      Figure `json:"person_days"`
	EvidenceMissing int    `json:"evidence_missing"` // held activities that ought to have figures and have none
	Short           string `json:"-"`                // by type: the key, shorter; else empty
	PeopleWord      string `json:"-"`                // by type: what heads its people
	Made            Made   `json:"-"`
}

// Made says what a line's figures are made of, for the screen to explain them.
type Made struct {
	Activities int        // counted from the register
	Reported   []Reported // totals that entered
	Named      int        // countries known by name
	Several    int        // of these, countries that came to more than one type (total row)
}

// Summary is the table for a period: the rows of a cut, the union over all of them, and
// notes on what was left out and why.
type Summary struct {
	Period Period   `json:"period"`
	Cut    Cut      `json:"-"`
	Rows   []Line   `json:"rows"`
	Total  Line     `json:"total"`
	Notes  []string `json:"notes"`
}
