package chart

import (
	"math"

	"rollbook/model"
)

// axis is a scale from zero to a round number, with ticks at round numbers.
type axis struct {
	top  float64
	step float64
}

// newAxis makes an axis that holds most, with at most n steps. Its steps are whole.
func newAxis(most float64, n int) axis {
	if most <= 0 {
		return axis{1, 1}
	}
	raw := most / float64(max(n, 1))
	magnitude := math.Pow(10, math.Floor(math.Log10(raw)))
	step := magnitude * 10
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*magnitude >= raw && (m*magnitude == math.Trunc(m*magnitude)) {
			step = m * magnitude
			break
		}
	}
	step = max(step, 1)
	return axis{step * math.Ceil(most/step), step}
}

// ticks gives the values that are written beside the axis.
func (a axis) ticks() []float64 {
	var all []float64
	for v := 0.0; v <= a.top+a.step/2; v += a.step {
		all = append(all, v)
	}
	return all
}

func number(v float64) string { return model.Thousands(int(math.Round(v))) }
