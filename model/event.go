package model

// Event says what a change has touched, after it is safely on disk. Screens reload what
// they show of it.
type Event struct {
	Action  Action
	Changed map[Kind][]ID // the records changed; an empty list: more than are worth naming
}

// Touches says whether the event changed anything of the kinds given.
func (e Event) Touches(kinds ...Kind) bool {
	for _, k := range kinds {
		if _, ok := e.Changed[k]; ok {
			return true
		}
	}
	return false
}
