package model

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // logos are of these kinds
	_ "image/png"
	"regexp"
	"slices"
	"strings"
)

// Certificate is how an activity's certificates of participation are worded, signed and
// numbered. They go to those who completed it (rule 8).
type Certificate struct {
	Title      string // "Certificate of Participation"
	Lead       string // above the name: "This is to certify that"
	Text       string // below the name; words in braces stand for what CertificateWords lists
	Signatures []Signature
	Logo       []byte // a PNG or JPEG; may be empty
	Number     string // stands before the running number: "2026/"
	First      int    // the first running number; 0 means 1
}

// Signature is who signs, and as what.
type Signature struct{ Name, Title string }

// FirstCertificate is the certificate that an office starts from.
func FirstCertificate() Certificate {
	return Certificate{
		Title: "Certificate of Participation",
		Lead:  "This is to certify that",
		Text:  "has completed\n{activity}\nheld by {office} in {place}, {days}.",
		First: 1,
	}
}

// CertificateWords lists the words that may stand in braces in a certificate's text.
func CertificateWords() []string {
	return []string{"name", "country", "organisation", "position", "activity", "days", "place", "office", "number"}
}

// Limits of certificates.
const (
	MaxSignatures = 3       // beside each other
	MaxLogo       = 2 << 20 // bytes
)

var inBraces = regexp.MustCompile(`\{([^{}]*)\}`)

// Fill puts what the words in braces stand for into a text; a word that has nothing to
// stand for leaves nothing.
func (c Certificate) Fill(text string, words map[string]string) string {
	return inBraces.ReplaceAllStringFunc(text, func(word string) string { return words[strings.Trim(word, "{}")] })
}

// Numbered gives the number of the nth certificate, counted from 0: "2026/017".
func (c Certificate) Numbered(n int) string {
	return fmt.Sprintf("%s%03d", c.Number, max(c.First, 1)+n)
}

// Validate refuses a certificate without title or text, words in braces that mean nothing,
// too many signatures or ones without a name, and a logo that cannot be drawn. The error
// has code EInvalid.
func (c Certificate) Validate() error {
	var f faults
	f.when(tidy(c.Title) == "", "title", "A certificate needs a title.")
	f.when(len(c.Title) > MaxText, "title", "The title is longer than %d characters.", MaxText)
	f.when(strings.TrimSpace(c.Text) == "", "text", "Write what the certificate says below the name.")
	f.when(len(c.Text) > 4*MaxText, "text", "The text is longer than %d characters.", 4*MaxText)
	for _, m := range inBraces.FindAllStringSubmatch(c.Title+c.Lead+c.Text, -1) {
		f.when(!slices.Contains(CertificateWords(), m[1]), "text", "%s means nothing; use one of {%s}.", m[0], strings.Join(CertificateWords(), "}, {"))
	}
	f.when(len(c.Signatures) > MaxSignatures, "signatures", "There is room for %d signatures.", MaxSignatures)
	for _, s := range c.Signatures {
		f.when(tidy(s.Name) == "", "signatures", "A signature needs a name.")
	}
	f.when(c.First < 0, "first", "Certificates are numbered from 1 on.")
	if len(c.Logo) > 0 {
		_, kind, err := image.DecodeConfig(bytes.NewReader(c.Logo))
		f.when(err != nil || kind != "png" && kind != "jpeg", "logo", "The logo is neither a PNG nor a JPEG picture.")
		f.when(len(c.Logo) > MaxLogo, "logo", "The logo is larger than %d MB; save it smaller.", MaxLogo>>20)
	}
	return f.err()
}

// CertificateCode is the short code on a certificate by which the office finds the record:
// the activity's, or its first day, and the registration's.
func CertificateCode(a Activity, r Registration) string {
	activity := a.Code
	if activity == "" {
		activity = string(a.FirstDay)
	}
	if r.Code == "" {
		return activity
	}
	return activity + "/" + r.Code
}
