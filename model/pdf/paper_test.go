package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
	"pgregory.net/rapid"

	"rollbook/assets"
	"rollbook/model"
	"rollbook/model/report"
)

func signIn(p Paper, o SignInOptions) func(io.Writer) error {
	return func(w io.Writer) error { return SignIn(context.Background(), w, p, o, nil) }
}

func badges(p Paper, o BadgeOptions) func(io.Writer) error {
	return func(w io.Writer) error { return Badges(context.Background(), w, p, o, nil) }
}

func certificates(p Paper, o CertificateOptions) func(io.Writer) error {
	return func(w io.Writer) error { return Certificates(context.Background(), w, p, o, nil) }
}

func TestThreeHundredSignOnceADay(t *testing.T) {
	p := paperOf(300)
	p.Roll.Attendees[7].Status = model.Withdrawn // K007 cancelled
	all := pages(t, written(t, signIn(p, SignInOptions{Blank: 5})), "-layout")
	codes := map[string]int{}
	for _, page := range all {
		inOrderIn(t, page, []string{"United Nations Project Office on Governance", "2026", "Code"})
		for _, code := range regexp.MustCompile(`\bK\d{3}\b`).FindAllString(page, -1) {
			codes[code]++
		}
	}
	if len(codes) != 299 || codes["K007"] != 0 {
		t.Errorf("%d people on the sheets", len(codes))
	}
	for code, n := range codes {
		if n != 2 { // days
			t.Errorf("%s stands %d times", code, n)
		}
	}
	text := strings.Join(all, "")
	inOrderIn(t, text, []string{"23 November 2026", "Day 1 morning", "Day 1 afternoon", "Also here", "300", "304", "24 November 2026", "Day 2 morning", "Day 2 afternoon"})
	// Each day is a paper of its own, with its own count of pages.
	if n := len(all) / 2; len(all)%2 != 0 || strings.Count(text, fmt.Sprintf("page %d of %d", n, n)) != 2 {
		t.Errorf("%d pages", len(all))
	}
}

func TestASheetASessionWhereAsked(t *testing.T) {
	p := paperOf(3)
	text := strings.Join(pages(t, written(t, signIn(p, SignInOptions{BySession: true, Sessions: []model.ID{2, 3}}))), "")
	inOrderIn(t, text, []string{"Day 1 afternoon", "Signature", "Day 2 morning", "Signature"})
	if strings.Contains(text, "Day 1 morning") || strings.Contains(text, "Day 2 afternoon") {
		t.Error("sheets for other sessions")
	}
	p.Roll.Sessions = nil
	text = strings.Join(pages(t, written(t, signIn(p, SignInOptions{}))), "")
	inOrderIn(t, text, []string{"23 November 2026", "Signature", "24 November 2026", "Signature"})
}

func TestHeadingsInEveryLanguage(t *testing.T) {
	for _, language := range Languages() {
		in := wordsIn(language)
		if in.language != language {
			t.Fatalf("%s has no words", language)
		}
		p := paperOf(2)
		p.Language, p.Second = language, "fr"
		words := []string{in.signIn, in.participants, in.name, in.country, in.organisation, in.position, in.role, in.code, in.sign, in.number, in.walkIns, in.page(1, 1), in.since(p.AsOf), in.people, in.came, in.countries, in.attended, in.noCountry, in.date("2026-02-03"), p.country("KHM")}
		if slices.Contains(words, "") {
			t.Errorf("%s lacks words: %q", language, words)
		}
		if len(Missing(words)) > 0 {
			t.Logf("no letters for %s here", language)
			continue
		}
		text := strings.Join(pages(t, written(t, signIn(p, SignInOptions{Blank: 1, BySession: true}))), "")
		text = strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "").Replace(text)
		for _, want := range []string{in.signIn, in.name, in.code, in.sign, in.walkIns, "Pays · Organisation", "Nom"} {
			if !strings.Contains(text, clean(want)) {
				t.Errorf("%q does not stand on the sheet in %s", want, language)
			}
		}
		written(t, func(w io.Writer) error { return Participants(context.Background(), w, p, false, nil) })
	}
}

func TestDaysAreWrittenOut(t *testing.T) {
	for language, want := range map[string]string{"en": "23–25 November 2026", "fr": "23 novembre 2026 – 25 novembre 2026", "es": "23 de noviembre de 2026 – 25 de noviembre de 2026",
		"ru": "23 ноября 2026 г. – 25 ноября 2026 г.", "zh": "2026年11月23日 – 2026年11月25日", "ko": "2026년 11월 23일 – 2026년 11월 25일", "xx": "23–25 November 2026"} {
		if got := wordsIn(language).span("2026-11-23", "2026-11-25"); got != want {
			t.Errorf("%s: %s", language, got)
		}
	}
}

