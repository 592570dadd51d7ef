package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rollbook/model"
	"rollbook/model/fold"
)

// address form is a word that stands before or behind a name and is no part of it.
type addressForm struct {
	title  string    // that is kept: "Dr."; "" of one that only says the sex
	sex    model.Sex // that it says
	dotted bool      // without a full stop behind it, it is a name as often
	pair   string    // it says the sex only where the list has one of the other sex of the same tongue
}

// Tongues of forms that say the sex only beside their like: "M." may be an initial, "Sr."
// a sister, السيد a given name, Fr. a father.
const (
	french  = "french"
	spanish = "spanish"
	german  = "german"
	arab    = "arabic"
)

// forms are the forms of address, in small letters without full stops.
var forms = func() map[string]addressForm {
	all := map[string]addressForm{}
	add := func(form addressForm, words string) {
		for word := range strings.SplitSeq(words, "|") {
			all[word] = form
			if plain := fold.Text(word); plain != "ba" && plain != "ong" { // which are names
				all[plain] = form
			}
		}
	}
	add(addressForm{sex: model.Male}, "mr|mister|monsieur|señor|signor|sig|herr|г-н|господин|гн|shri|meneer|dhr|ông|นาย|លោក|ທ້າວ|senhor")
	add(addressForm{sex: model.Female}, "ms|mrs|miss|madam|mme|madame|mlle|mademoiselle|mmes|sra|srta|señora|señorita|signora|signorina|sig.ra|frau|fräulein|г-жа|госпожа|гжа|smt|mevrouw|mevr|mw|bà|นาง|นางสาว|น.ส|លោកស្រី|ນາງ|السيدة|سيدة|الانسة|الآنسة|انسة|senhora|senhorita|dña|doña")
	add(addressForm{}, "mx|คุณ|ທ່ານ")
	add(addressForm{sex: model.Male, dotted: true, pair: french}, "m")
	add(addressForm{sex: model.Male, pair: spanish}, "sr")
	add(addressForm{sex: model.Male, dotted: true, pair: spanish}, "d|don")
	add(addressForm{sex: model.Male, dotted: true}, "hr")
	add(addressForm{sex: model.Female, dotted: true, pair: german}, "fr")
	add(addressForm{sex: model.Male, pair: arab}, "السيد|سيد")
	for title, words := range map[string]string{
		"Dr.": "dr|doctor|docteur|doktor|д-р|доктор|dott|dra|drs|الدكتور|دكتور|الدكتورة|دكتورة|dott.ssa", "Prof.": "prof|professor|professeur|profesor|profesora|profa|профессор|проф",
		"H.E.": "he|h.e|his excellency|her excellency|معالي|سعادة|его превосходительство|ее превосходительство", "S.E.": "se|s.e|son excellence|su excelencia|sua excelência|s.exc|s.em",
		"Amb.": "amb|ambassador|ambassadeur|embajador|embajadora|посол|السفير|السفيرة|سعادة السفير", "Rt. Hon.": "rt hon|right honourable|the right honourable",
	} {
		add(addressForm{title: title}, words)
	}
	for title, words := range map[string]string{
		"Hon.": "hon|honourable|honorable|the honourable|the hon", "Eng.": "eng|engr", "Ing.": "ing", "Rev.": "rev", "Lic.": "lic|licda", "Arch.": "arch|arq", "Atty.": "atty", "Gen.": "gen", "Col.": "col", "Lt.": "lt", "Maj.": "maj", "Capt.": "capt|cpt",
		"Brig.": "brig", "Cdr.": "cdr", "Sgt.": "sgt", "Mtro.": "mtro", "Mtra.": "mtra", "Sen.": "sen", "Assoc.": "assoc|asst", "Dipl.": "dipl", "Mag.": "mag", "Adv.": "adv", "GS.": "gs", "TS.": "ts", "ThS.": "ths", "PGS.": "pgs",
		"د.": "د", "أ.": "أ", "م.": "م", "أ.د.": "أ.د",
	} {
		add(addressForm{title: title, dotted: true}, words)
	}
	add(addressForm{title: "Sir", sex: model.Male}, "sir")
	add(addressForm{title: "Dame", sex: model.Female}, "dame")
	for _, his := range []string{"his excellency", "son excellence monsieur"} {
		all[his] = addressForm{title: "H.E.", sex: model.Male}
	}
	all["her excellency"] = addressForm{title: "H.E.", sex: model.Female}
	return all
}()

