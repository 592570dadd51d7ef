package exchange

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/klauspost/compress/zstd"

	"rollbook/model"
)

// What travels is, within its seal if it has one: a line that says so with the version of
// the format, then in one zstd frame a line of JSON for the head, one for each part, and
// one for the end with the number of parts, the SHA-256 of all lines before it, and the
// signature of the copy that wrote it. The same bundle gives the same lines, and so the
// same hash. Format 1 had no signature: what is written in it is signed by nobody.

// Extension ends the name of a pack's file.
const Extension = ".rollpack"

const (
	magic          = "rollbook exchange "
	formatVersion  = 2
	unsignedFormat = 1

	longestLine = 16 << 20 // bytes; a cell of a list that was read in has at most 32 000 characters
	freely      = 32 << 20 // bytes that may be unpacked whatever was read
	mostRatio   = 400      // beyond that, bytes unpacked for each byte read; a long log gives 10 to 40
	window      = 8 << 20  // bytes of memory that unpacking may ask for
)

// line is a part as it is written: the parts of a bundle, and what closes it.
type line struct {
	model.Part
	End *end `json:"end,omitempty"`
}

type end struct {
	Parts     int    `json:"parts"`
	Hash      string `json:"sha256"`
	Signature string `json:"signature,omitempty"`
}

// statement is what a copy signs of a bundle: of which register it is, which copy wrote it,
// which runs of whose operations it holds, and the hash of all that it says.
func statement(head model.BundleHead, hash string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "rollbook signature 1\nregister %q\ncopy %q\n", head.Register, head.From.UID)
	for _, run := range head.Runs {
		fmt.Fprintf(&b, "run %d %d-%d\n", run.Replica, run.First, run.Last)
	}
	fmt.Fprintf(&b, "says %s\n", hash)
	return b.Bytes()
}

// Write writes a bundle, sealed as asked, and gives the hash of what it says: the same for
// the same bundle, whatever the seal.
func Write(w io.Writer, b model.Bundle, seal Seal) (hash string, err error) {
	sealed, err := seal.seal(w)
	if err != nil {
		return "", err
	}
	if _, err := fmt.Fprintf(sealed, "%s%d\n", magic, formatVersion); err != nil {
		return "", err
	}
	packed, err := zstd.NewWriter(sealed, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window))
	if err != nil {
		return "", err
	}
	hash, err = writeLines(packed, b)
	return hash, errors.Join(err, packed.Close(), sealed.Close())
}

func writeLines(w io.Writer, b model.Bundle) (string, error) {
	sum := sha256.New()
	buffered := bufio.NewWriterSize(w, 1<<16)
	lines := json.NewEncoder(io.MultiWriter(buffered, sum))
	lines.SetEscapeHTML(false)
	b.Head.Signer = b.Sign.Public
	if err := lines.Encode(b.Head); err != nil {
		return "", err
	}
	n := 0
	for part, err := range b.Parts {
		if err != nil {
			return "", err
		}
		if err := lines.Encode(part); err != nil {
			return "", err
		}
		n++
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	last := end{Parts: n, Hash: hash}
	if b.Sign.Public != "" {
		var err error
		if last.Signature, err = b.Sign.Sign(statement(b.Head, hash)); err != nil {
			return "", err
		}
	}
	if err := lines.Encode(line{End: &last}); err != nil {
		return "", err
	}
	return hash, buffered.Flush()
}

// Read opens what Write wrote and reads its head; the parts are read as they are asked
// for, and the last of them is an error where anything is missing or was altered. The
// errors have the codes EUnreadable (it is no bundle, cut short or altered), ENewer (of a
// format that this program does not know), EPassphrase.
func Read(r io.Reader, keys Keys) (model.Bundle, error) {
	counted := &countedReader{r: r}
	in := bufio.NewReaderSize(counted, 1<<16)
	open, opened, err := keys.open(in)
	if err != nil {
		return model.Bundle{}, err
	}
	format, err := readMagic(open)
	if err != nil {
		return model.Bundle{}, err
	}
	unpacked, err := zstd.NewReader(open, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderLowmem(true))
	if err != nil {
		return model.Bundle{}, unreadable(err)
	}
	lines := &lineReader{in: bufio.NewReaderSize(unpacked, 1<<16), read: counted, sum: sha256.New()}
	text, err := lines.next()
	if err != nil {
		unpacked.Close()
		return model.Bundle{}, unreadable(err)
	}
	var head model.BundleHead
	if err := json.Unmarshal(text, &head); err != nil {
		unpacked.Close()
		return model.Bundle{}, unreadable(err)
	}
	lines.sum.Write(text)
	if format == unsignedFormat {
		head.Signer = ""
	}
	lines.head = head
	return model.Bundle{Head: head, Opened: opened, Parts: func(yield func(model.Part, error) bool) {
		defer unpacked.Close()
		lines.parts(yield)
	}}, nil
}

// readMagic reads the line that says what follows, and gives the version of the format.
func readMagic(in *bufio.Reader) (int, error) {
	first, err := in.Peek(len(magic))
	if err != nil || string(first) != magic {
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, unreadable(err)
		}
		return 0, &model.Error{Code: model.EUnreadable, Err: errNotOurs, Message: "This is not a Rollbook pack."}
	}
	text, err := in.ReadSlice('\n')
	if err != nil {
		return 0, unreadable(err)
	}
	var version int
	if _, err := fmt.Sscanf(string(text), magic+"%d\n", &version); err != nil || version < unsignedFormat {
		return 0, unreadable(err)
	}
	if version > formatVersion {
		return 0, model.Errorf(model.ENewer, "This pack was made by a newer Rollbook (its format is %d, this program knows up to %d). Update Rollbook to read it.", version, formatVersion)
	}
	return version, nil
}

