package intake

import (
	"slices"
	"testing"
)

// TestAHeadingMeansOneField: what two fields of a kind are both headed by must be known, as
// the first of them takes it.
func TestAHeadingMeansOneField(t *testing.T) {
	both := []string{
		"имя", "이름", // a name, or a given one
	}
	for _, kind := range Kinds() {
		of := map[string]string{}
		for _, f := range kind.Fields() {
			for _, heading := range f.synonyms {
				if other := of[heading]; other != "" && other != f.Name && !slices.Contains(both, heading) {
					t.Errorf("%q heads %s and %s of %s", heading, other, f.Name, kind)
				}
				of[heading] = f.Name
			}
		}
	}
}
