package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"rollbook/model"
	"rollbook/model/fold"
)

// Doubt says that a text may mean several things, or nothing that a list can hold: people
// are asked.
type Doubt struct {
	Reason  string
	Choices []string // texts that would do, likeliest first
}

// Error gives the reason.
func (d *Doubt) Error() string { return d.Reason }

// bound is what the words around a number make of it.
type bound uint8

const (
	plainly bound = iota
	roughly       // about 9
	noLess        // over 90
	noMore        // up to 10
)

// Words before and behind numbers, in the languages lists come in; those that are written
// together with the number are among them.
var (
	before = bounds(map[bound]string{
		roughly: "~|≈|≃|∼|～|±|+/-|c.|c|ca.|ca|cca|circa|about|abt|abt.|approx.|approx|approximately|around|roughly|some|nearly|almost|est.|est|estimated|an estimated|in the order of|" +
			"environ|env.|près de|à peu près|presque|quelque|une|unos|unas|cerca de|casi|alrededor de|aprox.|aprox|aproximadamente|aproximado|" +
			"около|ок.|примерно|приблизительно|прибл.|порядка|почти|约|約|大约|大約|大概|将近|近|حوالي|نحو|قرابة|زهاء|ما يقارب|تقريبا|약|대략|거의|어림잡아|" +
			"etwa|ungefähr|rund|zirka|fast|perto de|quase|por volta de|quasi|all’incirca|intorno a|yaklaşık|sekitar|khoảng",
		noLess: ">|>=|=>|≥|⩾|＞|over|more than|at least|no less than|no fewer than|not less than|not fewer than|min.|min|minimum|upwards of|above|in excess of|exceeding|" +
			"plus de|au moins|pas moins de|au minimum|más de|mas de|al menos|por lo menos|no menos de|como mínimo|mínimo|más|" +
			"более|больше|свыше|не менее|не меньше|минимум|от|超过|超過|至少|不少于|不低于|多于|逾|أكثر من|ما لا يقل عن|على الأقل|يزيد على|يزيد عن|لا يقل عن|적어도|최소|최소한|" +
			"mehr als|über|mindestens|wenigstens|mais de|pelo menos|no mínimo|oltre|più di|almeno|hơn|lebih dari",
		noMore: "<|<=|=<|≤|⩽|＜|under|below|less than|fewer than|up to|at most|no more than|not more than|max.|max|maximum|not exceeding|" +
			"moins de|jusqu’à|jusqu'à|au plus|au maximum|hasta|menos de|como máximo|máximo|a lo sumo|no más de|" +
			"до|менее|меньше|не более|не больше|максимум|不到|不足|少于|至多|最多|不超过|低于|أقل من|حتى|ما لا يزيد عن|لا يزيد عن|على الأكثر|최대|많아야|" +
			"weniger als|bis zu|höchstens|maximal|unter|até|no máximo|fino a|meno di|al massimo",
	})
	behind = bounds(map[bound]string{
		roughly: "approx.|approx|approximately|about|circa|ca.|est.|est|estimated|estimate|estimates|or so|odd|-odd|~|±|environ|estimé|estimés|estimation|aproximadamente|aprox.|aprox|estimado|" +
			"примерно|приблизительно|приблиз.|оценка|左右|上下|前后|تقريبا|정도|가량|쯤|내외|안팎|추정|어림|geschätzt|circa|estimativa|stima",
		noLess: "+|+ more|plus|or more|and more|or over|and over|and above|at least|minimum|min.|et plus|ou plus|au moins|o más|y más|e mais|ou mais|und mehr|oder mehr|o più|и более|или более|и больше|" +
			"以上|余|餘|多|有余|이상|여|فأكثر|أو أكثر|على الأقل",
		noMore: "or less|or fewer|at most|max.|max|maximum|ou moins|au plus|o menos|ou menos|oder weniger|o meno|и менее|или менее|以下|以内|以內|未満|未滿|이하|미만|까지|이내|أو أقل|فأقل|على الأكثر",
	})
)

// units may stand behind a number and add nothing to it.
var units = longestFirst("people|persons|person|participants|participant|trainees|trainee|pax|attendees|delegates|countries|country|states|member states|events|event|workshops|activities|in total|total|" +
	"personnes|pers.|participants|stagiaires|pays|événements|activités|personas|participantes|países|eventos|actividades|человек|чел.|чел|участников|участника|стран|страны|страна|мероприятий|" +
	"人次|人|名|位|个国家|個國家|个|個|国|國|次|场|場|项|명|인|개국|개 국|개|개소|국|회|건|차례|شخصا|شخص|أشخاص|مشاركا|مشارك|مشاركين|دولة|دول|بلدا|بلدان|بلد|personen|teilnehmer|teilnehmende|länder|pessoas|persone|partecipanti")

// worded is a way of writing a bound.
type worded struct {
	word string
	says bound
}

