package kit

import (
	"context"

	"fyne.io/fyne/v2"
)

// Saving lets one saving be under way at a time: a second click on Save, or a second Enter,
// does nothing until the first has saved or failed, and the buttons are off meanwhile. Every
// form and dialog that saves has one. Only the UI goroutine uses it.
type Saving struct {
	buttons  []fyne.Disableable
	wereOn   []bool
	underWay bool
}

// Guard adds buttons that are off while something is being saved, and gives the first back.
func (s *Saving) Guard(buttons ...*Button) *Button {
	for _, b := range buttons {
		s.buttons = append(s.buttons, b)
	}
	return buttons[0]
}

// UnderWay says whether something is being saved.
func (s *Saving) UnderWay() bool { return s.underWay }

// Do saves, unless something is being saved already. Save must call done when it has saved or
// failed, on the UI goroutine.
func (s *Saving) Do(save func(done func())) {
	if s.underWay {
		return
	}
	s.underWay, s.wereOn = true, nil
	for _, b := range s.buttons {
		s.wereOn = append(s.wereOn, !b.Disabled())
		b.Disable()
	}
	over := false
	save(func() {
		if over {
			return
		}
		over, s.underWay = true, false
		for i, b := range s.buttons[:len(s.wereOn)] {
			if s.wereOn[i] {
				b.Enable()
			}
		}
	})
}

// Run saves by a worker, unless something is being saved already; done is told on the UI
// goroutine what came of it.
func (s *Saving) Run(worker *Worker, change Change, done func(error)) {
	s.Do(func(over func()) {
		worker.Do(func() {
			err := Attempt("saving", func() error { return change(context.Background()) })
			fyne.Do(func() {
				over()
				done(err)
			})
		})
	})
}
