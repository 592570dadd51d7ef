package intake

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ofShare gives the number of one sex where a list has its share: 45 % of 200 are 90. A
// share that fits several whole numbers, or none, is asked.
func (c *checker) ofShare(field string) (n int, approximate, known bool) {
	text := c.cell(field + shareEnd)
	if nothing(text) {
		return 0, false, false
	}
	total, approximate, known := c.number("number")
	if !known {
		c.complainHere(field+shareEnd, text, "this is a share, and the row has no number that it is of")
		return 0, false, false
	}
	share, digits, ok := c.share(field, text)
	if !ok {
		return 0, false, false
	}
	exact := share * float64(total)
	n = int(math.Round(exact))
	if math.Abs(exact-float64(n)) < 1e-6 {
		return n, approximate, true
	}
	// A rounded share fits the numbers whose own share is rounded to it.
	half := 0.5 * math.Pow10(-digits-2)
	low, high := int(math.Ceil((share-half)*float64(total)-1e-9)), int(math.Floor((share+half)*float64(total)+1e-9))
	if low == high {
		return low, approximate, true
	}
	if said, ok := c.ask("share of "+field, fmt.Sprintf("%s of %d", text, total), fmt.Sprintf("%s of %d is no whole number; write how many they were", text, total),
		fmt.Sprint(int(exact)), fmt.Sprint(int(exact)+1)); ok {
		n, _ = strconv.Atoi(said) // one of the choices
		return n, approximate, true
	}
	return 0, false, false
}

// share reads a share, and how many digits it has behind the point as a percentage: "45",
// "45 %", "0.45" where the column has fractions of 1.
func (c *checker) share(field, text string) (share float64, digits int, ok bool) {
	plain := strings.TrimSpace(strings.TrimRight(westernDigits(text), "%٪％ "))
	percent := plain != strings.TrimSpace(westernDigits(text))
	plain = strings.Replace(plain, ",", ".", 1)
	share, err := strconv.ParseFloat(plain, 64)
	if err != nil || share < 0 || share > 100 || math.IsNaN(share) {
		c.complain(field+shareEnd, text, "this is no share; write it in percent, from 0 to 100")
		return 0, 0, false
	}
	if _, behind, found := strings.Cut(plain, "."); found {
		digits = len(behind)
	}
	if !percent && c.fractions(field+shareEnd) {
		if share > 1 {
			c.complain(field+shareEnd, text, "other shares of the column are fractions of 1, this is more; write it in percent with the sign %")
			return 0, 0, false
		}
		return share, max(digits-2, 0), true
	}
	return share / 100, digits, true
}

// fractions says whether a column's shares are fractions of 1 rather than percentages: as
// spreadsheets keep them.
func (c *checker) fractions(field string) bool {
	if known, ok := c.fraction[field]; ok {
		return known
	}
	column := c.columns[field]
	some := false
	for _, row := range c.l.sheet().Rows[c.l.Header+1:] {
		share, err := strconv.ParseFloat(strings.Replace(cellAt(row, column), ",", ".", 1), 64)
		if err != nil {
			continue
		}
		if share > 1 {
			some = false
			break
		}
		some = some || share > 0 && share < 1
	}
	c.fraction[field] = some
	return some
}
