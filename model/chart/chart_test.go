package chart_test

import (
	"testing"

	"rollbook/model"
	"rollbook/model/chart"
)

// measure takes every letter for half as wide as it is high.
func measure(text string, size float64, _ bool) float64 {
	return float64(len([]rune(text))) * size / 2
}

func columns() chart.Columns {
	return chart.Columns{About: chart.About{Title: "Participants a year", Unit: "participants"}, Categories: []string{"2019", "2020", "2021"},
		Series: []chart.SeriesOf{
			{Name: "Conference", Values: []model.Figure{model.Count(30), {Kind: model.Missing}, model.Count(10)}},
			{Name: "Workshop", Values: []model.Figure{model.Count(60), {Value: 20, Kind: model.Approximate}, model.Count(0)}},
		}}
}

// data gives the shapes that stand for something.
func rects(s chart.Scene) (all []chart.Rect) {
	for _, shape := range s.Shapes {
		if r, ok := shape.(chart.Rect); ok && r.Datum != nil {
			all = append(all, r)
		}
	}
	return all
}

func TestColumnsAreAsHighAsTheirFigures(t *testing.T) {
	all := rects(columns().Scene(400, 240, measure))
	if len(all) != 4 {
		t.Fatalf("%d columns for 4 figures above zero", len(all))
	}
	// A column is drawn one unit lower than it is, to part it from the next.
	if ratio := (all[1].H + 1) / (all[0].H + 1); ratio < 1.99 || ratio > 2.01 {
		t.Errorf("60 is %.2f times as high as 30", ratio)
	}
	if bottom := all[0].Y + all[0].H + 1; all[1].Y+all[1].H+1 != all[0].Y || bottom != 218 {
		t.Errorf("the stack does not stand on zero (%v), or has gaps", bottom)
	}
	if got := all[2].Datum.Text; got != "2020 · Workshop: ≈ 20 participants" {
		t.Error(got)
	}
}

func TestNothingIsDrawnOutsideTheScene(t *testing.T) {
	bars := chart.Bars{About: chart.About{Unit: "participants"}}
	for _, name := range []string{"Fiji", "Lao People's Democratic Republic", "A country with a name that is far too long for any chart", "Samoa"} {
		bars.Rows = append(bars.Rows, chart.Bar{Label: name, Values: []model.Figure{model.Count(len(name) * 7)}})
	}
	dots := chart.DotMap{Dots: []chart.Dot{{Name: "Tuvalu", Lat: -7, Lon: 178, Value: model.Count(4)}, {Name: "Portugal", Lat: 39, Lon: -8, Value: model.Count(400)}}}
	for _, c := range []chart.Chart{columns(), bars, dots} {
		for _, size := range [][2]float64{{280, 120}, {900, 400}} {
			for _, shape := range c.Scene(size[0], size[1], measure).Shapes {
				var left, right, top, bottom float64
				switch v := shape.(type) {
				case chart.Rect:
					left, right, top, bottom = v.X, v.X+v.W, v.Y, v.Y+v.H
				case chart.Text:
					w := measure(v.Text, v.Size, v.Bold)
					left = v.X - w*float64(v.Anchor)/2
					right, top, bottom = left+w, v.Y, v.Y
				case chart.Circle:
					left, right, top, bottom = v.X, v.X, v.Y, v.Y
				case chart.Polygon:
					left, right, top, bottom = v.Points[0].X, v.Points[0].X, v.Points[0].Y, v.Points[0].Y
				}
				if left < -0.01 || right > size[0]+0.01 || top < -0.01 || bottom > size[1]+0.01 {
					t.Errorf("%T at %v: %+v", c, size, shape)
				}
			}
		}
	}
}

func TestATableSaysWhatTheChartSays(t *testing.T) {
	got := columns().Table()
	if len(got.Rows) != 3 || got.Rows[1][1] != "—" || got.Rows[1][2] != "≈ 20" || got.Rows[0][3] != "90" {
		t.Errorf("%+v", got)
	}
}

func TestDotsGrowByArea(t *testing.T) {
	m := chart.DotMap{Dots: []chart.Dot{{Lat: 0, Lon: 100, Value: model.Count(400)}, {Lat: 10, Lon: 110, Value: model.Count(100)}}}
	var r []float64
	for _, shape := range m.Scene(800, 400, measure).Shapes {
		if c, ok := shape.(chart.Circle); ok {
			r = append(r, c.R)
		}
	}
	if len(r) != 2 || r[0] != 2*r[1] {
		t.Errorf("a quarter of the people, radii %v", r)
	}
}
