package fold

import (
	"strings"
	"sync"
)

// nothings say in the usual languages that nothing is known, folded, without the signs
// between their letters.
var nothings = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, language := range []string{
		"na|none|nil|null|nan|unknown|unk|not available|not applicable|not known|not stated|not specified|not given|not provided|not indicated|not disclosed|undisclosed|unspecified|unavailable|" +
			"tbc|tbd|tba|t b c|t b d|t b a|to be confirmed|to be determined|to be decided|to be announced|to be advised|to be defined|pending|no data|no information|no info|no answer|missing|blank|empty|don t know|dont know|prefer not to answer|left blank|not yet known",
		"n d|nd|n s|n r|non disponible|non applicable|sans objet|inconnu|inconnue|aucun|aucune|néant|à confirmer|à déterminer|à préciser|à définir|non précisé|non précisée|non renseigné|non renseignée|" +
			"non communiqué|non connu|non indiqué|non spécifié|pas disponible|pas de données|sans données|ne sait pas|vide",
		"sin datos|sin dato|sin información|sin informacion|no disponible|no aplica|no aplicable|no se aplica|no procede|desconocido|desconocida|ninguno|ninguna|por confirmar|por determinar|por definir|no indicado|no indica|" +
			"no especificado|no consta|no sabe|ns nc|no se sabe|vacío|pendiente",
		"não disponível|não se aplica|não aplicável|desconhecido|desconhecida|sem dados|sem informação|nenhum|nenhuma|a confirmar|a definir|não informado|não sabe",
		"keine angabe|keine angaben|unbekannt|nicht verfügbar|nicht bekannt|nicht zutreffend|entfällt|keine|keiner|nicht angegeben|noch offen|k a",
		"non disponibile|sconosciuto|sconosciuta|nessuno|nessuna|non applicabile|da confermare|da definire|non specificato|onbekend|niet van toepassing|nvt|n v t|okänd|bilinmiyor|tidak ada|tidak diketahui|belum ada|không có|không rõ|chưa rõ",
		"нет данных|нет сведений|нет информации|н д|нд|б д|неизвестно|неизвестен|неизвестна|не известно|не указано|не указан|не указана|неприменимо|не применимо|не определено|уточняется|будет уточнено|данных нет|невідомо|немає даних",
		"不详|不詳|未知|无|無|暂无|暫無|待定|待确认|待確認|未定|不适用|不適用|没有|沒有|无数据|未说明|未填|未填写|不明|不清楚|未提供|无资料|无信息|なし|該当なし",
		"미상|없음|해당없음|해당 없음|해당사항 없음|해당사항없음|알 수 없음|알수없음|모름|미정|불명|자료없음|자료 없음|정보없음|정보 없음|추후확정|추후 확정|미확인|미기재|무응답|확인중|확인 중",
		"غير معروف|غير معروفة|غير متوفر|غير متوفرة|غير متاح|غير متاحة|لا يوجد|لا ينطبق|غير محدد|غير محددة|مجهول|غير مذكور|لا شيء|يحدد لاحقا|قيد التأكيد|لا توجد بيانات|لا توجد معلومات|بدون|نامعلوم",
		"ไม่มี|ไม่ทราบ|ไม่มีข้อมูล|अज्ञात|উপলব্ধ নয়|अनुपलब्ध",
	} {
		for text := range strings.SplitSeq(language, "|") {
			set[strings.Join(Words(text), " ")] = true
		}
	}
	return set
})

// signed are pairs of letters that say so only with a sign between or behind them: "s/o"
// says that nothing is known where "SO" may be a code.
var signed = map[string]bool{"n a": true, "n d": true, "s o": true, "n c": true, "s d": true, "s i": true, "n i": true, "n p": true, "k a": true, "н д": true, "б д": true, "n v": true}

// Nothing says whether a text says that there is nothing to say: it is empty or has signs
// alone ("-", "…", "?"), or says so in words ("n/a", "not available", "нет данных").
func Nothing(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return true
	}
	if len(text) > 80 {
		return false
	}
	if strings.Trim(text, "-–—―‒−‐‑~?？…_/\\¿ \u00a0\u2009\u202f") == "" {
		return true
	}
	if strings.Trim(text, ". ") == "" {
		return text != "." // one may be a mark
	}
	if isASCII(text) {
		return asciiNothing(text)
	}
	words := Words(text)
	switch len(words) {
	case 0:
		return false
	case 1:
		return nothings()[words[0]]
	}
	key := strings.Join(words, " ")
	if len(words) == 2 && len(words[0]) <= 2 && len(words[1]) <= 2 && signed[key] {
		return signs(text)
	}
	return nothings()[key]
}

// signs says whether a text has signs between its letters: "S / O" has, "So K" has not.
func signs(text string) bool { return strings.ContainsAny(text, "/\\.") }

// asciiNothing looks a text of letters without accents up, as most texts are, and without
// making another of it.
func asciiNothing(text string) bool {
	var room [48]byte
	key, apart := room[:0], false
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		case c == '\'' || c == '`':
			continue
		default:
			apart = len(key) > 0
			continue
		}
		if apart {
			key, apart = append(key, ' '), false
		}
		if key = append(key, c); len(key) > 40 {
			return false
		}
	}
	if signed[string(key)] {
		return signs(text)
	}
	return nothings()[string(key)]
}
