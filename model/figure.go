package model

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Certainty says how a figure is to be read.
type Certainty uint8

// The certainties, from the firmest on. Exact, Approximate and AtLeast order themselves:
// a sum is as certain as its least certain part.
const (
	Exact       Certainty = iota
	Approximate           // has an approximate part: "≈ 1 250"
	AtLeast               // has a part that is only a lower bound: "≥ 94"
	Missing               // no evidence at all: "—"
	NotCounted            // the type does not count people: "N/A"
)

var certaintyNames = [...]string{"exact", "approximate", "at_least", "missing", "not_counted"}

// String gives the certainty's name as the command's JSON has it.
func (c Certainty) String() string { return certaintyNames[c] }

// Figure is a number with its certainty (counting rule 9).
type Figure struct {
	Value int
	Kind  Certainty
}

// Count is an exact figure.
func Count(n int) Figure { return Figure{Value: n} }

// Known says whether the figure has a value to show.
func (f Figure) Known() bool { return f.Kind <= AtLeast }

// Plus adds two figures. A missing or not counted part adds nothing; the sum of known
// parts is as certain as the least certain of them.
func (f Figure) Plus(g Figure) Figure {
	switch {
	case !g.Known() && !f.Known():
		return Figure{Kind: min(f.Kind, g.Kind)}
	case !g.Known():
		return f
	case !f.Known():
		return g
	}
	return Figure{Value: f.Value + g.Value, Kind: max(f.Kind, g.Kind)}
}

// String gives the figure as screens and documents show it: "3 703", "≈ 1 250", "≥ 94",
// "—" or "N/A", with thin spaces between thousands.
func (f Figure) String() string {
	switch f.Kind {
	case Approximate:
		return "≈ " + Thousands(f.Value)
	case AtLeast:
		return "≥ " + Thousands(f.Value)
	case Missing:
		return "—"
	case NotCounted:
		return "N/A"
	}
	return Thousands(f.Value)
}

// MarshalJSON gives {"value": 94, "kind": "at_least"}; the value of a figure that is not
// counted is null.
func (f Figure) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Value *int   `json:"value"`
		Kind  string `json:"kind"`
	}{f.shown(), f.Kind.String()})
}

// shown gives the value, or nil where there is none to be had: the type does not count
// people.
func (f Figure) shown() *int {
	if f.Kind == NotCounted {
		return nil
	}
	return &f.Value
}

// UnmarshalJSON reads what MarshalJSON gives.
func (f *Figure) UnmarshalJSON(data []byte) error {
	var read struct {
		Value *int   `json:"value"`
		Kind  string `json:"kind"`
	}
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	kind := slices.Index(certaintyNames[:], read.Kind)
	if kind < 0 {
		return Errorf(EInvalid, "%q does not say how certain a figure is.", read.Kind)
	}
	*f = Figure{Kind: Certainty(kind)}
	if read.Value != nil {
		f.Value = *read.Value
	}
	return nil
}

// Counted writes how many there are of something: "1 day", "1 248 days".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// ThinSpace stands between thousands.
const ThinSpace = "\u2009"

// Thousands writes a whole number with thin spaces between thousands: "3 703".
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(ThinSpace)
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Percent writes a share between 0 and 1 as "41 %"; a share that is neither nothing nor
// all never reads as 0 % or 100 %.
func Percent(share float64) string {
	switch {
	case share > 0 && share < 0.005:
		return "< 1 %"
	case share < 1 && share > 0.995:
		return "> 99 %"
	}
	return strconv.Itoa(int(share*100+0.5)) + " %"
}
