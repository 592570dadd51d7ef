package kit

// background runs what must not hold up the UI goroutine.
var background = func(work func()) { go work() }

// WithoutBackground makes everything that would be done in the background be done at once,
// where it is asked for, until the function it returns is called. Tests and pictures of
// screens need no waiting then.
func WithoutBackground() (restore func()) {
	before := background
	background = func(work func()) { work() }
	return func() { background = before }
}
