package model

// Found is something that a search in the whole register came upon.
type Found struct {
	Route  Route
	Kind   Kind
	Title  string
	Detail string // what tells it from others of its name: type and days, organisation
}
