package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
)

// flicker is how many pixels may change on a screen that is at rest: a text
// cursor blinks.
const flicker = 300

// restful is how many pictures in a row must show the same before a screen
// counts as drawn.
const restful = 15

// picture is what a screen shows at one moment, pixel by pixel.
type picture struct{ *image.RGBA }

// takePicture photographs the whole of a display.
func (d *display) takePicture(ctx context.Context, p project) (picture, error) {
	raw, err := p.output(ctx, d.env(), "import", "-silent", "-window", "root", "png:-")
	if err != nil {
		return picture{}, fmt.Errorf("taking a picture of display %s: %w", d.name, err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return picture{}, fmt.Errorf("reading the picture of display %s: %w", d.name, err)
	}
	return asPicture(img), nil
}

func asPicture(img image.Image) picture {
	rgba := image.NewRGBA(img.Bounds())
	draw.Draw(rgba, rgba.Bounds(), img, img.Bounds().Min, draw.Src)
	return picture{rgba}
}

// save writes the picture to a PNG file.
func (p picture) save(file string) error {
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// like tells whether two pictures show the same, but for a blinking cursor.
func (p picture) like(other picture) bool {
	if p.Bounds() != other.Bounds() {
		return false
	}
	differing := 0
	for i := 0; i < len(p.Pix); i += 4 {
		if !bytes.Equal(p.Pix[i:i+4], other.Pix[i:i+4]) {
			differing++
		}
	}
	return differing <= flicker
}

// blank tells whether a picture shows nothing, but perhaps a cursor, on a
// ground of one colour.
func (p picture) blank() bool {
	ground := image.NewUniform(p.At(p.Bounds().Min.X, p.Bounds().Min.Y))
	empty := image.NewRGBA(p.Bounds())
	draw.Draw(empty, empty.Bounds(), ground, image.Point{}, draw.Src)
	return p.like(picture{empty})
}

// errStale says that the screen still shows what it showed before.
var errStale = errors.New("the screen did not change")

// settled takes pictures until the screen is at rest and shows something other
// than before (the zero picture: anything). It gives up when ctx ends.
func settled(ctx context.Context, before picture, take func() (picture, error)) (picture, error) {
	var last picture
	for same := 0; ; {
		now, err := take()
		if err != nil {
			return picture{}, err
		}
		switch {
		case last.RGBA != nil && now.like(last):
			same++
		default:
			same = 1
		}
		last = now
		stale := now.blank() || before.RGBA != nil && now.like(before)
		if same >= restful && !stale {
			return now, nil
		}
		if ctx.Err() != nil {
			if stale {
				return picture{}, errStale
			}
			return picture{}, fmt.Errorf("the screen did not come to rest: %w", context.Cause(ctx))
		}
	}
}