// behindNames are forms that stand behind a name of at least so many signs, written together
// with it or apart.
var behindNames = []struct {
	word  string
	form  addressForm
	least int
}{
	{"先生", addressForm{sex: model.Male}, 1}, {"女士", addressForm{sex: model.Female}, 1}, {"小姐", addressForm{sex: model.Female}, 1}, {"太太", addressForm{sex: model.Female}, 1},
	{"教授", addressForm{title: "教授"}, 2}, {"博士", addressForm{title: "博士"}, 2}, {"閣下", addressForm{title: "閣下"}, 2}, {"阁下", addressForm{title: "阁下"}, 2},
	{" 씨", addressForm{}, 2}, {" 님", addressForm{}, 2}, {" 귀하", addressForm{}, 2}, {" 교수", addressForm{title: "교수"}, 2}, {" 박사", addressForm{title: "박사"}, 2},
	{"씨", addressForm{}, 3}, {"님", addressForm{}, 3}, {"様", addressForm{}, 2}, {"さん", addressForm{}, 2},
}

// formsHeld says which forms of address a list has, which tells those that may be something
// else.
type formsHeld struct {
	women map[string]bool // tongues in which it has forms for women
	men   map[string]bool // and for men that say so by themselves
	m     bool            // most names begin with "M."
}

// womenOf are the tongues of forms for women.
var womenOf = map[string]string{"mme": french, "mlle": french, "madame": french, "mademoiselle": french, "mmes": french, "sra": spanish, "srta": spanish, "señora": spanish, "senora": spanish, "señorita": spanish, "senorita": spanish, "dña": spanish, "doña": spanish, "senhora": spanish,
	"السيدة": arab, "سيدة": arab, "الانسة": arab, "الآنسة": arab, "انسة": arab}

// look finds out which forms texts have; m is the number of those that begin with "M.".
func (h *formsHeld) look(text string) (m bool) {
	for range 4 {
		word, dot, after := firstForm(text)
		if word == "" {
			return m
		}
		if tongue := womenOf[word]; tongue != "" {
			h.women[tongue] = true
		}
		if (word == "herr" || word == "hr") && (dot || word == "herr") {
			h.men[german] = true
		}
		if word == "m" && dot {
			m = true
		}
		text = after
	}
	return m
}

// says gives the sex that a form says in a list, and whether it is taken off a name.
func (h *formsHeld) says(word string, form addressForm) (sex model.Sex, off bool) {
	switch {
	case form.pair == "":
		return form.sex, true
	case form.pair == german:
		return form.sex, h.men[german]
	case h.women[form.pair]:
		return form.sex, true
	case word == "m":
		return model.NotStated, h.m
	}
	return model.NotStated, word == "sr"
}

