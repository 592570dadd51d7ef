package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	gocolor "image/color"
	_ "image/jpeg" // pictures are of these kinds
	_ "image/png"
	"slices"

	"rollbook/model"
)

// picture draws a PNG or JPEG picture as large as it fits a place, in its middle. The error
// has code EUnreadable.
func (p *page) picture(data []byte, x, y, width, height float64) error {
	name, w, h, err := p.doc.carry(data)
	if err != nil {
		return err
	}
	k := min(width/float64(w), height/float64(h))
	dw, dh := float64(w)*k, float64(h)*k
	p.shape()
	p.op("q")
	p.op("cm", dw, 0, 0, dh, x+(width-dw)/2, p.height-y-(height+dh)/2)
	fmt.Fprintf(&p.ops, "/%s Do\n", name)
	p.op("Q")
	return nil
}

// carry puts a picture into the document, once, and gives its name and size.
func (d *document) carry(data []byte) (name string, w, h int, err error) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return "", 0, 0, unreadable(err)
	}
	sum := sha256.Sum256(data)
	key := string(sum[:])
	if _, ok := d.pictures[key]; !ok {
		r := d.file.reserve()
		space, plain := map[gocolor.Model]string{gocolor.GrayModel: "/DeviceGray", gocolor.YCbCrModel: "/DeviceRGB"}[config.ColorModel]
		switch {
		case d.preview != nil:
			err = d.preview.picture(data)
		case kind == "jpeg" && plain:
			d.file.raw(r, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode", config.Width, config.Height, space), data)
		default:
			err = d.pixels(r, data)
		}
		if err != nil {
			return "", 0, 0, err
		}
		d.pictures[key] = r
		d.named = append(d.named, key)
	}
	return fmt.Sprintf("P%d", slices.Index(d.named, key)+1), config.Width, config.Height, nil
}

// pixels writes a picture pixel by pixel, with a mask where some show what is below.
func (d *document) pixels(r ref, data []byte) error {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return unreadable(err)
	}
	b := img.Bounds()
	colors := make([]byte, 0, b.Dx()*b.Dy()*3)
	mask := make([]byte, 0, b.Dx()*b.Dy())
	solid := true
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := gocolor.NRGBAModel.Convert(img.At(x, y)).(gocolor.NRGBA)
			colors = append(colors, c.R, c.G, c.B)
			mask = append(mask, c.A)
			solid = solid && c.A == 255
		}
	}
	more := ""
	if !solid {
		m := d.file.reserve()
		d.file.stream(m, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8", b.Dx(), b.Dy()), mask)
		more = fmt.Sprintf(" /SMask %s", m)
	}
	d.file.stream(r, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8%s", b.Dx(), b.Dy(), more), colors)
	return nil
}

func unreadable(err error) error {
	return model.Errorf(model.EUnreadable, "The picture cannot be read as PNG or JPEG: %w", err)
}
