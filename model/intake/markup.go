package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup goes through the XML of a spreadsheet: tag by tag, without holding more than one
// of them. It knows what spreadsheets write, not all that XML allows: entities that a file
// declares for itself stay as they are, so that none can blow up.
type markup struct {
	r *bufio.Reader

	name string // of the tag, without its prefix; "" before the first
	end  bool   // it ends an element
	bare bool   // it begins and ends one: <c/>
	text []byte // between the tag before and this one, with its entities read

	attributes []byte
	long       bool // the text was longer than a cell can be, and was cut
	names      map[string]string
	tag        []byte
}

// maxTag is how long a tag can be, in bytes.
const maxTag = 1 << 20

var errMarkup = errors.New("its XML is damaged")

func newMarkup(r io.Reader) *markup {
	return &markup{r: bufio.NewReaderSize(r, 64<<10), names: map[string]string{}}
}

// next goes to the next tag. The error is io.EOF after the last.
func (m *markup) next() error {
	m.text, m.long = m.text[:0], false
	for {
		if err := m.readText(); err != nil {
			return err
		}
		again, err := m.readTag()
		if err != nil || !again {
			return err
		}
	}
}

// readText reads up to the next tag.
func (m *markup) readText() error {
	for {
		part, err := m.r.ReadSlice('<')
		whole := err == nil
		if whole {
			part = part[:len(part)-1]
		}
		if len(m.text) < 4*maxCell+len(part) {
			m.text = append(m.text, part...)
		} else {
			m.long = true
		}
		switch {
		case whole:
			if bytes.IndexByte(m.text, '&') >= 0 {
				m.text = entities(m.text)
			}
			return nil
		case err != bufio.ErrBufferFull:
			return err
		}
	}
}

// readTag reads what follows <; again is true for what is no tag: comments, CDATA.
func (m *markup) readTag() (again bool, err error) {
	m.tag = m.tag[:0]
	for {
		part, err := m.r.ReadSlice('>')
		m.tag = append(m.tag, part...)
		switch {
		case err == bufio.ErrBufferFull && len(m.tag) < maxTag:
			continue
		case err == io.EOF, err == bufio.ErrBufferFull:
			return false, errMarkup
		case err != nil:
			return false, err
		}
		if len(m.tag) >= maxTag && !bytes.HasPrefix(m.tag, []byte("![CDATA[")) {
			return false, errMarkup
		}
		if done := m.tagEnds(); done {
			break
		}
	}
	tag := m.tag[:len(m.tag)-1]
	switch {
	case len(tag) == 0:
		return false, errMarkup
	case bytes.HasPrefix(tag, []byte("![CDATA[")):
		inner := tag[8 : len(tag)-2]
		if len(inner) > 4*maxCell {
			inner, m.long = inner[:4*maxCell], true
		}
		m.text = append(m.text, inner...)
		return true, nil
	case tag[0] == '!' || tag[0] == '?':
		return true, nil
	}
	m.end, m.bare = tag[0] == '/', tag[len(tag)-1] == '/'
	if m.end {
		tag = tag[1:]
	} else if m.bare {
		tag = tag[:len(tag)-1]
	}
	name := tag
	if i := bytes.IndexAny(tag, " \t\r\n"); i >= 0 {
		name, m.attributes = tag[:i], tag[i:]
	} else {
		m.attributes = nil
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	known, ok := m.names[string(name)]
	if !ok {
		known = string(name)
		if len(m.names) < 1000 {
			m.names[known] = known
		}
	}
	m.name = known
	return false, nil
}

// tagEnds says whether the > that was read ends the tag, and stands in no value or comment.
func (m *markup) tagEnds() bool {
	switch {
	case bytes.HasPrefix(m.tag, []byte("!--")):
		return len(m.tag) >= 6 && bytes.HasSuffix(m.tag, []byte("-->"))
	case bytes.HasPrefix(m.tag, []byte("![CDATA[")):
		if len(m.tag) > 64<<20 {
			return true
		}
		return bytes.HasSuffix(m.tag, []byte("]]>"))
	}
	quote := byte(0)
	for _, c := range m.tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote == 0
}

// attribute gives the value of an attribute of the tag, by its name without prefix.
func (m *markup) attribute(name string) string {
	rest := m.attributes
	for {
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return ""
		}
		key := bytes.TrimSpace(rest[:equals])
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return ""
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return ""
		}
		value := rest[1 : 1+end]
		rest = rest[end+2:]
		if i := bytes.IndexByte(key, ':'); i >= 0 {
			key = key[i+1:]
		}
		if string(key) == name {
			if bytes.IndexByte(value, '&') >= 0 {
				value = entities(append([]byte(nil), value...))
			}
			return string(value)
		}
	}
}

// number gives an attribute as a whole number of at least 1; 1 where there is none.
func (m *markup) number(name string) int {
	n, err := strconv.Atoi(m.attribute(name))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// truth gives an attribute that says yes or no.
func (m *markup) truth(name string) bool {
	value := m.attribute(name)
	return value == "1" || value == "true"
}

// skip goes to the end of the element that the tag began.
func (m *markup) skip() error {
	if m.bare || m.end {
		return nil
	}
	for deep := 1; deep > 0; {
		if err := m.next(); err != nil {
			return err
		}
		switch {
		case m.end:
			deep--
		case !m.bare:
			deep++
		}
	}
	return nil
}

var entityNames = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// entities reads &amp;, &#233; and their like, in place: what they stand for is never longer.
func entities(text []byte) []byte {
	out := text[:0]
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(out, text...)
		}
		out = append(out, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			out, text = append(out, '&'), text[1:]
			continue
		}
		name := string(text[1:end])
		if plain, ok := entityNames[name]; ok {
			out, text = append(out, plain...), text[end+1:]
			continue
		}
		code, base := strings.TrimPrefix(name, "#"), 10
		if len(code) > 0 && (code[0] == 'x' || code[0] == 'X') {
			code, base = code[1:], 16
		}
		n, err := strconv.ParseUint(code, base, 21)
		if err != nil || !strings.HasPrefix(name, "#") || utf8.RuneLen(rune(n)) > end+1 || utf8.RuneLen(rune(n)) < 0 {
			out, text = append(out, '&'), text[1:]
			continue
		}
		out, text = utf8.AppendRune(out, rune(n)), text[end+1:]
	}
}
