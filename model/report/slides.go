package report

import "rollbook/model"

// Deck is what is shown to a room: slides, one thought each.
type Deck struct {
	Title    string
	Subtitle string
	Office   string
	AsOf     model.Instant
	Slides   []Slide // after the title's own
}

// Slide shows one thing, or two side by side.
type Slide struct {
	Title  string
	Lead   string   // what the slide says, in one sentence; may be empty
	Blocks []Block  // one or two of List, Table, Chart and Figures
	Notes  []string // for the speaker: definitions and sources
}

// Figures are a few figures that are shown large.
type Figures []LargeFigure

// LargeFigure is one of Figures: "≥ 104", and below it "countries".
type LargeFigure struct{ Figure, Of string }

func (Figures) block() {}

// mostSlideRows is how many rows of a table a slide holds.
const mostSlideRows = 12

// Slides gives a document as a deck: a slide for each table, list and chart. Quiet
// paragraphs become notes; what is only for paper is left out. A long table goes on on
// further slides.
func (d Document) Slides() Deck {
	deck := Deck{Title: d.Title, Subtitle: d.Subtitle, Office: d.Office, AsOf: d.AsOf}
	heading := d.Title
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Heading:
			heading = b.Text
		case List:
			deck.Slides = append(deck.Slides, Slide{Title: heading, Blocks: []Block{b}})
		case Chart:
			deck.Slides = append(deck.Slides, Slide{Title: b.Chart.Describe().Title, Blocks: []Block{b}})
		case Paragraph:
			if n := len(deck.Slides); n > 0 {
				deck.Slides[n-1].Notes = append(deck.Slides[n-1].Notes, b.Text)
			}
		case Table:
			deck.Slides = append(deck.Slides, b.slides(heading)...)
		}
	}
	return deck
}

// slides gives a table as slides of so many rows as can be read.
func (t Table) slides(heading string) []Slide {
	title := t.Title
	if title == "" {
		title = heading
	}
	var all []Slide
	for first := 0; first < len(t.Rows); first += mostSlideRows {
		part := t
		part.Rows, part.Notes = t.Rows[first:min(first+mostSlideRows, len(t.Rows))], nil
		s := Slide{Title: title, Blocks: []Block{part}, Notes: t.Notes}
		if first > 0 {
			s.Title += " (continued)"
		}
		all = append(all, s)
	}
	return all
}
