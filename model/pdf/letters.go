package pdf

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"rollbook/assets"
)

// letters finds the face in which each character of a text is drawn: our own where it has
// the character, else the system's face that is made for the character's script. It is
// what a shaping.Segmenter asks while it splits a text; not for use by several at once.
type letters struct {
	own, ownBold []*face              // letters first, then signs
	system       []fontscan.Footprint // nil until a character needs them
	looked       bool
	ranked       map[wish][]*candidate
	loaded       map[variant]*face
	byFont       map[*font.Font]*face

	bold   bool            // asked of the text being split
	script language.Script // of the part being split
	han    language.Script // which way of writing Han characters the text is in
}

// face is a face to draw with.
type face struct {
	*font.Face
	name  string
	faint bool // asked to be bold and is not: it is drawn heavier
}

// wish is what is asked of a system's face.
type wish struct {
	script, han language.Script
	bold        bool
}

// variant is a face of the system; a bold one of a font with variations is a font of its
// own, since shapers keep what they know by font.
type variant struct {
	at   fontscan.Location
	bold bool
}

type candidate struct {
	print *fontscan.Footprint
	face  *face // nil until it is needed
	bad   bool  // cannot be read
}

// families are the names, as fontscan folds them, of faces made for a script, the best
// first: Noto's, then those of Windows and of macOS.
var families = map[language.Script][]string{
	language.Arabic:     {"notosansarabic", "notonaskharabic", "segoeui", "tahoma", "geezapro", "dejavusans"},
	language.Hebrew:     {"notosanshebrew", "segoeui", "arialhebrew", "dejavusans"},
	language.Khmer:      {"notosanskhmer", "leelawadeeui", "khmerui", "khmersangammn"},
	language.Lao:        {"notosanslao", "leelawadeeui", "laoui", "laosangammn"},
	language.Thai:       {"notosansthai", "leelawadeeui", "thonburi"},
	language.Myanmar:    {"notosansmyanmar", "myanmartext", "myanmarsangammn"},
	language.Devanagari: {"notosansdevanagari", "nirmalaui", "kohinoordevanagari", "devanagarisangammn"},
	language.Bengali:    {"notosansbengali", "nirmalaui", "kohinoorbangla", "banglasangammn"},
	language.Tamil:      {"notosanstamil", "nirmalaui", "tamilsangammn"},
	language.Sinhala:    {"notosanssinhala", "nirmalaui", "sinhalasangammn"},
	language.Thaana:     {"notosansthaana", "mvboli"},
	language.Georgian:   {"notosansgeorgian", "segoeui", "dejavusans"},
	language.Armenian:   {"notosansarmenian", "segoeui", "dejavusans"},
	language.Ethiopic:   {"notosansethiopic", "nyala", "kefa"},
	language.Tibetan:    {"notosanstibetan", "notoseriftibetan", "microsofthimalaya", "kailasa"},
	language.Mongolian:  {"notosansmongolian", "mongolianbaiti"},
	language.Hangul:     {"notosanscjkkr", "notosanskr", "malgungothic", "applesdgothicneo"},
	language.Hiragana:   {"notosanscjkjp", "notosansjp", "yugothicui", "yugothic", "meiryo", "hiraginosans", "hiraginokakugothicpron"},
	language.Bopomofo:   {"notosanscjktc", "notosanstc", "microsoftjhenghei", "pingfangtc"},
	language.Han:        {"notosanscjksc", "notosanssc", "microsoftyahei", "pingfangsc", "wenquanyimicrohei", "droidsansfallback"},
	language.Common:     {"notosanssymbols2", "notosanssymbols", "notosansmath", "segoeuisymbol", "dejavusans"},
}

func init() { families[language.Katakana] = families[language.Hiragana] }

// ownFonts are the fonts that the program brings; that they can be read a test holds.
var ownFonts = sync.OnceValue(func() (all [4]*font.Font) {
	for i, data := range [...][]byte{assets.FontRegular, assets.FontSigns, assets.FontBold, assets.FontSigns} {
		f, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			panic("assets: fonts: " + err.Error())
		}
		all[i] = f.Font
	}
	return all
})

func newLetters() *letters {
	fonts := ownFonts()
	l := &letters{ranked: map[wish][]*candidate{}, loaded: map[variant]*face{}, byFont: map[*font.Font]*face{}}
	l.own = []*face{{Face: font.NewFace(fonts[0]), name: "NotoSans-Regular"}, {Face: font.NewFace(fonts[1]), name: "NotoSansMath-Regular"}}
	l.ownBold = []*face{{Face: font.NewFace(fonts[2]), name: "NotoSans-Bold"}, {Face: font.NewFace(fonts[3]), name: "NotoSansMath-Bold", faint: true}}
	for _, f := range slices.Concat(l.own, l.ownBold) {
		l.byFont[f.Font] = f
	}
	return l
}

