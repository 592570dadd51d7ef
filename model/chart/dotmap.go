package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"rollbook/assets"
	"rollbook/model"
)

// Endorsement stands under every map, as the UN asks.
const Endorsement = "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance by the United Nations."

// DotMap is a map of where people came from: a silhouette of land without borders, and a
// dot a country whose area grows with its figure.
type DotMap struct {
	About About
	Dots  []Dot
}

// Dot is a country on the map.
type Dot struct {
	Name     string
	Lat, Lon float64 // degrees
	Value    model.Figure
	Route    model.Route
}

// Describe says what the map shows.
func (m DotMap) Describe() About { return m.About }

// Empty says whether there is no dot.
func (m DotMap) Empty() bool { return len(m.Dots) == 0 }

// Table gives a row a country.
func (m DotMap) Table() Table {
	t := Table{Head: []string{"Country", m.About.Unit}}
	for _, d := range m.Dots {
		t.Rows = append(t.Rows, []string{d.Name, d.Value.String()})
	}
	return t
}

// centre is the meridian in the middle of the map: with the Pacific in one piece, as an
// office that works there needs it.
const centre = 150.0

// Latitudes shown; there is nobody beyond.
const (
	north = 84.0
	south = -56.0
)

// Scene lays the map out in the equirectangular projection, as large as fits.
func (m DotMap) Scene(width, height float64, _ Measure) Scene {
	s := Scene{Width: width, Height: height}
	scale := min(width/360, height/(north-south))
	left, top := (width-scale*360)/2, (height-scale*(north-south))/2
	at := func(lon, lat float64) Point {
		x := math.Mod(lon-centre+540, 360)
		return Point{left + x*scale, top + (north-lat)*scale}
	}
	for _, polygon := range outline() {
		// A polygon that crosses the edge is drawn on both sides of the map, and cut off.
		for _, shift := range []float64{0, -360, 360} {
			var points []Point
			seen := false
			for _, p := range polygon {
				x := p.X - centre + 180 + shift
				seen = seen || x > 0 && x < 360
				points = append(points, Point{left + min(max(x, 0), 360)*scale, top + (north-min(max(p.Y, south), north))*scale})
			}
			if seen {
				s.add(Polygon{Points: points, Fill: InkLand})
			}
		}
	}
	most := 0.0
	for _, d := range m.Dots {
		most = max(most, valueOf(d.Value))
	}
	largest := max(4, min(width, height)/16)
	for _, d := range m.Dots {
		r := 2.5
		if most > 0 {
			r = max(r, largest*math.Sqrt(valueOf(d.Value)/most))
		}
		p := at(d.Lon, d.Lat)
		s.add(Circle{X: p.X, Y: p.Y, R: r, Fill: Series, Translucent: true,
			Datum: &Datum{Text: fmt.Sprintf("%s: %s %s", d.Name, d.Value, m.About.Unit), Route: d.Route}})
	}
	return s
}

// outline gives the polygons of land, their points longitude and latitude in degrees.
var outline = sync.OnceValue(func() [][]Point {
	var all [][]Point
	for line := range strings.Lines(assets.Land) {
		var polygon []Point
		for pair := range strings.SplitSeq(strings.TrimSpace(line), ",") {
			lon, lat, _ := strings.Cut(pair, " ")
			x, err1 := strconv.ParseFloat(lon, 64)
			y, err2 := strconv.ParseFloat(lat, 64)
			if err1 != nil || err2 != nil {
				panic("assets: the outline of land: " + pair) // a test reads it
			}
			// One that crosses the 180th meridian goes on beyond it.
			if n := len(polygon); n > 0 {
				x += 360 * math.Round((polygon[n-1].X-x)/360)
			}
			polygon = append(polygon, Point{x, y})
		}
		all = append(all, polygon)
	}
	return all
})
