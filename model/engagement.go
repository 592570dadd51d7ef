package model

import "fmt"

// Engagement is sustained support for a country (rule 13): the distinct calendar years of
// a period in which it took part, in their order.
type Engagement []int

// Gap gives the most years on end between two in which the country took part, and the
// first of them; 0 where there is no gap.
func (e Engagement) Gap() (years, from int) {
	for i := 1; i < len(e); i++ {
		if between := e[i] - e[i-1] - 1; between > years {
			years, from = between, e[i-1]+1
		}
	}
	return years, from
}

// GapText gives the longest gap as tables show it: "2 (2020–2021)", "1 (2020)", or "none".
func (e Engagement) GapText() string {
	switch years, from := e.Gap(); years {
	case 0:
		return "none"
	case 1:
		return fmt.Sprintf("1 (%d)", from)
	default:
		return fmt.Sprintf("%d (%d–%d)", years, from, from+years-1)
	}
}

// Span gives the first and the last year: "2016–2024", "2016", or "—" for none.
func (e Engagement) Span() string {
	switch {
	case len(e) == 0:
		return "—"
	case e[0] == e[len(e)-1]:
		return fmt.Sprint(e[0])
	}
	return fmt.Sprintf("%d–%d", e[0], e[len(e)-1])
}
