package exchange

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"rollbook/model"
)

var hurried = pace{settle: 10 * time.Millisecond, batch: 50 * time.Millisecond, look: 300 * time.Millisecond, patience: 200 * time.Millisecond, again: 50 * time.Millisecond}

// Hurried follows the folder at a pace at which tests need not wait.
func (f Folder) Hurried() Folder {
	f.pace = hurried
	return f
}

// Hurried follows the hub at a pace at which tests need not wait.
func (h Hub) Hurried() Hub {
	h.pace = hurried
	return h
}

// SubjectOf gives the subject of a replica of a register.
func SubjectOf(register, replica string) string { return subjectOf(register, replica) }

// Bundled gives lines as a file or message holds them, sealed for a register's key, whole
// and with the right hash and, of the copy that their head names, the right signature.
func Bundled(lines, key string, sign func(tag model.ReplicaTag) model.SigningKey) []byte {
	if !strings.HasSuffix(lines, "\n") {
		lines += "\n"
	}
	sum := sha256.Sum256([]byte(lines))
	last := end{Parts: strings.Count(lines, "\n") - 1, Hash: hex.EncodeToString(sum[:])}
	first, _, _ := strings.Cut(lines, "\n")
	var head model.BundleHead
	if json.Unmarshal([]byte(first), &head) == nil {
		last.Signature, _ = sign(head.From.Tag).Sign(statement(head, last.Hash))
	}
	text, err := json.Marshal(line{End: &last})
	if err != nil {
		panic(err)
	}
	packer, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	var data bytes.Buffer
	sealed, err := Seal{Recipients: []string{key}}.seal(&data)
	if err != nil {
		panic(err)
	}
	_, err = sealed.Write(packer.EncodeAll([]byte(lines+string(text)+"\n"), fmt.Appendf(nil, "%s%d\n", magic, formatVersion)))
	if err = errors.Join(err, sealed.Close()); err != nil {
		panic(err)
	}
	return data.Bytes()
}

// TakeMessage takes in a message as if a hub had brought it.
func TakeMessage(r Register, configDir, subject string, data []byte) (Report, error) {
	s, err := Hub{URL: "tls://hub.example.org", ConfigDir: configDir}.open(r)
	if err != nil {
		return Report{}, err
	}
	if s.keys, s.seal, err = keysOf(context.Background(), r, true); err != nil {
		return Report{}, err
	}
	err = s.take(context.Background(), subject, 1, data)
	for _, f := range s.failed {
		s.report.Skipped = append(s.report.Skipped, Skipped{Name: subject, Err: f.err})
	}
	return s.report, err
}

// Sealed seals what is written already.
func Sealed(data []byte, seal Seal) []byte {
	var out bytes.Buffer
	w, err := seal.seal(&out)
	if err != nil {
		panic(err)
	}
	_, err = w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// unpacked gives the lines of what is written, without the last, and that.
func unpacked(data []byte) (lines string, last end) {
	reader, err := zstd.NewReader(bytes.NewReader(data[bytes.IndexByte(data, '\n')+1:]))
	if err != nil {
		panic(err)
	}
	defer reader.Close()
	text, err := io.ReadAll(reader)
	if err != nil {
		panic(err)
	}
	cut := bytes.LastIndexByte(text[:len(text)-1], '\n') + 1
	var one line
	if err := json.Unmarshal(text[cut:], &one); err != nil {
		panic(err)
	}
	return string(text[:cut]), *one.End
}

// packed writes lines with the right hash and the signature given.
func packed(lines, signature string) []byte {
	sum := sha256.Sum256([]byte(lines))
	text, err := json.Marshal(line{End: &end{Parts: strings.Count(lines, "\n") - 1, Hash: hex.EncodeToString(sum[:]), Signature: signature}})
	if err != nil {
		panic(err)
	}
	packer, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	return packer.EncodeAll([]byte(lines+string(text)+"\n"), fmt.Appendf(nil, "%s%d\n", magic, formatVersion))
}

// WithSigner gives what is written, not sealed, as if another key had signed it; with the
// signature that it had.
func WithSigner(data []byte, public string, seal Seal) []byte {
	lines, last := unpacked(data)
	first, rest, _ := strings.Cut(lines, "\n")
	var head model.BundleHead
	if err := json.Unmarshal([]byte(first), &head); err != nil {
		panic(err)
	}
	head.Signer = public
	text, err := json.Marshal(head)
	if err != nil {
		panic(err)
	}
	return Sealed(packed(string(text)+"\n"+rest, last.Signature), seal)
}

// WithLines gives what is written and sealed with other lines, and the signature that it had.
func WithLines(data []byte, lines string, keys Keys) []byte {
	inside, _, err := keys.open(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		panic(err)
	}
	plain, err := io.ReadAll(inside)
	if err != nil {
		panic(err)
	}
	_, last := unpacked(plain)
	return packed(lines, last.Signature)
}
