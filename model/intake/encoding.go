package intake

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// encodings are those that a text can be read in, those of more offices first.
var encodings = []struct {
	name string
	is   encoding.Encoding
}{
	{"UTF-8", unicode.UTF8},
	{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"windows-1252", charmap.Windows1252},
	{"macintosh", charmap.Macintosh},
	{"windows-1250", charmap.Windows1250},
	{"windows-1251", charmap.Windows1251},
	{"windows-1256", charmap.Windows1256},
	{"EUC-KR", korean.EUCKR},
	{"GB18030", simplifiedchinese.GB18030},
	{"Big5", traditionalchinese.Big5},
	{"Shift_JIS", japanese.ShiftJIS},
	{"EUC-JP", japanese.EUCJP},
	{"ISO-2022-JP", japanese.ISO2022JP},
	{"KOI8-R", charmap.KOI8R},
	{"x-mac-cyrillic", charmap.MacintoshCyrillic},
	{"IBM866", charmap.CodePage866},
	{"ISO-8859-5", charmap.ISO8859_5},
	{"windows-1254", charmap.Windows1254},
	{"windows-1253", charmap.Windows1253},
	{"windows-1255", charmap.Windows1255},
	{"windows-1257", charmap.Windows1257},
	{"windows-1258", charmap.Windows1258},
	{"windows-874", charmap.Windows874},
	{"ISO-8859-2", charmap.ISO8859_2},
	{"IBM850", charmap.CodePage850},
	{"IBM852", charmap.CodePage852},
}

// Encodings lists the encodings a text can be read in, as Options names them.
func Encodings() []string {
	names := make([]string, len(encodings))
	for i, e := range encodings {
		names[i] = e.name
	}
	return names
}

// Reading is how a text would read in one encoding.
type Reading struct {
	Encoding string
	Sample   string // a few of the texts that other encodings read otherwise
}

// readText turns the bytes of a file into text in UTF-8 without a byte order mark, in the
// encoding chosen or found out. Where that is not certain it gives the likely ones, and the
// text in the likeliest. The error has code EUnreadable.
func readText(name string, data []byte, chosen string) (text []byte, encoding string, readings []Reading, err error) {
	if encoding = chosen; encoding == "" {
		encoding, readings = findEncoding(data)
	}
	text, err = decodeText(data, encoding)
	if err != nil {
		return nil, "", nil, unreadable("%s cannot be read as %s: %v.", name, encoding, err)
	}
	if chosen == "" && len(readings) == 0 && encoding != "UTF-8" {
		if at := bytes.Index(text, []byte("\ufffd")); at >= 0 {
			// It is of one kind in what was looked at, but not all of it.
			readings = []Reading{{encoding, sampleAt(text, at)}}
			for _, r := range likely(data) {
				if r.name != encoding {
					readings = append(readings, Reading{r.name, r.sample()})
				}
			}
		}
	}
	return text, encoding, readings, nil
}

// marks are what a text in some encodings begins with.
var byteOrders = []struct{ mark, encoding string }{
	{"\xef\xbb\xbf", "UTF-8"}, {"\xff\xfe\x00\x00", "UTF-32LE"}, {"\xff\xfe", "UTF-16LE"}, {"\xfe\xff", "UTF-16BE"},
}

// findEncoding finds out how a text is encoded: by its byte order mark, UTF-8 where all of
// it is, else by which encoding makes words of its bytes. Where several do it gives them.
func findEncoding(data []byte) (string, []Reading) {
	for _, order := range byteOrders {
		if bytes.HasPrefix(data, []byte(order.mark)) && (order.encoding != "UTF-8" || utf8.Valid(data)) {
			return order.encoding, nil
		}
	}
	if wide := findUTF16(data[:min(len(data), 256<<10)]); wide != "" {
		return wide, nil
	}
	if bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@")) {
		return "ISO-2022-JP", nil
	}
	if utf8.Valid(data) {
		return "UTF-8", nil
	}
	all := likely(data)
	if len(all) == 0 {
		return "windows-1252", []Reading{{Encoding: "windows-1252"}, {Encoding: "macintosh"}}
	}
	best := all[0]
	if best.sure(all[1:]) {
		return best.name, nil
	}
	var readings []Reading
	for _, r := range all[:min(len(all), 5)] {
		readings = append(readings, Reading{r.name, r.sample()})
	}
	return best.name, readings
}

// findUTF16 knows UTF-16 without a byte order mark by what stands between its cells and
// lines, which is two bytes in one order and another letter in the other; "" where it is
// something else.
func findUTF16(head []byte) string {
	var little, big int
	for i := 0; i+1 < len(head); i += 2 {
		switch a, b := head[i], head[i+1]; {
		case a == 0 && b == 0:
			return "" // no text
		case b == 0 && strings.IndexByte(",;\t\r\n |", a) >= 0:
			little++
		case a == 0 && strings.IndexByte(",;\t\r\n |", b) >= 0:
			big++
		}
	}
	switch {
	case little > 10*big:
		return "UTF-16LE"
	case big > 10*little:
		return "UTF-16BE"
	}
	return ""
}

// decodeText turns bytes into text in UTF-8 without a byte order mark.
func decodeText(data []byte, name string) ([]byte, error) {
	for _, e := range encodings {
		if !strings.EqualFold(e.name, name) {
			continue
		}
		if e.name == "UTF-8" {
			data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
			if utf8.Valid(data) {
				return data, nil
			}
			return bytes.ToValidUTF8(data, []byte("\ufffd")), nil
		}
		decoded, err := e.is.NewDecoder().Bytes(data)
		return bytes.TrimPrefix(decoded, []byte("\ufeff")), err
	}
	return nil, fmt.Errorf("%q is not an encoding; there are %s", name, strings.Join(Encodings(), ", "))
}

// sampleAt gives the line that holds a place of a text.
func sampleAt(text []byte, at int) string {
	start := bytes.LastIndexAny(text[:at], "\r\n") + 1
	end := bytes.IndexAny(text[at:], "\r\n")
	if end < 0 {
		end = len(text) - at
	}
	return shorten(string(text[start : at+end]))
}