func TestEverybodyHasABadge(t *testing.T) {
	for _, sheet := range LabelSheets() {
		p := paperOf(23)
		text := strings.Join(strings.Fields(strings.Join(pages(t, written(t, badges(p, BadgeOptions{Sheet: sheet, Skip: 1})), "-raw"), "")), " ")
		for _, a := range p.Roll.Attendees {
			if strings.Count(text, a.Code) != 1 {
				t.Errorf("%s: %s has %d badges", sheet.Name, a.Code, strings.Count(text, a.Code))
			}
		}
		inOrderIn(t, text, []string{"Aung San Su Kyi", "Myanmar", "Bang So-yeon", "Republic of Korea", "Khamla Sisouk", "Lao People's Democratic"})
	}
	text := strings.Join(pages(t, written(t, badges(paperOf(23), BadgeOptions{Only: []model.ID{1003}, Blank: 2}))), "")
	if strings.Count(text, "participant") != 1 || !strings.Contains(text, "Somsak Pinkaew") {
		t.Error("not the one asked for: ", text)
	}
	if err := badges(paperOf(0), BadgeOptions{})(io.Discard); model.CodeOf(err) != model.ENothing {
		t.Errorf("badges of nobody: %v", err)
	}
	written(t, badges(paperOf(0), BadgeOptions{Blank: 2}))
}

// A sheet of an activity without people has lines to sign; one of many days without
// sessions is made when every day is asked for. Thirty people stand on a page.
func TestSheetsOfNobodyOfManyDaysAndOfThirty(t *testing.T) {
	nobody := paperOf(0)
	text := strings.Join(pages(t, written(t, signIn(nobody, SignInOptions{}))), "")
	if !strings.Contains(text, "20") || strings.Contains(text, wordsIn("en").walkIns) {
		t.Errorf("a sheet of nobody reads:\n%s", text)
	}
	long := paperOf(3)
	long.Roll.Sessions = nil
	long.Roll.Activity.LastDay = long.Roll.Activity.FirstDay.Add(20)
	if err := signIn(long, SignInOptions{})(io.Discard); model.CodeOf(err) != model.EInvalid {
		t.Errorf("21 days without sessions: %v", err)
	}
	if all := pages(t, written(t, signIn(long, SignInOptions{EveryDay: true}))); len(all) != 21 {
		t.Errorf("21 days give %d pages", len(all))
	}
	thirty := paperOf(30)
	thirty.Roll.Sessions = thirty.Roll.Sessions[:1]
	for i := range thirty.Roll.Attendees {
		thirty.Roll.Attendees[i].Who.NativeName = "" // some scripts need higher lines
	}
	if all := pages(t, written(t, signIn(thirty, SignInOptions{}))); len(all) != 1 {
		t.Errorf("thirty people take %d pages", len(all))
	}
}

func TestLabelsLieOnTheirSheet(t *testing.T) {
	for _, s := range LabelSheets() {
		right := s.First[0] + s.Step[0]*float64(s.Columns-1) + s.Label[0]
		bottom := s.First[1] + s.Step[1]*float64(s.Rows-1) + s.Label[1]
		if s.Step[0] < s.Label[0] || s.Step[1] < s.Label[1] || right > s.Width || bottom > s.Height {
			t.Errorf("%s: labels reach to %v × %v", s.Name, right, bottom)
		}
		// Labels lie in the middle of their sheet, as sheets of labels are made.
		if middle := s.First[0] + right; middle != s.Width {
			t.Errorf("%s lies %v mm from the middle", s.Name, (middle-s.Width)/2)
		}
	}
}