func bounds(of map[bound]string) []worded {
	var all []worded
	for says, words := range of {
		for _, word := range longestFirst(words) {
			all = append(all, worded{word, says})
		}
	}
	sortByLength(all, func(w worded) string { return w.word })
	return all
}

// Figure reads a whole number as people write it, and how certain it is: "1,248", "~100",
// "over 100", "1 200+". The error says what the text is instead; it is a *Doubt where there
// is a number that is not the one to keep: an upper bound, a range, a share.
func Figure(text string) (model.Figure, error) {
	if n, ok := plainDigits(text); ok {
		return model.Figure{Value: n}, nil
	}
	plain := plainNumber(text)
	says := plainly
	for {
		rest, is := stripped(plain)
		if rest == plain {
			break
		}
		plain, says = rest, stronger(says, is)
	}
	if n, rounded, ok := wholeNumber(plain); ok {
		if rounded {
			says = stronger(says, roughly)
		}
		return bounded(text, n, says)
	}
	return model.Figure{}, noFigure(text, plain)
}

// Number reads a whole number as people write it; approximate where it is not exact. The
// errors are those of Figure.
func Number(text string) (n int, approximate bool, err error) {
	f, err := Figure(text)
	return f.Value, f.Kind != model.Exact, err
}

// stronger gives of two bounds the one that leaves more open.
func stronger(a, b bound) bound { return max(a, b) }

// bounded gives a number as the words around it have it.
func bounded(text string, n int, says bound) (model.Figure, error) {
	switch says {
	case roughly:
		return model.Figure{Value: n, Kind: model.Approximate}, nil
	case noLess:
		return model.Figure{Value: n, Kind: model.AtLeast}, nil
	case noMore:
		choices := []string{fmt.Sprintf("≈ %d", n), fmt.Sprint(n)}
		if strings.Contains(text, "<") && !strings.Contains(text, "=") && n > 0 {
			choices[1] = fmt.Sprint(n - 1)
		}
		return model.Figure{}, &Doubt{"this says only what the number does not exceed; write the number, with ~ before it where it is not exact", choices}
	}
	return model.Figure{Value: n}, nil
}

// plainDigits reads nothing but a few digits, as most cells have them.
func plainDigits(text string) (n int, ok bool) {
	if len(text) == 0 || len(text) > 7 {
		return 0, false
	}
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, n <= model.MaxNumber
}

// plainNumber writes a text in small letters, digits as 0 to 9 and white space as spaces.
func plainNumber(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '٬', r == '，':
			return ','
		case r == '٫', r == '．':
			return '.'
		case r == '＋':
			return '+'
		case unicode.Is(unicode.Mn, r): // vowel signs: تقريباً
			return -1
		}
		return unicode.ToLower(r)
	}, composed(westernDigits(text)))
	return strings.TrimSpace(text)
}

// stripped takes one word before or behind a number off: of the bound, or the unit.
func stripped(text string) (rest string, says bound) {
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		return strings.TrimSpace(strings.TrimSuffix(inner, ")")), plainly
	}
	for _, w := range before {
		if rest, ok := strings.CutPrefix(text, w.word); ok && apart(w.word, rest, true) {
			return strings.TrimLeft(rest, " :"), w.says
		}
	}
	bare, bracketed := text, false
	if open := strings.LastIndexByte(text, '('); open > 0 && strings.HasSuffix(text, ")") {
		bare, bracketed = text[open+1:len(text)-1], true
		for _, words := range [][]worded{behind, before} {
			for _, w := range words {
				if bare == w.word {
					return strings.TrimSpace(text[:open]), w.says
				}
			}
		}
	}
	for _, w := range behind {
		if rest, ok := strings.CutSuffix(text, w.word); ok && !bracketed && rest != "" && apart(w.word, rest, false) {
			return strings.TrimRight(rest, " ,"), w.says
		}
	}
	for _, unit := range units {
		if rest, ok := strings.CutSuffix(text, unit); ok && rest != "" && apart(unit, rest, false) {
			return strings.TrimRight(rest, " "), plainly
		}
	}
	return text, plainly
}

// apart says whether a word ends where the rest begins (first), or begins where it ends.
func apart(word, rest string, first bool) bool {
	edge := func(s string, atEnd bool) rune {
		r := []rune(s)
		switch {
		case len(r) == 0:
			return ' '
		case atEnd:
			return r[len(r)-1]
		}
		return r[0]
	}
	a, b := edge(word, first), edge(rest, !first)
	spaced := func(r rune) bool { return unicode.IsLetter(r) && !unicode.In(r, unicode.Han, unicode.Hangul) }
	return !spaced(a) || !spaced(b)
}

var (
	grouped = regexp.MustCompile(`^\d{1,3}(?:[ ,.'’‘·_]\d{3})+$`)
	indian  = regexp.MustCompile(`^\d{1,2}(?:,\d{2})+,\d{3}$`)
	noCents = regexp.MustCompile(`^(.*\d)[.,]0{1,2}$`)
	rounded = regexp.MustCompile(`^(\d+(?:[.,]\d+)?) ?(k|mil|тыс\.?|천|千|만|万|萬|ألف|آلاف)$`)
	spoken  = regexp.MustCompile(`^[〇零一二三四五六七八九十百千两兩]+$`)
)

