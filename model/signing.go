package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
)

// SigningKey is the pair of keys by which one copy of the register signs what it sends
// (Ed25519, in base64). The private half stays with the copy; whoever knows the public one
// can tell what that copy sent from what somebody else did.
type SigningKey struct {
	Private string `json:"private"` // the seed
	Public  string `json:"public"`
}

// NewSigningKey makes a pair of keys.
func NewSigningKey() (SigningKey, error) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return SigningKey{}, err
	}
	return SigningKey{Private: base64.StdEncoding.EncodeToString(private.Seed()), Public: base64.StdEncoding.EncodeToString(public)}, nil
}

// Sign gives the signature of a statement. The error has code EInvalid where the private
// half is none.
func (k SigningKey) Sign(statement []byte) (string, error) {
	seed, err := base64.StdEncoding.DecodeString(k.Private)
	if err != nil || len(seed) != ed25519.SeedSize {
		return "", Errorf(EInvalid, "The key by which this copy of the register signs is not one.")
	}
	return base64.StdEncoding.EncodeToString(ed25519.Sign(ed25519.NewKeyFromSeed(seed), statement)), nil
}

// Signed says whether a signature of a statement was made by the private half of a public
// key.
func Signed(public string, statement []byte, signature string) bool {
	key, err1 := base64.StdEncoding.DecodeString(public)
	sum, err2 := base64.StdEncoding.DecodeString(signature)
	return err1 == nil && err2 == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, statement, sum)
}

// ValidSigningKey says whether a text is the public half of a pair of keys, written as it
// always is.
func ValidSigningKey(public string) bool {
	key, err := base64.StdEncoding.Strict().DecodeString(public)
	return err == nil && len(key) == ed25519.PublicKeySize && base64.StdEncoding.EncodeToString(key) == public
}

// fingerprintLetters are told apart by eye and, spelt, by ear: neither I nor L nor O nor U.
const fingerprintLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Fingerprint gives what people compare by telephone of a public key: four groups of four
// letters and figures, 80 bits of its hash.
func Fingerprint(public string) string {
	sum := sha256.Sum256([]byte("rollbook fingerprint\n" + public))
	var b strings.Builder
	for i := range 16 {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		bit := i * 5
		two := uint(sum[bit/8])<<8 | uint(sum[bit/8+1])
		b.WriteByte(fingerprintLetters[two>>(11-bit%8)&31])
	}
	return b.String()
}

// SameFingerprint says whether a text that somebody typed is a fingerprint, however it is
// grouped and in whatever case.
func SameFingerprint(typed, fingerprint string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(s))
	}
	return plain(typed) != "" && plain(typed) == plain(fingerprint)
}

// Trust says what is thought of a copy by whose key something is signed.
type Trust string

// What can be thought of a copy.
const (
	NotTrusted Trust = ""         // nobody has said yes to it
	Trusted    Trust = "trusted"  // what it sends is taken
	ShutOut    Trust = "shut out" // it was trusted once
)

// Stranger is a copy of the register that sent something and that nobody has said yes to.
type Stranger struct {
	Replica
	Key    string // public half of the key that signed; "" where nobody did: an older Rollbook sent it
	Opened Opened // how what it sent was sealed
}

// Fingerprint gives what people compare by telephone; "" where nobody signed.
func (s Stranger) Fingerprint() string {
	if s.Key == "" {
		return ""
	}
	return Fingerprint(s.Key)
}

// Opened says how what came was sealed, and so what opened it.
type Opened string

// What can have opened a bundle.
const (
	NotSealed    Opened = ""
	ByPassphrase Opened = "passphrase"
	ByKey        Opened = "key" // the register's
)

// StrangerError is why what a copy sent waits: nobody has said yes to it, or it is shut
// out. Its code is EStranger.
type StrangerError struct {
	Stranger Stranger
	Err      *Error
}

// Error gives the message.
func (e *StrangerError) Error() string { return e.Err.Error() }

// Unwrap gives the error with its code.
func (e *StrangerError) Unwrap() error { return e.Err }

// NewStrangerError says in words for people that what a copy sent waits for their yes.
func NewStrangerError(s Stranger) error {
	name := s.Name
	if name == "" {
		name = fmt.Sprintf("a computer without a name (%08x)", int64(s.Tag))
	}
	text := fmt.Sprintf("%s (fingerprint %s) is not known to this copy of the register. What it sent waits until somebody says yes to it; compare the fingerprint by telephone first.", name, s.Fingerprint())
	if s.Key == "" {
		text = fmt.Sprintf("What came from %s is not signed: an older Rollbook made it, or somebody who wants to be taken for it. It waits until somebody says yes; ask there first.", name)
	}
	return &StrangerError{Stranger: s, Err: &Error{Code: EStranger, Message: text}}
}
