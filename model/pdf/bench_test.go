package pdf

import (
	"context"
	"fmt"
	"io"
	"testing"
)

// BenchmarkPapers makes sign-in sheets, badges and certificates for 300 people, with names
// in a dozen scripts.
func BenchmarkPapers(b *testing.B) {
	p := paperOf(300)
	for i := range p.Roll.Attendees { // no two of one name
		p.Roll.Attendees[i].Who.Name += fmt.Sprintf(" %c%c", 'A'+i%26, 'a'+i/26)
	}
	ctx := context.Background()
	for b.Loop() {
		if err := SignIn(ctx, io.Discard, p, SignInOptions{Blank: 10}, nil); err != nil {
			b.Fatal(err)
		}
		if err := Badges(ctx, io.Discard, p, BadgeOptions{}, nil); err != nil {
			b.Fatal(err)
		}
		if err := Certificates(ctx, io.Discard, p, CertificateOptions{Certificate: certificateOf()}, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLetters makes a document of one line with letters of the largest fonts.
func BenchmarkLetters(b *testing.B) {
	for b.Loop() {
		d := newDocument(context.Background(), io.Discard, about{}, nil)
		f := d.flow(false)
		if err := f.write("王小明 방소연 さくら", body, roleText); err != nil {
			b.Fatal(err)
		}
		if err := f.finish(f.page); err != nil {
			b.Fatal(err)
		}
		if err := f.close(nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPreview draws a page full of text as large as a window shows it.
func BenchmarkPreview(b *testing.B) {
	p := &Preview{}
	if err := Write(context.Background(), p, longTable(60), nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := p.Image(0, 860); err != nil {
			b.Fatal(err)
		}
	}
}
