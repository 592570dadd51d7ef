package fold_test

import (
	"slices"
	"testing"

	"rollbook/model/fold"
)

func TestTextFoldsWhatPeopleDoNotType(t *testing.T) {
	for written, folded := range map[string]string{
		"Bañez": "banez", "Corazón": "corazon", "CÔTE": "cote", "Łukasz": "lukasz", "Søren": "soren",
		"Ａｌｉ": "ali", "İstanbul": "istanbul", "Straße": "strasse", "Nguyễn": "nguyen", "Đặng": "dang",
		"Ёлкин": "елкин", "مُحَمَّد": "محمد", "方": "方", "방소연": "방소연", "สมศักดิ์": "สมศักดิ์", "ສົມສັກ": "ສົມສັກ",
		"សុខា": "សុខា", "राम": "राम",
	} {
		if got := fold.Text(written); got != folded {
			t.Errorf("Text(%q) = %q, want %q", written, got, folded)
		}
	}
	if fold.Text("방") != fold.Text("\u1107\u1161\u11bc") {
		t.Error("a syllable and its jamo fold differently")
	}
}

func TestWordsAreSplitWherePeopleSeeThem(t *testing.T) {
	for written, words := range map[string][]string{
		"O’Brien, Seán":  {"obrien", "sean"},
		"Nuku‘alofa":     {"nukualofa"},
		"Jean-Luc d'Arc": {"jean", "luc", "darc"},
		"RW-2026-04":     {"rw", "2026", "04"},
		"ສົມສັກ ບຸນທະວີ": {"ສົມສັກ", "ບຸນທະວີ"},
		" ": nil,
	} {
		if got := fold.Words(written); !slices.Equal(got, words) {
			t.Errorf("Words(%q) = %q, want %q", written, got, words)
		}
	}
}

func TestMatchesByTheBeginningsOfWords(t *testing.T) {
	words := fold.Words("Bañez, Corazón · Office of Civil Defense")
	for sought, want := range map[string]bool{"ban": true, "cor ban": true, "defense": true, "anez": false, "": true, "ban x": false} {
		if got := fold.Matches(words, fold.Words(sought)); got != want {
			t.Errorf("%q matches: %v, want %v", sought, got, want)
		}
	}
}

// Texts of plain letters are split by a shorter way, which must come to the same.
func FuzzWordsOfPlainLetters(f *testing.F) {
	for _, seed := range []string{"O'Brien, Sean", "a ' b", "`x'", "RW-2026-04", "A1b2_C3", "''", "x", "\x00\x7f~"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i := range len(text) {
			if text[i] >= 0x80 {
				t.Skip()
			}
		}
		all := fold.Words(text + " é") // has a letter that is none of them
		if got, want := fold.Words(text), all[:len(all)-1]; !slices.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", text, got, want)
		}
	})
}
