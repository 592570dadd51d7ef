package fold_test

import (
	"testing"

	"rollbook/model/fold"
)

func TestWhatSaysThatNothingIsKnown(t *testing.T) {
	for _, text := range []string{"", " ", "-", "–", "—", "--", "- -", "?", "??", "…", "...", "_", "/", "N/A", "n/a", "N / A", "n.a.", "N.A", "n. a.", "NA", "#N/A", "(n/a)", "n/d", "N.D.", "s/o", "S.O.", "s/d", "n/c",
		"none", "None", "NIL", "Unknown", "unknown.", "not available", "Not Applicable", "TBC", "t.b.c.", "TBD", "tba", "To be confirmed", "(blank)", "Not stated", "pending",
		"Sin datos", "no disponible", "No aplica", "Desconocido", "non précisé", "Inconnu", "À confirmer", "néant", "não se aplica", "k.A.", "keine Angabe", "unbekannt", "da confermare",
		"нет данных", "Н/Д", "неизвестно", "Не указано", "不详", "未知", "无", "待定", "미상", "없음", "해당 없음", "미정", "غير معروف", "غير متوفر", "لا يوجد", "لا ينطبق", "n v t"} {
		if !fold.Nothing(text) {
			t.Errorf("%q says that nothing is known", text)
		}
	}
	for _, text := range []string{"No", "no", "нет", "n", "x", "X", ".", "0", "✓", "○", "*", "SO", "SD", "NC", "NK", "Nadia", "Na Young", "So O", "S.A.", "E.U.", "S.K.", "M/F", "Nonetheless", "Unknown Soldier Foundation", "A", "/A/", "отсутствует", "N'Djamena", "TBC Bank", "no answer yet", "Kenya", "Nil Desai"} {
		if fold.Nothing(text) {
			t.Errorf("%q says something", text)
		}
	}
}
