package intake

import (
	"fmt"

	"rollbook/model"
	"rollbook/model/fold"
)

type wideField struct {
	field string
	sex   model.Sex
}

// wideFields are the columns of a list that has a column a sex, with the sex of each.
var wideFields = []wideField{{"women", model.Female}, {"men", model.Male}, {"other", model.Another}, {"not_stated", model.NotStated}}

func (c *checker) hasWide() bool {
	for _, w := range wideFields {
		if c.has(w.field) || len(c.parts[w.field]) > 0 {
			return true
		}
	}
	return c.has("women"+shareEnd) || c.has("men"+shareEnd)
}

// headcount reads a row of a list of headcounts: a number of one sex, or a column a sex.
func (c *checker) headcount() {
	h := model.Headcount{Activity: c.l.activity, Country: c.country("country")}
	if h.Activity == 0 {
		h.Activity = c.activityNamed("activity")
	}
	rough := c.yes("approximate")
	if h.Country == "" && !c.bad && c.explain == nil {
		c.p.Account.Totals.NoCountry++
	}
	if c.hasWide() {
		c.wide(h, rough)
		return
	}
	h.Sex = c.sex("sex")
	c.required("number")
	n, approximate, known := c.number("number")
	if known {
		h.Number, h.Approximate = n, approximate || rough
		c.addHeadcount(h, "number")
	}
}

// wide reads the columns of a row that hold a number each. A column of totals beside them
// counts where they say nothing, and must be their sum where they do.
func (c *checker) wide(h model.Headcount, rough bool) {
	sum, any := 0, false
	for _, w := range wideFields {
		n, approximate, known := c.ofSex(w.field)
		if !known {
			continue
		}
		sum, any = sum+n, true
		h.Sex, h.Number, h.Approximate = w.sex, n, approximate || rough
		if n > 0 || approximate {
			c.addHeadcount(h, w.field)
		}
	}
	total, approximate, known := c.number("number")
	switch {
	case !known && !any && !c.bad:
		c.complain("number", "", "the row has no number")
	case known && !any:
		h.Sex, h.Number, h.Approximate = model.NotStated, total, approximate || rough
		c.addHeadcount(h, "number")
	case known && total > sum && (c.has("women"+shareEnd) != c.has("men"+shareEnd)) && !c.has("women") && !c.has("men"):
		h.Sex = model.Male
		if c.has("men" + shareEnd) {
			h.Sex = model.Female
		}
		h.Number, h.Approximate = total-sum, approximate || rough
		c.addHeadcount(h, "number")
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("Row %d: by the share of one sex %d of %d are of it; the others are taken as of the other.", c.l.sheet().Line(c.row), sum, total))
	case known && total > sum && !c.has("not_stated"):
		h.Sex, h.Number, h.Approximate = model.NotStated, total-sum, approximate || rough
		c.addHeadcount(h, "number")
		c.p.Notes = append(c.p.Notes, fmt.Sprintf("Row %d: %d of %d are neither women nor men; their sex is taken as not stated.", c.l.sheet().Line(c.row), total-sum, total))
	case known && total != sum && !approximate:
		c.complainHere("number", c.cell("number"), fmt.Sprintf("the columns beside it add up to %d", sum))
	}
}

// ofSex gives the number of one sex: what its column says, the sum of its parts or, of a
// share, that of the number beside it.
func (c *checker) ofSex(field string) (n int, approximate, known bool) {
	n, approximate, known = c.number(field)
	parts, any := model.Figure{}, false
	for _, i := range c.parts[field] {
		text := c.gridCell(i, cellAt(c.l.sheet().Rows[c.row], i))
		if nothing(text) {
			continue
		}
		f, err := Figure(text)
		if err != nil {
			c.doubt(c.l.Columns[i].Heading, text, err)
			continue
		}
		parts, any = parts.Plus(f), true
	}
	switch {
	case any && known && n != parts.Value && !approximate && parts.Kind == model.Exact:
		line := c.l.sheet().Line(c.row)
		whole, sum := fmt.Sprintf("%d, as the whole says", n), fmt.Sprintf("%d, as the parts add up to", parts.Value)
		said, answered := c.ask("whole of "+field, fmt.Sprintf("row %d: %d or %d", line, n, parts.Value),
			fmt.Sprintf("the whole of %q says %d, its parts add up to %d", field, n, parts.Value), whole, sum)
		if answered && said == sum {
			return parts.Value, false, true
		}
	case any && !known:
		return parts.Value, parts.Kind != model.Exact, true
	case !known && c.has(field+shareEnd):
		return c.ofShare(field)
	}
	return n, approximate, known
}

func (c *checker) addHeadcount(h model.Headcount, field string) {
	if c.bad {
		return
	}
	if err := h.Validate(); err != nil {
		c.refuse(err)
		return
	}
	c.noteHeadcount(h, field)
	key := fmt.Sprint(h.Activity, h.Country, h.Sex)
	if row, twice := c.counts[key]; twice {
		c.complainHere(field, c.cell(field), fmt.Sprintf("row %d has the same activity, country and sex; add the two numbers up", row))
		return
	}
	c.counts[key] = c.l.sheet().Line(c.row)
	c.p.Batch.Headcounts = append(c.p.Batch.Headcounts, h)
	c.p.Made++
}

// activityNamed finds the activity that a cell names by its code or, where one alone has
// it, by its title.
func (c *checker) activityNamed(field string) model.ID {
	text := c.required(field)
	if nothing(text) {
		return 0
	}
	key := fold.Text(text)
	ids := c.known.byCode[key]
	if len(ids) == 0 {
		ids = c.known.byTitle[key]
	}
	switch len(ids) {
	case 0:
		c.complain(field, text, "the register has no activity with this code or title; read the activities in first")
	case 1:
		return ids[0]
	default:
		c.complain(field, text, fmt.Sprintf("%d activities answer to this; write the code of one", len(ids)))
	}
	return 0
}