// firstForm gives the form of address that a text begins with, in small letters, whether a
// full stop ends it, and what follows; "" where it begins with none.
func firstForm(text string) (word string, dot bool, after string) {
	end := strings.IndexAny(text, ". ")
	if end < 0 {
		end = len(text)
	}
	if end == 0 || end > 30 {
		return "", false, ""
	}
	word = strings.ToLower(text[:end])
	dot = end < len(text) && text[end] == '.'
	after = strings.TrimLeft(strings.TrimPrefix(text[end:], "."), " ")
	switch word {
	case "h", "s": // "H.E.", "S. E.", "S.E.M."
		if !dot || after == "" || after[0] != 'E' && after[0] != 'e' || len(after) > 1 && after[1] != '.' && after[1] != ' ' {
			return "", false, ""
		}
		return word + "e", true, strings.TrimLeft(after[1:], ". ")
	case "sig", "dott", "أ", "น": // "Sig.ra", "Dott.ssa", "أ.د."
		for _, ending := range []string{"ra ", "ra.", "ssa ", "ssa.", "د.", "ส."} {
			if rest, ok := strings.CutPrefix(after, ending); ok {
				return word + "." + strings.TrimRight(ending, ". "), true, strings.TrimLeft(rest, " ")
			}
		}
	case "his", "her", "son", "su", "sua", "the", "rt", "right", "его", "ее", "سعادة":
		if second, rest, _ := strings.Cut(after, " "); second != "" {
			two := word + " " + strings.TrimRight(strings.ToLower(second), ".")
			if _, ok := forms[two]; ok {
				return two, true, strings.TrimLeft(rest, " ")
			}
			if third, rest, _ := strings.Cut(rest, " "); third != "" {
				if three := two + " " + strings.ToLower(third); forms[three].title != "" {
					return three, true, rest
				}
			}
		}
	}
	if _, ok := forms[word]; !ok {
		return "", false, ""
	}
	return word, dot, after
}

// splitTitle takes forms of address off a name: "H.E. Ms. Ana Lupe", "王伟先生".
func (h *formsHeld) splitTitle(name string) (title, rest string, sex model.Sex) {
	for {
		word, dot, after := firstForm(name)
		form := forms[word]
		if word == "" || after == "" || form.dotted && !dot || len(word) == 2 && (word == "he" || word == "se") && !dot && !h.titled(after) {
			break
		}
		says, off := h.says(word, form)
		if !off {
			break
		}
		title = strings.TrimSpace(title + " " + form.title)
		if says != model.NotStated {
			sex = says
		}
		name = after
	}
	last, _ := utf8.DecodeLastRuneInString(name)
	if !unicode.In(last, unicode.Han, unicode.Hangul, unicode.Hiragana) {
		return title, name, sex
	}
	for _, b := range behindNames {
		before, ok := strings.CutSuffix(name, b.word)
		if before = strings.TrimSpace(before); !ok || utf8.RuneCountInString(before) < b.least {
			continue
		}
		if b.form.sex != model.NotStated {
			sex = b.form.sex
		}
		return strings.TrimSpace(title + " " + b.form.title), before, sex
	}
	return title, name, sex
}

// titled says whether a text begins with a form of address.
func (h *formsHeld) titled(text string) bool {
	_, rest, _ := h.splitTitle(text)
	return rest != text
}

// readSalutation reads a cell of a column of forms of address: "Ms.", "Prof. Dr.". What it
// does not know is kept as a title. Known is false where it knows none of it.
func (h *formsHeld) readSalutation(text string) (title string, sex model.Sex, known bool) {
	if nothing(text) {
		return "", model.NotStated, true
	}
	for _, b := range behindNames {
		if strings.TrimSpace(b.word) == text {
			return b.form.title, b.form.sex, true
		}
	}
	rest := strings.TrimSpace(strings.NewReplacer("(", " ", ")", " ", "،", " ", ",", " ").Replace(text))
	known = true
	var sexes [2]bool
	for rest != "" {
		word, _, after := firstForm(rest)
		form, ok := forms[word]
		if !ok {
			one, more, _ := strings.Cut(rest, " ")
			if strings.Contains(one, "/") { // "Mr/Ms"
				for part := range strings.SplitSeq(one, "/") {
					_, of, _ := h.readSalutation(part)
					sexes[0], sexes[1] = sexes[0] || of == model.Female, sexes[1] || of == model.Male
				}
			} else {
				title, known = strings.TrimSpace(title+" "+one), false
			}
			rest = strings.TrimSpace(more)
			continue
		}
		of, _ := h.says(word, form)
		sexes[0], sexes[1] = sexes[0] || of == model.Female, sexes[1] || of == model.Male
		title = strings.TrimSpace(title + " " + form.title)
		rest = after
	}
	switch {
	case sexes[0] && !sexes[1]:
		sex = model.Female
	case sexes[1] && !sexes[0]:
		sex = model.Male
	}
	return title, sex, known
}
