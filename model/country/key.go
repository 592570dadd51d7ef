package country

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rollbook/model/fold"
)

// joining words carry nothing by themselves: articles and words such as "and" and "of", in
// the languages names come in.
var joining = set("the of and et y und de du des d l la le les el los las del da do das dos der die das il lo gli и و")

// oneWord are the ways in which one word of countries' names is written, folded; in more
// than one language where the names are alike but for it.
var oneWord = spelled(map[string]string{
	"saint":           "st ste sainte sankt sint",
	"islands":         "is isl isls island islas isla iles ile ilhas ilha inseln insel isole isola",
	"republic":        "rep repub republique republica republik repubblica republiek republika",
	"democratic":      "dem democr democratique democratica demokratische demokratik demokratische",
	"peoples":         "people populaire popular popolare",
	"kingdom":         "kingd royaume reino konigreich regno koninkrijk kongeriket konungariket",
	"state":           "etat estado staat stato",
	"states":          "etats estados staaten stati",
	"federal":         "fed federated federation federale federative federes federados federacion federacao federativa bundesrepublik",
	"islamic":         "islamique islamica islamische",
	"arab":            "arabe arabische araba arabic",
	"socialist":       "socialiste socialista sozialistische",
	"north":           "nord norte norden",
	"south":           "sud sur sul suden",
	"union":           "unione uniao",
	"острова":         "ова о-ва",
	"республика":      "респ республики",
	"демократическая": "демократической демократ",
})

// shortWords are words of countries' names as they are shortened, with what each may stand
// for. Letters with dots are one word here: "D.P.R." is dpr.
var shortWords = map[string][]string{
	"n": {"north", "northern", "new", "nouvelle", "nueva", "nova"}, "s": {"south", "southern", "san", "sao", "sierra", "saudi"}, "e": {"", "east", "eastern", "equatorial"}, "w": {"west", "western"},
	"nth": {"north", "northern"}, "sth": {"south", "southern"}, "r": {"republic"}, "d": {"democratic"}, "p": {"peoples", "principe"},
	"dr": {"democratic republic"}, "rd": {"democratic republic"}, "dpr": {"democratic peoples republic"}, "rpd": {"democratic peoples republic"}, "pdr": {"peoples democratic republic"},
	"rdp": {"peoples democratic republic"}, "pr": {"peoples republic"}, "rp": {"peoples republic"}, "rb": {"bolivarian republic"}, "ir": {"islamic republic"}, "ri": {"islamic republic"},
	"ar": {"arab republic"}, "ra": {"arab republic"}, "ur": {"united republic"}, "ru": {"united republic"}, "sr": {"socialist republic"}, "rs": {"socialist republic"}, "ps": {"plurinational state"},
	"ep": {"plurinational state"}, "fs": {"federal states"}, "ef": {"federal states"}, "fr": {"federal republic", "french"}, "rf": {"federal republic"}, "sts": {"states"}, "saint": {"states"}, // "Fed. St."
	"sar": {"special administrative region"}, "ras": {"region administrative speciale"}, "rae": {"region administrativa especial"}, "u": {"united"}, "un": {"united"}, "utd": {"united"}, "united": {"unis", "unidos"}, "isld": {"islands"},
	"terr": {"territory", "territories"}, "afr": {"africa", "african"}, "am": {"america", "american"}, "amer": {"america", "american"}, "cent": {"central"}, "centr": {"central"}, "c": {"central"},
	"eq": {"equatorial"}, "equat": {"equatorial"}, "gren": {"grenadines"}, "grens": {"grenadines"}, "nev": {"nevis"}, "barb": {"barbuda"}, "bar": {"barbuda"}, "trin": {"trinidad"}, "tob": {"tobago"},
	"herz": {"herzegovina"}, "herzeg": {"herzegovina"}, "herceg": {"herzegovina"}, "h": {"herzegovina"}, "brit": {"british"}, "br": {"british"}, "guin": {"guinea"}, "sol": {"solomon"}, "marsh": {"marshall"},
	"plur": {"plurinational"}, "boliv": {"bolivarian"}, "soc": {"socialist"}, "isl": {"islamic"}, "islands": {"islamic"}, "micr": {"micronesia"}, "phil": {"philippines"}, "emir": {"emirates"}, "ems": {"emirates"},
	"g": {"guinea", "great"}, "gr": {"great"}, "gt": {"great"}, "i": {"islands"}, "t": {"timor"}, "k": {"kingdom"}, "dom": {"dominican"}, "est": {"est", "state"}, "bol": {"bolivarian"}, "nlle": {"nouvelle"}, "nvelle": {"nouvelle"}, "gd": {"grand"}, "ю": {"южная"}, "юж": {"южная"}, "с": {"северная"}, "сев": {"северная"}, "р": {"республика"}, "рес": {"республика"}, "соед": {"соединенные"},
	"dar": {"darussalam"}, "sfr": {"socialist federal republic"}, "neth": {"netherlands"}, "ex": {""}, "former": {""}, "formerly": {""}, "us": {"united states"}, "uk": {"united kingdom"}, "caled": {"caledonia"}, "zeal": {"zealand"}, "pap": {"papua"}, "leo": {"leone"}, "sao": {"sao"},
}

