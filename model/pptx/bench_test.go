package pptx_test

import (
	"context"
	"io"
	"testing"

	"rollbook/model/pptx"
)

func BenchmarkDeck(b *testing.B) {
	d := deck()
	for range 2 {
		d.Slides = append(d.Slides, d.Slides...) // 20 slides, 12 charts, 4 maps
	}
	b.ReportAllocs()
	for b.Loop() {
		must(b, pptx.Write(context.Background(), io.Discard, d, nil))
	}
}
