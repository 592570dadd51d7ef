package intake

import (
	"context"
	"fmt"
	"strings"

	"rollbook/model"
)

// replaceHeadcounts tells which headcounts of the register the list would change, and leaves
// out those that it says again.
func (c *checker) replaceHeadcounts(ctx context.Context) error {
	have := map[model.ID][]model.Headcount{}
	var kept []model.Headcount
	var changes []string
	for _, h := range c.p.Batch.Headcounts {
		if _, read := have[h.Activity]; !read && h.Activity > 0 {
			var err error
			if have[h.Activity], err = c.known.register.Headcounts(ctx, h.Activity); err != nil {
				return err
			}
		}
		was, there := sameKind(have[h.Activity], h)
		switch {
		case !there:
		case was.Number == h.Number && was.Approximate == h.Approximate:
			c.p.Made--
			continue
		default:
			c.p.Made--
			c.p.Changed++
			changes = append(changes, fmt.Sprintf("%s: %s instead of %s", c.headcountName(h), headcountText(h), headcountText(was)))
		}
		kept = append(kept, h)
	}
	c.p.Batch.Headcounts = kept
	if n := len(changes); n > 0 {
		c.p.Notes = append(c.p.Notes, model.Counted(n, "number that the register has is changed: ", "numbers that the register has are changed: ")+firstOf(changes, 12)+".")
	}
	return nil
}

// sameKind finds the headcount of the same country and sex.
func sameKind(all []model.Headcount, h model.Headcount) (model.Headcount, bool) {
	for _, other := range all {
		if other.Country == h.Country && other.Sex == h.Sex {
			return other, true
		}
	}
	return model.Headcount{}, false
}

// headcountName says whom a headcount counts: "Fiji, female".
func (c *checker) headcountName(h model.Headcount) string {
	name := "no country"
	if h.Country != "" {
		name = c.known.countryName(h.Country)
	}
	return name + ", " + strings.ToLower(h.Sex.Label())
}

func headcountText(h model.Headcount) string {
	f := model.Count(h.Number)
	if h.Approximate {
		f.Kind = model.Approximate
	}
	return f.String()
}
