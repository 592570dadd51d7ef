package exchange

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"

	"rollbook/model"
)

// Seal says how what travels is encrypted: for whoever knows a passphrase, or for the
// holders of keys. The zero value encrypts nothing.
type Seal struct {
	Passphrase string
	Recipients []string // public keys, "age1…"
}

// LeastPassphrase is how many characters a passphrase has at least that keeps a pack from
// whoever gets hold of it.
const LeastPassphrase = 8

// Sealed says whether anything is encrypted at all.
func (s Seal) Sealed() bool { return s.Passphrase != "" || len(s.Recipients) > 0 }

// Keys open what is sealed.
type Keys struct {
	Passphrase string
	Identities []string // private keys, "AGE-SECRET-KEY-1…"
}

// NewKey makes a pair of keys: what is sealed for the public one the private one opens.
func NewKey() (private, public string, err error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	return key.String(), key.Recipient().String(), nil
}

// PublicKey gives the public key of a private one. The error has code EInvalid.
func PublicKey(private string) (string, error) {
	key, err := age.ParseX25519Identity(private)
	if err != nil {
		return "", model.Errorf(model.EInvalid, "The register's key is not one: %w", err)
	}
	return key.Recipient().String(), nil
}

const sealedMagic = "age-encryption.org/"

// workFactor is the logarithm of what guessing a passphrase costs; age's own is 18, about
// a second.
var workFactor = 18

type unsealed struct{ io.Writer }

func (unsealed) Close() error { return nil }

// seal gives a writer that encrypts to w; closing it leaves w open.
func (s Seal) seal(w io.Writer) (io.WriteCloser, error) {
	switch {
	case s.Passphrase != "" && len(s.Recipients) > 0:
		return nil, model.Errorf(model.EInvalid, "A pack is sealed by a passphrase or by keys, not by both.")
	case s.Passphrase != "":
		r, err := age.NewScryptRecipient(plainPassphrase(s.Passphrase))
		if err != nil {
			return nil, err
		}
		r.SetWorkFactor(workFactor)
		return age.Encrypt(w, r)
	case len(s.Recipients) > 0:
		var all []age.Recipient
		for _, text := range s.Recipients {
			r, err := age.ParseX25519Recipient(strings.TrimSpace(text))
			if err != nil {
				return nil, &model.Error{Code: model.EInvalid, Message: "\"" + text + "\" is not a public key; one begins with age1.", Err: err}
			}
			all = append(all, r)
		}
		return age.Encrypt(w, all...)
	}
	return unsealed{w}, nil
}

// open gives what is inside the seal, if there is one, and what opened it.
func (k Keys) open(in *bufio.Reader) (*bufio.Reader, model.Opened, error) {
	if first, _ := in.Peek(len(sealedMagic)); string(first) != sealedMagic {
		return in, model.NotSealed, nil
	}
	return k.unseal(in)
}

// opening is an identity that notes when it opened something.
type opening struct {
	age.Identity
	by     model.Opened
	opened *model.Opened
}

// Unwrap does what the identity does.
func (o opening) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	key, err := o.Identity.Unwrap(stanzas)
	if err == nil {
		*o.opened = o.by
	}
	return key, err
}

// unseal opens what is sealed.
func (k Keys) unseal(in *bufio.Reader) (*bufio.Reader, model.Opened, error) {
	var opened model.Opened
	var all []age.Identity
	if k.Passphrase != "" {
		one, err := age.NewScryptIdentity(plainPassphrase(k.Passphrase))
		if err != nil {
			return nil, "", err
		}
		one.SetMaxWorkFactor(20) // more would keep a computer busy for longer than anybody waits
		all = append(all, opening{one, model.ByPassphrase, &opened})
	}
	for _, text := range k.Identities {
		one, err := age.ParseX25519Identity(text)
		if err != nil {
			return nil, "", model.Errorf(model.EInvalid, "The register's key is not one: %w", err)
		}
		all = append(all, opening{one, model.ByKey, &opened})
	}
	if len(all) == 0 {
		return nil, "", model.Errorf(model.EPassphrase, "The pack is sealed. Give its passphrase.")
	}
	inside, err := age.Decrypt(in, all...)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none) && k.Passphrase != "":
		return nil, "", &model.Error{Code: model.EPassphrase, Err: err, Message: "The passphrase is not that of this pack. Nothing was changed."}
	case errors.As(err, &none):
		return nil, "", &model.Error{Code: model.EPassphrase, Err: err, Message: "The pack is sealed for somebody else, or by a passphrase. Give its passphrase."}
	case err != nil:
		return nil, "", unreadable(err)
	}
	return bufio.NewReaderSize(inside, 1<<16), opened, nil
}

// plainPassphrase gives a passphrase as every keyboard writes it: accents composed, no
// space or line's end around it.
func plainPassphrase(text string) string { return norm.NFC.String(strings.TrimSpace(text)) }
