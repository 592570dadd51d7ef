// Package chart turns figures into scenes: rectangles, circles, polygons, lines and texts
// in their places, each with the datum it stands for. The window draws a scene with its
// own primitives, a document as vectors; neither has to know what a chart is.
package chart

import "rollbook/model"

// Ink is what a shape is painted with; whoever draws gives it a colour that suits the
// light.
type Ink int

// The inks. Series 0 to 4 follow one another in the order of the palette.
const (
	InkText Ink = iota
	InkQuiet
	InkLine
	InkLand
	InkAccent
	Series
)

// SeriesInks is how many series have an ink of their own.
const SeriesInks = 5

// SeriesInk gives the ink of the nth series; from the sixth on they begin again.
func SeriesInk(n int) Ink { return Series + Ink(n%SeriesInks) }

// Datum is what a shape stands for: what to say of it, and where it leads.
type Datum struct {
	Text  string      // "2019 · Regional workshop: 212 participants"
	Route model.Route // nil: nowhere
}

// Rect is a rectangle; positions and sizes are in the scene's units, y downwards.
type Rect struct {
	X, Y, W, H, Radius float64
	Fill               Ink
	Datum              *Datum
}

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2, Width float64
	Stroke                Ink
}

// Circle is a filled circle.
type Circle struct {
	X, Y, R     float64
	Fill        Ink
	Translucent bool // so that what lies below shows through
	Datum       *Datum
}

// Point is a corner of a polygon.
type Point struct{ X, Y float64 }

// Polygon is a filled polygon of any shape.
type Polygon struct {
	Points []Point
	Fill   Ink
}

// Anchor says which part of a text stands at its position.
type Anchor int

// The anchors.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is a line of text; Y is its middle.
type Text struct {
	X, Y, Size float64
	Anchor     Anchor
	Bold       bool
	Fill       Ink
	Text       string
	Datum      *Datum
}

// Shape is one of Rect, Line, Circle, Polygon and Text.
type Shape interface{ shape() }

func (Rect) shape()    {}
func (Line) shape()    {}
func (Circle) shape()  {}
func (Polygon) shape() {}
func (Text) shape()    {}

// Scene is a chart laid out at a size; shapes are drawn in their order.
type Scene struct {
	Width, Height float64
	Shapes        []Shape
}

func (s *Scene) add(shapes ...Shape) { s.Shapes = append(s.Shapes, shapes...) }

// Measure gives the width of a text as it will be drawn, in the scene's units.
type Measure func(text string, size float64, bold bool) float64

// Chart is figures that can be laid out at any size.
type Chart interface {
	// Describe gives the chart's title, what its figures are in, and what is left out.
	Describe() About
	// Scene lays the chart out.
	Scene(width, height float64, measure Measure) Scene
	// Table gives the same figures for those who would rather read.
	Table() Table
	// Empty says whether there is nothing to draw.
	Empty() bool
}

// About says what a chart shows.
type About struct {
	Title string
	Unit  string // "participants", "events"
	Note  string // what is left out, and why; may be empty
}

// Table is a chart's figures as text; the first column names the rows.
type Table struct {
	Head []string
	Rows [][]string
}

// Sizes of texts in scenes.
const (
	textSize  = 12.0
	smallSize = 11.0
)

// shorten cuts a text so that it is no wider than given.
func shorten(text string, width, size float64, measure Measure) string {
	if measure(text, size, false) <= width {
		return text
	}
	runes := []rune(text)
	for n := len(runes) - 1; n > 0; n-- {
		if short := string(runes[:n]) + "…"; measure(short, size, false) <= width {
			return short
		}
	}
	return ""
}
