package model_test

import (
	"testing"

	"rollbook/model"
)

// Rule 13: sustained support is the distinct years, and the longest gap between them.
func TestTheLongestGapOfAnEngagement(t *testing.T) {
	for _, c := range []struct {
		years     model.Engagement
		gap, span string
	}{
		{nil, "none", "—"}, {model.Engagement{2016}, "none", "2016"}, {model.Engagement{2016, 2017, 2018}, "none", "2016–2018"},
		{model.Engagement{2016, 2018}, "1 (2017)", "2016–2018"}, {model.Engagement{2010, 2012, 2016, 2018}, "3 (2013–2015)", "2010–2018"},
	} {
		if gap, span := c.years.GapText(), c.years.Span(); gap != c.gap || span != c.span {
			t.Errorf("%v: gap %s, span %s; want %s and %s", c.years, gap, span, c.gap, c.span)
		}
	}
}
