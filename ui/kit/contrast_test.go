package kit

import (
	"image/color"
	"math"
)

// contrast gives how far two colours lie apart, from 1 to 21, as the rules for readable
// pages reckon it.
func contrast(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		r, g, b, _ := c.RGBA()
		part := func(v uint32) float64 {
			x := float64(v) / 0xffff
			if x <= 0.03928 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// apart says whether two colours can be told apart at a glance.
func apart(a, b color.Color) bool { return contrast(a, b) >= 3 }
