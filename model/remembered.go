package model

// Remembered is what people said once of a text that lists hold, so that no other list
// asks it again: that "Fidschi" is Fiji, that the heading "Entsendet von" is of the
// country, that "x" marks somebody as present.
type Remembered struct {
	ID    ID
	Topic string // what the text is of: a field ("country", "mark"), or "people heading"
	Text  string // as the list had it
	Means string // what stands in its place: "Fiji", the field's name, "P"
}

// Normal gives it as it is saved.
func (r Remembered) Normal() Remembered {
	r.Topic, r.Text, r.Means = tidy(r.Topic), tidy(r.Text), tidy(r.Means)
	return r
}

// Validate refuses an answer to nothing.
func (r Remembered) Validate() error {
	var f faults
	f.when(r.Topic == "", "topic", "Say what the text is of.")
	f.when(r.Text == "", "text", "Write the text that lists hold.")
	f.when(len(r.Text) > MaxText, "text", "The text is longer than %d characters.", MaxText)
	f.when(len(r.Means) > MaxText, "means", "The meaning is longer than %d characters.", MaxText)
	return f.err()
}