// errNotOurs is that a file was not written by Rollbook.
var errNotOurs = errors.New("it does not begin as a pack does")

// unreadable says that a bundle is not whole.
func unreadable(err error) error {
	if model.CodeOf(err) != "" {
		return err
	}
	return &model.Error{Code: model.EUnreadable, Err: &damage{err}, Message: "The pack is cut short or was altered on its way. Nothing was changed; ask for it again."}
}

// damage is what is wrong with a bundle as it was written, and not with what it says.
type damage struct{ cause error }

// Error says what is wrong.
func (d *damage) Error() string {
	if d.cause == nil {
		return "it is not whole"
	}
	return d.cause.Error()
}

// Unwrap gives the cause.
func (d *damage) Unwrap() error { return d.cause }

// lineReader reads the lines of a bundle, within limits.
type lineReader struct {
	in       *bufio.Reader
	read     *countedReader
	sum      hash.Hash
	head     model.BundleHead
	unpacked int64
	long     bytes.Buffer
}

// next gives the next line with its end; it is good until the one after.
func (l *lineReader) next() ([]byte, error) {
	l.long.Reset()
	for {
		piece, err := l.in.ReadSlice('\n')
		l.unpacked += int64(len(piece))
		if l.unpacked > freely && l.unpacked/mostRatio > l.read.n {
			return nil, errors.New("it unpacks to far more than it can hold")
		}
		if err == nil && l.long.Len() == 0 {
			return piece, nil
		}
		if l.long.Len()+len(piece) > longestLine {
			return nil, errors.New("a line is too long")
		}
		l.long.Write(piece)
		switch {
		case err == nil:
			return l.long.Bytes(), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
}

// parts reads all lines after the head.
func (l *lineReader) parts(yield func(model.Part, error) bool) {
	for n := 0; ; n++ {
		text, err := l.next()
		var one line
		if err == nil {
			err = json.Unmarshal(text, &one)
		}
		switch {
		case err != nil:
			yield(model.Part{}, unreadable(err))
			return
		case one.End != nil:
			if one.End.Parts != n || one.End.Hash != hex.EncodeToString(l.sum.Sum(nil)) {
				yield(model.Part{}, unreadable(errors.New("its hash is another")))
			} else if l.head.Signer != "" && !model.Signed(l.head.Signer, statement(l.head, one.End.Hash), one.End.Signature) {
				yield(model.Part{}, unreadable(errors.New("its signature is not that of the copy that it names")))
			} else if _, err := l.in.ReadByte(); err != io.EOF {
				yield(model.Part{}, unreadable(errors.New("something follows its end")))
			}
			return
		}
		l.sum.Write(text)
		if !yield(one.Part, nil) {
			return
		}
	}
}

// countedReader counts the bytes read.
type countedReader struct {
	r io.Reader
	n int64
}

func (c *countedReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