// SetScript is told the script of the characters asked for next.
func (l *letters) SetScript(s language.Script) { l.script = s }

// ResolveFace gives the face for a character; where none has it, ours, which draws a box.
func (l *letters) ResolveFace(r rune) *font.Face {
	f, _ := l.find(r)
	return f.Face
}

// find gives the face for a character of the script that was set, and false where no face
// has it.
func (l *letters) find(r rune) (*face, bool) {
	own := l.own
	if l.bold {
		own = l.ownBold
	}
	for _, f := range own {
		if _, ok := f.NominalGlyph(r); ok {
			return f, true
		}
	}
	for _, c := range l.candidates() {
		if c.bad || !c.print.Runes.Contains(r) {
			continue
		}
		if c.face == nil {
			c.face = l.load(c.print.Location)
		}
		if c.face == nil {
			c.bad = true
			continue
		}
		gid, ok := c.face.NominalGlyph(r)
		if !ok {
			continue
		}
		if _, drawn := c.face.GlyphDataOutline(gid); drawn { // not a picture of it
			return c.face, true
		}
	}
	return own[0], false
}

// load reads a face of the system; nil where it cannot be read.
func (l *letters) load(at fontscan.Location) *face {
	v := variant{at, l.bold}
	if f, ok := l.loaded[v]; ok {
		return f
	}
	l.loaded[v] = nil
	data, err := os.Open(at.File)
	if err != nil {
		return nil
	}
	defer data.Close()
	loaders, err := opentype.NewLoaders(data)
	if err != nil || int(at.Index) >= len(loaders) {
		return nil
	}
	read, err := font.NewFont(loaders[at.Index])
	if err != nil {
		return nil
	}
	description := read.Describe()
	f := &face{Face: font.NewFace(read), name: strings.ReplaceAll(description.Family, " ", "")}
	f.faint = l.bold && description.Aspect.Weight < font.WeightSemibold
	if f.faint && loaders[at.Index].HasTable(opentype.MustNewTag("fvar")) {
		f.SetVariations([]font.Variation{{Tag: opentype.MustNewTag("wght"), Value: float32(font.WeightBold)}})
		f.faint = len(f.Coords()) == 0
	}
	if l.bold {
		f.name += "-Bold"
	}
	l.loaded[v], l.byFont[read] = f, f
	return f
}

// candidates gives the system's faces, the best for the script that was set first.
func (l *letters) candidates() []*candidate {
	w := wish{l.script, l.han, l.bold}
	if all, ok := l.ranked[w]; ok {
		return all
	}
	if !l.looked {
		l.looked, l.system = true, systemFonts()
	}
	script := w.script
	if script == language.Han && w.han != 0 {
		script = w.han
	}
	all := make([]*candidate, 0, len(l.system))
	rank := map[*fontscan.Footprint]int{}
	for i := range l.system {
		p := &l.system[i]
		rank[p] = strangeness(p, families[script], w.bold)
		all = append(all, &candidate{print: p})
	}
	slices.SortFunc(all, func(a, b *candidate) int {
		return cmp.Or(rank[a.print]-rank[b.print], strings.Compare(a.print.Family, b.print.Family),
			strings.Compare(a.print.Location.File, b.print.Location.File), int(a.print.Location.Index)-int(b.print.Location.Index))
	})
	l.ranked[w] = all
	return all
}

// strangeness says how little a system's face suits: first its family counts, then its
// slant and width, then its weight.
func strangeness(p *fontscan.Footprint, wanted []string, bold bool) int {
	n := slices.Index(wanted, p.Family)
	if n < 0 {
		n = len(wanted)
		if !strings.HasPrefix(p.Family, "noto") {
			n++
		}
		for _, odd := range []string{"serif", "mono", "emoji", "nastaliq", "kufi", "display"} {
			if strings.Contains(p.Family, odd) {
				n += 2
			}
		}
	}
	if p.Aspect.Style == font.StyleItalic {
		n += 20
	}
	if p.Aspect.Stretch != font.StretchNormal && p.Aspect.Stretch != 0 {
		n += 10
	}
	weight := font.WeightNormal
	if bold {
		weight = font.WeightBold
	}
	off := int(p.Aspect.Weight - weight)
	return n*1000 + max(off, -off)
}

// silence keeps fontscan's remarks out of the program's log.
type silence struct{}

func (silence) Printf(string, ...any) {}

// systemFonts gives what is known of the system's fonts; nothing where they cannot be
// listed, since a document with our own letters alone is better than none.
func systemFonts() []fontscan.Footprint {
	all, err := fontscan.SystemFonts(silence{}, fontIndex())
	if err != nil {
		return nil
	}
	return all
}

// fontIndex gives the folder in which the list of the system's fonts is kept between runs,
// or until the computer is restarted where the user has none.
func fontIndex() string {
	if dir, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(dir, "rollbook")
		if os.MkdirAll(dir, 0o755) == nil {
			return dir
		}
	}
	return os.TempDir()
}