func TestLongNamesFitTheirBadges(t *testing.T) {
	ts := newDocument(context.Background(), io.Discard, about{}, nil)
	word := rapid.StringMatching(`[A-Z][a-zéüñ]{1,18}`)
	rapid.Check(t, func(rt *rapid.T) {
		sheet := rapid.SampledFrom(LabelSheets()).Draw(rt, "sheet")
		text := func(name string, most int) string {
			return strings.Join(rapid.SliceOfN(word, 1, most).Draw(rt, name), " ")
		}
		a := model.Attendee{Who: model.Person{Name: text("name", 6), NativeName: text("native", 4)}, Registration: model.Registration{Country: "LAO", Organisation: text("organisation", 12), Code: "K7P3"}}
		b := badge{document: ts, paper: paperOf(0), w: sheet.Label[0] * mm, h: sheet.Label[1] * mm}
		const pad = 12
		top, foot := 40.0, b.h-pad-16
		taken := corner{b.w - pad - 50, b.h - pad - 60}
		texts, height := b.texts(a, 1, top, foot, pad, b.w-2*pad, taken)
		if top+height > foot+0.01 {
			rt.Errorf("%+v reaches to %.1f of %.1f", a, top+height, foot)
		}
		y := top
		for _, s := range texts {
			room := b.w - 2*pad
			if y+s.height() > taken.top-4 {
				room = taken.left - 8 - pad
			}
			if s.width() > room+0.1 {
				rt.Errorf("%+v is %.1f wide, in %.1f", a, s.width(), room)
			}
			y += s.height()
		}
	})
}