var thousands = map[string]float64{"k": 1000, "mil": 1000, "тыс": 1000, "тыс.": 1000, "천": 1000, "千": 1000, "ألف": 1000, "آلاف": 1000, "만": 10_000, "万": 10_000, "萬": 10_000}

// wholeNumber reads a number without words, its thousands apart or together. "1.2k" says
// itself that it was rounded.
func wholeNumber(text string) (n int, isRounded, ok bool) {
	if m := noCents.FindStringSubmatch(text); m != nil {
		point := text[len(m[1]) : len(m[1])+1]
		if !strings.ContainsAny(m[1], ".,") || grouped.MatchString(m[1]) && !strings.Contains(m[1], point) {
			text = m[1]
		}
	}
	if grouped.MatchString(text) || indian.MatchString(text) {
		text = digitsOf(text)
	}
	if m := rounded.FindStringSubmatch(text); m != nil {
		f, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", "."), 64)
		f *= thousands[m[2]]
		return int(f), true, err == nil && f == float64(int(f)) && f <= model.MaxNumber
	}
	if spoken.MatchString(text) {
		n, ok := chineseNumber(text)
		return n, false, ok
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f != float64(int(f)) || f < 0 || f > model.MaxNumber || strings.ContainsAny(text, "xXpPeE_") {
		return 0, false, false
	}
	return int(f), false, true
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// chineseNumber reads 三十五 and 二〇〇.
func chineseNumber(text string) (int, bool) {
	digits := map[rune]int{'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	tens := map[rune]int{'十': 10, '百': 100, '千': 1000}
	total, digit, placed := 0, -1, false
	positional := !strings.ContainsAny(text, "十百千")
	for _, r := range text {
		switch {
		case positional:
			total = total*10 + digits[r]
		case tens[r] > 0:
			total += max(digit, 1) * tens[r]
			if digit < 0 && placed && r != '十' {
				return 0, false
			}
			digit, placed = -1, true
		default:
			digit = digits[r]
		}
	}
	if !positional && digit > 0 {
		total += digit
	}
	return total, total <= model.MaxNumber
}

var (
	rangeOf  = regexp.MustCompile(`^(?:between |entre |от |von |de |من )?(\d[\d ,.]*?) ?(?:-|–|—|‒|~|～|to|and|à|et|a|y|bis|und|до|至|到|إلى|에서|내지|\.\.+) ?(\d[\d ,.]*?)(?: ?명| ?人| ?名)?$`)
	shareOf  = regexp.MustCompile(`\d ?(?:%|٪|％|percent|per cent|pour cent|por ciento|процент\pL*|퍼센트)$`)
	negative = regexp.MustCompile(`^[-−–]\s*\d+$`)
)

// noFigure says what a text is that is no number to keep.
func noFigure(text, plain string) error {
	whole := plainNumber(text)
	switch m := rangeOf.FindStringSubmatch(whole); {
	case shareOf.MatchString(whole):
		return &Doubt{"this is a share, not a number; write the number of people", nil}
	case negative.MatchString(whole):
		return fmt.Errorf("a number of people cannot be negative")
	case m != nil:
		low, _, one := wholeNumber(m[1])
		high, _, other := wholeNumber(m[2])
		if one && other && low < high {
			return &Doubt{"this is a range; write one number, with ≥ or ~ before it where it is not exact", []string{fmt.Sprintf("≥ %d", low), fmt.Sprintf("≈ %d", (low+high+1)/2)}}
		}
	}
	if grouped.MatchString(plain) {
		plain = digitsOf(plain)
	}
	if f, err := strconv.ParseFloat(strings.ReplaceAll(plain, ",", "."), 64); err == nil {
		if f > model.MaxNumber {
			return fmt.Errorf("%s cannot be right", plain)
		}
		return fmt.Errorf("this is not a whole number")
	}
	return fmt.Errorf("this is not a number; write figures, with ~ before them where they are not exact")
}

// nothing says whether a cell says that there is nothing to say.
func nothing(text string) bool { return fold.Nothing(text) }

var yesWords = words("yes y true 1 x ✓ ✔ oui o vrai si sí s verdadero да д 是 对 نعم 예 네 o○ ja sim")
var noWords = words("no n false 0 non faux falso нет н 否 لا 아니오 아니요 nein não")

// readYes reads a yes or no; nothing means no.
func readYes(text string) (bool, error) {
	key := fold.Text(text)
	switch {
	case nothing(text), noWords[key]:
		return false, nil
	case yesWords[key]:
		return true, nil
	}
	return false, fmt.Errorf("write yes or no")
}

func words(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[fold.Text(w)] = true
	}
	return set
}
