package intake

import (
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

var sexWords = choices(map[model.Sex]string{
	model.Female: "female|f|woman|women|w|fem|feminine|lady|ladies|girl|girls|ms|mrs|miss|madam|she her|she her hers|she|femme|féminin|féminine|femmes|mme|mlle|madame|fille|mujer|mujeres|femenino|femenina|hembra|señora|señorita|sra|srta|" +
		"mulher|mulheres|feminino|feminina|frau|frauen|weiblich|weibl|donna|donne|femmina|femminile|vrouw|vrouwelijk|kvinna|kvinde|kvinne|kobieta|kadın|perempuan|wanita|nữ|женский|ж|жен|женщины|женщина|г жа|госпожа|эмэгтэй|әйел|аял|" +
		"女|女性|女士|小姐|女生|أنثى|انثى|نساء|إناث|اناث|امرأة|السيدة|سيدة|여|여성|여자|여자분|หญิง|महिला|মহিলা|ស្រី|ຍິງ",
	model.Male: "male|m|man|men|h|masc|masculine|gentleman|boy|boys|mr|mister|he him|he him his|he|homme|masculin|hommes|monsieur|garçon|hombre|hombres|masculino|masculina|varón|señor|homem|homens|herr|mann|männer|männlich|männl|" +
		"uomo|uomini|maschio|maschile|mannelijk|mand|mężczyzna|erkek|laki laki|pria|мужской|м|муж|мужчины|мужчина|г н|господин|эрэгтэй|ер|эркек|男|男性|先生|男生|ذكر|رجال|ذكور|رجل|السيد|سيد|남|남성|남자|남자분|ชาย|पुरुष|পুরুষ|ប្រុស|ຊາຍ",
	model.Another: "other|another|x|d|non binary|nonbinary|nb|non conforming|gender non conforming|genderqueer|gender fluid|genderfluid|diverse|divers|they them|they|third gender|intersex|autre|non binaire|otro|otra|no binario|no binaria|não binário|não binária|outro|outra|" +
		"andere|altro|другой|другое|иной|небинарный|其他|非二元|آخر|기타|논바이너리|제3의 성|อื่นๆ",
	model.NotStated: "not stated|unknown|u|unspecified|not specified|not disclosed|undisclosed|not declared|undeclared|prefer not to say|prefer not to answer|prefer not to disclose|prefer not to state|rather not say|would rather not say|decline to answer|declined to answer|declined|pns|no answer|not known|" +
		"non précisé|ne souhaite pas répondre|préfère ne pas répondre|ne se prononce pas|préfère ne pas le dire|no indicado|prefiero no decirlo|prefiere no decirlo|prefiero no responder|prefiere no responder|prefiero no decir|no contesta|no responde|prefiro não dizer|prefiro não responder|keine angabe|ohne angabe|preferisco non rispondere|" +
		"не указано|не указан|предпочитаю не указывать|предпочитаю не отвечать|не хочу отвечать|未说明|不愿透露|不愿说明|保密|不便透露|غير محدد|أفضل عدم الإجابة|أفضل عدم الإفصاح|لا أرغب في الإجابة|미상|응답 안함|응답 거부|무응답|밝히고 싶지 않음|공개하지 않음|비공개",
})

// sexLetters are letters that mean a sex beside another letter of the same column: H and M
// are hombre and mujer, K and M are kobieta and mężczyzna. A letter that may be two is asked.
func sexLetters(letters map[string]bool, letter string, spanish bool) (sex model.Sex, known, unsure bool) {
	switch letter {
	case "m":
		switch {
		case letters["h"] && !letters["f"]:
			return model.Female, true, false // hombre, mujer
		case letters["v"], letters["h"] && letters["f"], spanish && !letters["f"] && !letters["h"]:
			return "", false, true // Spanish varón and mujer, or Dutch vrouw and man
		}
	case "f", "h":
		if letters["n"] { // Hungarian férfi and nő
			return "", false, true
		}
	case "k":
		if letters["m"] || letters["e"] {
			return model.Female, true, false
		}
	case "e":
		if letters["k"] {
			return model.Male, true, false
		}
	case "p", "l":
		if letters["p"] && letters["l"] { // perempuan, laki-laki
			return map[string]model.Sex{"p": model.Female, "l": model.Male}[letter], true, false
		}
	}
	return "", false, false
}

// sex reads a sex; what is not certain is asked.
func (c *checker) sex(field string) model.Sex {
	text := c.cell(field)
	if nothing(text) {
		return model.NotStated
	}
	key := headingKey(text)
	if len(key) == 1 {
		sex, known, unsure := sexLetters(c.letters(field), key, c.inSpanish(field))
		switch {
		case unsure:
			c.complain(field, text, "this letter may stand for either sex; write female or male", string(model.Female), string(model.Male))
			return model.NotStated
		case known:
			return sex
		}
	}
	sex, ok := sexWords[key]
	if !ok {
		c.complain(field, text, "write female, male, other, or leave it empty", string(model.Female), string(model.Male), "other")
	}
	return sex
}

// letters gives the single letters that a column of sexes has, read once.
func (c *checker) letters(field string) map[string]bool {
	if c.sexLetters == nil {
		c.sexLetters = map[string]bool{}
		for row := c.l.Header + 1; row < len(c.l.sheet().Rows); row++ {
			if text := c.l.Cell(row, field); len(text) == 1 || len(text) == 2 && text[1] == '.' {
				c.sexLetters[strings.ToLower(text[:1])] = true
			}
		}
	}
	return c.sexLetters
}

// inSpanish says whether a column is headed in Spanish or Portuguese, where M may be mujer.
func (c *checker) inSpanish(field string) bool {
	i, ok := c.columns[field]
	if !ok {
		return false
	}
	for _, w := range fold.Words(c.l.Columns[i].Heading) {
		if w == "sexo" || w == "genero" {
			return true
		}
	}
	return false
}