// picture draws the first page of a document.
func picture(t *testing.T, data []byte, dots int) image.Image {
	t.Helper()
	name := saved(t, data)
	poppler(t, "pdftoppm", "-r", fmt.Sprint(dots), "-singlefile", "-png", name, strings.TrimSuffix(name, ".pdf"))
	f, err := os.Open(strings.TrimSuffix(name, ".pdf") + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// What a phone sees on the badge is the code, module by module.
func TestTheCodeToScanIsTheCheckInCode(t *testing.T) {
	p := paperOf(1)
	p.Roll.Attendees[0].Code = "K7P3QX"
	card := LabelSheets()[3]
	const dots = 254 // an inch: 10 a millimetre
	img := picture(t, written(t, badges(p, BadgeOptions{Sheet: card})), dots)
	code, err := qr.Encode("K7P3QX", qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	dark := func(x, y float64) bool {
		r, g, b, _ := img.At(int(x*10), int(y*10)).RGBA()
		return r+g+b < 3*0x8000
	}
	side := card.Width * 0.26
	pad := card.Width * 0.07
	left, top := card.Width-pad-side, card.Height-pad-side-9*1.3/mm
	n := code.Bounds().Dx()
	for j := range n {
		for i := range n {
			r, _, _, _ := code.At(i, j).RGBA()
			x, y := left+(float64(i)+0.5)*side/float64(n), top+(float64(j)+0.5)*side/float64(n)
			if dark(x, y) != (r == 0) {
				t.Fatalf("module %d, %d is wrong", i, j)
			}
		}
	}
}

func TestCertificatesGoToThoseWhoCompleted(t *testing.T) {
	p := paperOf(10) // K000 and K005 missed half of it
	all := pages(t, written(t, certificates(p, CertificateOptions{Certificate: certificateOf()})))
	if len(all) != 8 {
		t.Fatalf("%d certificates", len(all))
	}
	inOrderIn(t, all[0], []string{"United Nations Project Office on Governance", "Certificate of Participation", "This is to certify that", "Aung San Su Kyi", "has completed",
		"Regional Workshop on Innovative Public Service Delivery in Asia and the Pacific", "in Nadi, Fiji, 23–24 November 2026.", "Bang So-yeon", "Head of Office"})
	text := strings.Join(all, "")
	for i := range 8 {
		if !strings.Contains(text, fmt.Sprintf("UNPOG/2026/%03d", i+1)) {
			t.Errorf("number %d is missing", i+1)
		}
	}
	for _, code := range []string{"RW-2026-04/K000", "RW-2026-04/K005"} {
		if strings.Contains(text, code) {
			t.Errorf("%s did not complete", code)
		}
	}
	if !strings.Contains(all[0], "RW-2026-04/K004") {
		t.Error("the first does not say where its record is")
	}
}

func TestACertificateKeepsItsNumberHoweverItIsAskedFor(t *testing.T) {
	o := CertificateOptions{Certificate: certificateOf(), Only: []model.ID{1003}, Numbers: map[model.ID]string{1004: "UNPOG/2026/017"}}
	issued, err := paperOf(10).issue(o)
	if err != nil || len(issued) != 1 {
		t.Fatal(issued, err)
	}
	o.Only = nil
	all, err := paperOf(10).issue(o)
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[model.ID]string{}
	for _, c := range all {
		numbers[c.ID] = c.number
	}
	if issued[0].number != numbers[1003] || numbers[1004] != "UNPOG/2026/017" {
		t.Error(issued[0].number, numbers)
	}
}

func TestCertificatesThatCannotBe(t *testing.T) {
	p := paperOf(1) // who missed half of it
	if err := certificates(p, CertificateOptions{Certificate: certificateOf()})(io.Discard); model.CodeOf(err) != model.ENothing {
		t.Error(err)
	}
	if err := certificates(paperOf(4), CertificateOptions{})(io.Discard); model.CodeOf(err) != model.EInvalid {
		t.Error(err)
	}
	c := certificateOf()
	c.Logo = assets.Icon[:len(assets.Icon)/2]
	if err := certificates(paperOf(4), CertificateOptions{Certificate: c})(io.Discard); model.CodeOf(err) != model.EUnreadable {
		t.Error(err)
	}
}

type closer struct{ bytes.Buffer }

func (*closer) Close() error { return nil }

func TestACertificateAFile(t *testing.T) {
	p := paperOf(6)
	p.Roll.Attendees[1].Who.Name = `Sim "Sov/annara" <x>`
	files := map[string]*closer{}
	create := func(name string) (io.WriteCloser, error) {
		files[name] = &closer{}
		return files[name], nil
	}
	done := 0
	if err := CertificatesApart(context.Background(), create, p, CertificateOptions{Certificate: certificateOf()}, func(n, _ int) { done = n }); err != nil {
		t.Fatal(err)
	}
	if len(files) != 4 || done != 4 {
		t.Fatal(files)
	}
	file := files["Sim -Sov-annara- -x- K001.pdf"]
	if file == nil {
		t.Fatal("the name of the file: ", files)
	}
	inOrderIn(t, pages(t, file.Bytes())[0], []string{`Sim "Sov/annara" <x>`, "RW-2026-04/K001"})
	wrong := fmt.Errorf("no such folder")
	if err := CertificatesApart(context.Background(), func(string) (io.WriteCloser, error) { return nil, wrong }, p, CertificateOptions{Certificate: certificateOf()}, nil); err != wrong {
		t.Error(err)
	}
}

func TestTheLogoStandsOnTheCertificate(t *testing.T) {
	c := certificateOf()
	c.Logo = assets.Icon
	img := picture(t, written(t, certificates(paperOf(2), CertificateOptions{Certificate: c})), 72)
	// The icon is blue; without it there is nothing at its place.
	r, _, b, _ := img.At(img.Bounds().Dx()/2-22, 80).RGBA()
	if b < 0x8000 || r > 0x4000 {
		t.Errorf("no logo: %x, %x", r, b)
	}
}

func TestTheListOfParticipantsKeepsContactsToItself(t *testing.T) {
	p := paperOf(40)
	all := pages(t, written(t, func(w io.Writer) error { return Participants(context.Background(), w, p, false, nil) }), "-layout")
	text := strings.Join(all, "")
	if strings.Contains(text, "@") {
		t.Error("there are contacts on it")
	}
	inOrderIn(t, text, []string{"List of participants", "Cambodia", "Deputy Director", "China", "Wang Xiaoming", "Myanmar", "Aung San Su Kyi", "Expected: 40 · Countries: "})
}

func TestTextsOfAPaperAreThoseOfTheRegister(t *testing.T) {
	all := paperOf(14).Texts()
	for _, want := range []string{"ស៊ីម សុវណ្ណារ៉ា", "Sim Sovannara", "Cambodia", "Day 1 morning", "Nadi, Fiji", "participant", "Deputy Director", "Ministry of Home Affairs"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is not among them", want)
		}
	}
}

// The pages as they look, with our own letters alone. After a change that is meant, look at
// the pictures that ROLLBOOK_PICTURES=1 writes, and keep them.
func TestPagesLookAsTheyDid(t *testing.T) {
	latin := paperOf(30)
	for i := range latin.Roll.Attendees {
		if who := &latin.Roll.Attendees[i].Who; !strings.HasPrefix(who.Name, "Olga") {
			who.NativeName = ""
		}
	}
	for name, write := range map[string]func(io.Writer) error{
		"report":       as(summary()),
		"table":        as(report.Document{Title: "A long list", Subtitle: "Everybody", Office: "Office", Wide: true, Blocks: longTable(12).Blocks}),
		"signin":       signIn(latin, SignInOptions{Blank: 3}),
		"badges":       badges(latin, BadgeOptions{}),
		"certificate":  certificates(latin, CertificateOptions{Certificate: certificateOf()}),
		"participants": func(w io.Writer) error { return Participants(context.Background(), w, latin, false, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			got := picture(t, written(t, write), 60)
			kept := filepath.Join("testdata", name+".png")
			if os.Getenv("ROLLBOOK_PICTURES") != "" {
				keep(t, kept, got)
			}
			same(t, kept, got)
		})
	}
}