// formWords are words of the long forms of names, which say what kind of state it is.
var formWords = set("republic kingdom state states federal democratic peoples islamic socialist union principality sultanate commonwealth independent sovereign plurinational bolivarian hashemite cooperative " +
	"emirate duchy grand oriental dominion arab principaute principado sultanat sultanato duche ducado gran furstentum principato " +
	"республика королевство государство княжество султанат федеративная демократическая народная исламская социалистическая федерация союз " +
	"공화국 왕국 연방 민주공화국 인민민주공화국 사회주의공화국 사회주의 연방공화국 민주 인민 이슬람 공국 جمهوريه مملكه دوله اماره سلطنه اتحاد الاسلاميه اسلاميه ديمقراطيه شعبيه")

// formEndings are such words where they are written together with the name.
var formEndings = []string{"인민민주공화국", "민주인민공화국", "사회주의공화국", "연방공화국", "이슬람공화국", "민주공화국", "공화국", "왕국", "연방", "联邦民主共和国", "社会主义共和国", "人民民主共和国", "民主共和国", "人民共和国", "伊斯兰共和国", "共和国", "共和國", "王国", "王國"}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

func spelled(of map[string]string) map[string]string {
	all := map[string]string{}
	for word, ways := range of {
		for _, way := range strings.Fields(ways) {
			all[way] = word
		}
	}
	return all
}

// split gives the words of a text in the form in which names are compared: folded, single
// letters that follow each other as one word ("D.R." is dr), each word in one way of
// writing it, joining ones left out.
func split(text string) []string {
	text = strings.NewReplacer("L'", "", "l'", "", "L’", "", "l’", "", "D'", "", "d'", "", "D’", "", "d’", "").Replace(atWords(text))
	raw := merged(fold.Words(text))
	kept := make([]string, 0, len(raw))
	for _, w := range raw {
		if joining[w] {
			continue
		}
		if one := oneWord[w]; one != "" {
			w = one
		}
		kept = append(kept, arabic(w))
	}
	if len(kept) == 0 {
		return raw
	}
	return kept
}

// atWords keeps the apostrophes of elided articles and takes the others out: "l'Inde", but
// "Vaud'ois" is one word.
func atWords(text string) string {
	if !strings.ContainsAny(text, "'’") {
		return text
	}
	runes := []rune(text)
	kept := runes[:0]
	for i, r := range runes {
		if (r == '\'' || r == '’') && !(i >= 1 && strings.ContainsRune("lLdD", runes[i-1]) && (i == 1 || strings.ContainsRune(" (,-/", runes[i-2]))) {
			continue
		}
		kept = append(kept, r)
	}
	return string(kept)
}

// merged writes single Latin letters that follow each other as one word.
func merged(words []string) []string {
	single := func(w string) bool { return len(w) == 1 && w[0] >= 'a' && w[0] <= 'z' }
	var all []string
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && single(words[j]) {
			j++
		}
		if j-i >= 2 {
			all = append(all, strings.Join(words[i:j], ""))
			i = j
			continue
		}
		all = append(all, words[i])
		i++
	}
	return all
}

// arabic writes an Arabic word without its article and with the endings that people write
// in two ways as one.
func arabic(w string) string {
	if len(w) < 2 || w[0] < 0xd8 || w[0] > 0xdb {
		return w
	}
	if rest, ok := strings.CutPrefix(w, "ال"); ok && utf8.RuneCountInString(rest) >= 3 {
		w = rest
	}
	return strings.NewReplacer("ة", "ه", "ى", "ي", "ک", "ك", "ی", "ي").Replace(w)
}

// glue writes words together, which makes Hong Kong and Hongkong one.
func glue(words []string) string { return strings.Join(words, "") }

// glueSorted does so in alphabetical order: "Korea, Republic of".
func glueSorted(words []string) string {
	words = slices.Clone(words)
	slices.Sort(words)
	return "\x00" + strings.Join(words, " ")
}

// variants gives what words may be with the shortened ones written out, at most a few.
func variants(words []string) [][]string {
	all := [][]string{nil}
	changed := false
	for i, w := range words {
		ways := shortWords[w]
		if i == 0 && w == "e" {
			ways = ways[1:] // "E. Timor"
		}
		if len(ways) > 0 {
			changed = true
		}
		if len(ways) == 0 || w == "saint" || w == "islands" || w == "united" || w == "us" || w == "uk" || w == "isl" || w == "bar" || len(w) > 2 {
			ways = append([]string{w}, ways...)
		}
		if len(all)*len(ways) > 48 {
			ways = ways[:1]
		}
		var next [][]string
		for _, way := range ways {
			for _, start := range all {
				next = append(next, append(slices.Clone(start), strings.Fields(way)...))
			}
		}
		all = next
	}
	if !changed {
		return nil
	}
	return all
}

// core gives the words of a long form without those that say what kind of state it is.
func core(words []string) []string {
	var kept []string
	for _, w := range words {
		if !formWords[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 1 {
		for _, ending := range formEndings {
			if rest, ok := strings.CutSuffix(kept[0], ending); ok && utf8.RuneCountInString(rest) >= 2 {
				return []string{rest}
			}
		}
	}
	return kept
}
