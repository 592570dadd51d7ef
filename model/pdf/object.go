package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"
	"unicode/utf16"
)

// file is a PDF file being written, object by object, to what need not be a file on disk.
//
// The object layer is our own: pdfcpu's keeps the whole file in memory and stamps the time
// of writing and a random identifier into it, where the same report must give the same
// bytes and a long one must not need much room. What a report needs of the format is here.
type file struct {
	w       io.Writer
	digest  hash.Hash // of what was written, for the file's identifier
	at      int64
	offsets []int64 // of the objects, the first being number 1
	packer  *zlib.Writer
	err     error
}

// ref is the number of an object.
type ref int

func (r ref) String() string { return fmt.Sprintf("%d 0 R", int(r)) }

func newFile(w io.Writer) *file {
	f := &file{w: w, digest: sha256.New(), packer: zlib.NewWriter(io.Discard)}
	// Four bytes above 127 tell programs that carry the file that it is not text.
	f.print("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return f
}

func (f *file) print(text string) { f.write([]byte(text)) }

func (f *file) write(data []byte) {
	if f.err != nil {
		return
	}
	f.digest.Write(data)
	n, err := f.w.Write(data)
	f.at += int64(n)
	f.err = err
}

// reserve gives the number of an object that is written later.
func (f *file) reserve() ref {
	f.offsets = append(f.offsets, 0)
	return ref(len(f.offsets))
}

// object writes an object under its number.
func (f *file) object(r ref, body string) {
	f.offsets[r-1] = f.at
	f.print(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", int(r), body))
}

// add writes an object under the next number.
func (f *file) add(body string) ref {
	r := f.reserve()
	f.object(r, body)
	return r
}

// stream writes data under a number, packed; entries go into its dictionary.
func (f *file) stream(r ref, entries string, data []byte) {
	var packed bytes.Buffer
	f.packer.Reset(&packed)
	if _, err := f.packer.Write(data); err != nil && f.err == nil {
		f.err = err
	}
	if err := f.packer.Close(); err != nil && f.err == nil {
		f.err = err
	}
	f.raw(r, strings.TrimSpace(entries+" /Filter /FlateDecode"), packed.Bytes())
}

// raw writes data under a number as it is.
func (f *file) raw(r ref, entries string, data []byte) {
	f.offsets[r-1] = f.at
	f.print(fmt.Sprintf("%d 0 obj\n<< %s /Length %d >>\nstream\n", int(r), entries, len(data)))
	f.write(data)
	f.print("\nendstream\nendobj\n")
}

// close writes the table of objects. The identifier is made of what was written, so that
// the same document gives the same file.
func (f *file) close(root, info ref) error {
	id := f.digest.Sum(nil)[:16]
	start := f.at
	var b strings.Builder
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %s /Info %s /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, root, info, id, id, start)
	f.print(b.String())
	return f.err
}

// text writes a text as PDF does outside of pages: as UTF-16.
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// date writes an instant as PDF does.
func date(t time.Time) string {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("(D:%s%c%02d'%02d')", t.Format("20060102150405"), sign, seconds/3600, seconds/60%60)
}

// number writes a length or position: at most two digits behind the point, none where they
// are noughts.
func number(b *bytes.Buffer, v float64) {
	n := int64(v*100 + 0.5)
	if v < 0 {
		n = int64(v*100 - 0.5)
	}
	if n < 0 {
		b.WriteByte('-')
		n = -n
	}
	whole, part := n/100, n%100
	digits := [20]byte{}
	at := len(digits)
	for whole > 0 || at == len(digits) {
		at--
		digits[at] = byte('0' + whole%10)
		whole /= 10
	}
	b.Write(digits[at:])
	if part > 0 {
		b.WriteByte('.')
		b.WriteByte(byte('0' + part/10))
		if part%10 > 0 {
			b.WriteByte(byte('0' + part%10))
		}
	}
}
