package kit

import "rollbook/model/mishap"

// survived is told of mistakes that nobody else can show; nil: they end the program, as
// tests want it.
var survived func(error)

// Survive lets the window go on after a mistake in what it does, in the background or for
// an event. Those that no screen and no dialog can show are told, in any goroutine.
func Survive(told func(error)) { survived = told }

// Safely does something that must not end the program; where it fails, that is told. What
// is being done is said in words that hold no names: "drawing a page".
func Safely(doing string, do func()) {
	err := Attempt(doing, func() error {
		do()
		return nil
	})
	if err != nil {
		survived(err)
	}
}

// Attempt does something, like Safely, for a caller that shows what fails itself: a panic,
// where the window goes on after one, is the error.
func Attempt(doing string, do func() error) (err error) {
	if survived != nil {
		defer mishap.Recover(doing, &err)
	}
	return do()
}
