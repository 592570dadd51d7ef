package kit

import (
	"rollbook/model"
	"rollbook/model/fold"
)

// Namesake finds, among people who are offered for a name that was typed, somebody of just that
// name.
func Namesake(offered []model.Person, typed string) (model.Person, bool) {
	for _, p := range offered {
		if name := fold.Text(typed); name != "" && (fold.Text(p.Name) == name || fold.Text(p.NativeName) == name) {
			return p, true
		}
	}
	return model.Person{}, false
}
