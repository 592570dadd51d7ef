package publish

import (
	"context"
	"image"
	"io"

	"rollbook/model/pdf"
)

// Pages are a report's pages as they will look.
type Pages interface {
	Len() int
	// Size gives a page's width and height, in points.
	Size(page int) (width, height float64)
	// Image draws a page so many pixels wide.
	Image(page, width int) (image.Image, error)
	// Missing gives the texts that no font on this computer can write.
	Missing() []string
}

// Pages gives the report's pages as they will look; nil where it is not made of pages.
func (k Kind) Pages(ctx context.Context, r Register, q Request) (Pages, error) {
	write := k.writers[PDF]
	if write == nil {
		return nil, nil
	}
	p := &pdf.Preview{}
	if err := write(ctx, p, r, q, nil); err != nil {
		return nil, err
	}
	return p, nil
}

// Printable says whether the report is made of pages.
func (k Kind) Printable() bool { return k.writers[PDF] != nil }

// previewing says whether a report is made to be looked at only.
func previewing(w io.Writer) bool {
	_, is := w.(*pdf.Preview)
	return is
}
