package country

import (
	"strings"
	"sync"

	"rollbook/model"
)

// doubtful ways of writing may mean several countries, or one that is no more and whose
// successors are several: "|" stands between the ways, in the languages lists come in.
var doubtful = sync.OnceValue(func() map[string][]model.CountryCode {
	all := map[string][]model.CountryCode{}
	for ways, codes := range map[string]string{
		"Korea|코리아|Corea|Corée|Корея|Korea (the)|كوريا|高丽|Coreia|조선|The Koreas|Koreas|Korean Peninsula":                                                                                                                                       "KOR PRK",
		"Congo|Конго|الكونغو|刚果|콩고|Kongo|Congo (le)|Congo (el)|Congo (the)|剛果":                                                                                                                                                                "COG COD",
		"Republic of China|China, Republic of|République de Chine|República de China|Китайская Республика|جمهورية الصين|中华民国|中華民國|중화민국|ROC":                                                                                                   "CHN",
		"Virgin Islands|Îles Vierges|Islas Vírgenes|Виргинские острова|جزر فرجن|维尔京群岛|버진아일랜드|Jungferninseln|Ilhas Virgens":                                                                                                                    "VIR VGB",
		"Saint Martin|St Martin|San Martín|Сен-Мартен|سان مارتن|圣马丁|생마르탱|St. Martin Island|São Martinho":                                                                                                                                      "MAF SXM",
		"Antilles|Netherlands Antilles|Antilles néerlandaises|Antillas Neerlandesas|Antillas Holandesas|Нидерландские Антильские острова|Dutch Antilles|荷属安的列斯|جزر الأنتيل الهولندية|네덜란드령 안틸레스|Niederländische Antillen|Antilhas Holandesas": "CUW SXM BES",
		"USSR|U.S.S.R.|Soviet Union|Union of Soviet Socialist Republics|URSS|U.R.S.S.|Union soviétique|Unión Soviética|СССР|Советский Союз|苏联|الاتحاد السوفياتي|الاتحاد السوفيتي|소련|Sowjetunion|União Soviética|UdSSR|CIS":                    "RUS UKR BLR KAZ UZB GEO AZE LTU MDA LVA KGZ TJK ARM TKM EST",
		"Yugoslavia|Jugoslavia|SFRY|Federal Republic of Yugoslavia|Socialist Federal Republic of Yugoslavia|Former Yugoslavia|Yougoslavie|Югославия|СФРЮ|南斯拉夫|يوغوسلافيا|유고슬라비아|Jugoslawien|Jugoslávia|Iugoslávia":                            "SRB HRV SVN BIH MKD MNE",
		"Czechoslovakia|Czecho-Slovakia|Tchécoslovaquie|Checoslovaquia|Чехословакия|捷克斯洛伐克|تشيكوسلوفاكيا|체코슬로바키아|Tschechoslowakei|Checoslováquia|Tchecoslováquia|CSSR":                                                                        "CZE SVK",
		"Serbia and Montenegro|Serbia & Montenegro|Serbie-et-Monténégro|Serbia y Montenegro|Сербия и Черногория|塞尔维亚和黑山|صربيا والجبل الأسود|세르비아 몬테네그로|Serbien und Montenegro":                                                                "SRB MNE",
		"Gilbert and Ellice Islands|Gilbert & Ellice Islands": "KIR TUV", "Rhodesia and Nyasaland|Federation of Rhodesia and Nyasaland": "ZWE ZMB MWI", "Ruanda-Urundi": "RWA BDI", "United Arab Republic|République arabe unie": "EGY SYR",
		"French Indochina|Indochina|Indochine": "VNM LAO KHM", "French West Africa": "SEN MLI NER BFA CIV BEN GIN MRT", "Trust Territory of the Pacific Islands|TTPI": "FSM MHL PLW MNP", "Pacific Islands": "FSM MHL PLW",
		"Palestine/Israel|Israel/Palestine|Israel and Palestine": "ISR PSE", "Guianas": "GUY SUR GUF", "Guiana": "GUY GUF", "Guyane": "GUF", "Borneo": "IDN MYS BRN", "Hispaniola": "DOM HTI", "Sudan North|North Sudan": "SDN",
		"America|Amérique|América|Америка|أمريكا|美洲|미주": "USA", "Dominican|Dominicans|Dominicaine|Dominicana|Dominica Republic|Republic of Dominica|République de Dominique|República de Dominica|Dominika": "DOM DMA", "多米尼克共和国|도미니카|도미니크": "DOM DMA",
		"Central Africa|Afrique centrale|África Central|Центральная Африка": "CAF", "Southern Africa|Afrique australe|África austral": "ZAF", "Samoas|Samoa Islands": "WSM ASM", "Timor|Timor Island": "TLS IDN", "Ireland, North": "GBR",
		"New Guinea|Nouvelle-Guinée|Nueva Guinea": "PNG IDN", "Cyprus North|Northern Cyprus|North Cyprus|TRNC": "CYP", "Polynesia|Polynésie|Polinesia": "PYF", "Melanesia|Mélanésie": "", "Caribbean": "", "State of Georgia|Georgia, USA|Georgia (USA)|Georgia, U.S.": "GEO USA",
		"Taiwan|Taiwan, China|Taiwan (China)|Taiwan Province of China|Taiwan, Province of China|Chinese Taipei|Taïwan|Taiwán|Тайвань|台湾|台灣|中国台湾|تايوان|대만|타이완|Taipei|Formosa|Tayvan|Đài Loan|ไต้หวัน": "",
		"Kosovo|Косово|科索沃|كوسوفو|코소보|Kosovo*|Republic of Kosovo|Kosovo and Metohija":                                                                                                                 "", "Somaliland|British Somaliland": "SOM", "Transnistria|Abkhazia|South Ossetia|Nagorno-Karabakh|Srpska|Republika Srpska": "", "Tibet|Crimea|Kashmir|Kurdistan": "",
		"Saint Kitts-Nevis-Anguilla|St. Christopher-Nevis-Anguilla|St Kitts Nevis Anguilla": "KNA AIA", "British West Indies|West Indies|Indias Occidentales": "", "Channel Islands|Îles Anglo-Normandes|Islas del Canal": "JEY GGY", "Papua": "PNG IDN", "Sandwich Islands": "", "Great China|Greater China": "CHN",
		"Micronesia region|Micronesia (region)": "FSM", "Sahara": "ESH", "Holland Antilles": "CUW SXM BES", "Guineas": "GIN GNB GNQ", "Island|Islands": "ISL", "КР|РК|Р.К.|К.Р.": "KGZ KAZ KOR", "San": "", "Lower Volta": "",
	} {
		var list []model.CountryCode
		for _, code := range strings.Fields(codes) {
			list = append(list, model.CountryCode(code))
		}
		for way := range strings.SplitSeq(ways, "|") {
			words := split(way)
			all[glue(words)], all[glueSorted(words)] = list, list
		}
	}
	return all
})

// doubtfulLetters are letters that stand for several countries, or for something else than
// a country. Those that are codes are taken as such in a column of codes.
var doubtfulLetters = map[string]string{
	"sa": "ZAF SAU", "sk": "SVK KOR KNA", "nk": "PRK", "na": "NAM", "no": "NOR", "sl": "SLE LKA", "pr": "PRI", "dr": "DOM COD", "roc": "", "rc": "CHN", "au": "AUS", "io": "IOT", "ch": "CHE CHN",
	"ru": "RUS GBR", "ni": "NIC GBR", "mf": "", "eu": "USA", "ue": "", "un": "", "ur": "", "sp": "ESP", "vi": "VIR VGB VNM", "cs": "", "sw": "CHE SWE", "sn": "SEN", "rk": "KOR",
}

// wordsToo are codes that are words as well; in capitals they are taken as codes.
var wordsToo = set("et id in is it am be do me my to at as by so no es la de li ne al si se mr ms pm ai tv ma pa tt st il hm ph and per can ben mac sur dom cub gin mar gum mus pan vat tun")

// organisationWords are in the names of organisations and not in those of countries.
var organisationWords = set("organization organisation organizacion organizacao organizzazione organisations organizations bank banque banco commission comision comissao secretariat secretaria secretariado agency agence agencia institute institut instituto " +
	"university universite universidad universidade ministry ministere ministerio department council conseil consejo conselho committee comite association asociacion associacao foundation fondation fundacion fundacao ngo igo ingo programme program fund fonds fondo " +
	"international intl internacional internationale community communaute comunidad forum foro center centre centro office bureau oficina embassy ambassade embajada regional global worldwide multilateral " +
	"организация организации комиссия банк министерство агентство университет совет ассоциация фонд программа сообщество секретариат международная международный 组织 機構 银行 委员会 大学 协会 秘书处 国际组织 기구 국제기구 은행 위원회 대학교 협회 사무국 국제 منظمه منظمات لجنه بنك وزاره جامعه مجلس رابطه صندوق برنامج جامعه")

// organisations are names of organisations that the words do not tell.
var organisations = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.SplitSeq("EU|UE|European Union|Union européenne|Unión Europea|União Europeia|Europäische Union|Unione europea|Европейский союз|ЕС|欧盟|欧洲联盟|歐盟|الاتحاد الأوروبي|유럽연합|유럽 연합|"+
		"AU|UA|African Union|Union africaine|Unión Africana|União Africana|Afrikanische Union|Африканский союз|АС|非盟|非洲联盟|الاتحاد الأفريقي|الاتحاد الإفريقي|아프리카연합|아프리카 연합|AUC|NEPAD|"+
		"UN|ONU|ООН|United Nations|Nations Unies|Naciones Unidas|Nações Unidas|Vereinte Nationen|Организация Объединенных Наций|联合国|聯合國|الأمم المتحدة|유엔|국제연합|UNO|UN System|UN Secretariat|UN agency|UN Women|"+
		"UNDP|PNUD|ПРООН|开发署|UNDESA|UN DESA|DESA|UN-DESA|DPADM|DPIDG|UNPOG|ESCAP|UNESCAP|UN ESCAP|ECA|UNECA|ECE|UNECE|ESCWA|UNESCWA|ECLAC|CEPAL|CEPALC|UNICEF|UNESCO|UNFPA|UNEP|PNUE|UNIDO|ONUDI|UNCTAD|CNUCED|UNHCR|ACNUR|HCR|UNODC|UN-Habitat|UNITAR|UNU|UNOPS|UNV|UNAIDS|UNDRR|UNRWA|UN HQ|"+
		"WFP|PAM|FAO|WHO|OMS|ВОЗ|ILO|OIT|МОТ|IOM|OIM|МОМ|IMF|FMI|МВФ|WB|World Bank|Banque mondiale|Banco Mundial|Всемирный банк|世界银行|البنك الدولي|세계은행|IBRD|IFC|ITU|UIT|WTO|OMC|ВТО|WIPO|OMPI|WMO|OMM|IMO|OMI|ICAO|OACI|UPU|IAEA|OIEA|AIEA|МАГАТЭ|IFAD|FIDA|"+
		"ASEAN|ANASE|АСЕАН|东盟|東盟|آسيان|아세안|SAARC|SADC|ECOWAS|CEDEAO|EAC|IGAD|COMESA|CEMAC|ECCAS|CEEAC|UEMOA|WAEMU|ECO|GCC|CARICOM|OECS|OECO|OAS|OEA|ОАГ|SICA|MERCOSUR|MERCOSUL|ALBA|CELAC|UNASUR|APEC|ADB|AfDB|BAfD|IDB|BID|IADB|AIIB|EBRD|BERD|IsDB|OIC|OCI|LAS|Arab League|League of Arab States|Ligue arabe|Liga Árabe|"+
		"OECD|OCDE|ОЭСР|经合组织|OSCE|BSEC|NATO|OTAN|НАТО|BRICS|G20|G77|G7|CIS|СНГ|EAEU|ЕАЭС|SCO|ШОС|PIF|PIFS|SPC|SPREP|FFA|MSG|USP|Pacific Community|Commonwealth|The Commonwealth|Commonwealth Secretariat|La Francophonie|OIF|CPLP|OEI|CLAD|AMF|ACP|OACPS|IO|I.O.|IGO|NGO|ONG|НПО|CSO|INGO|IFRC|ICRC|CICR|Red Cross|Croix-Rouge|"+
		"GIZ|JICA|KOICA|USAID|DFID|FCDO|SIDA|NORAD|AFD|AusAID|Gates Foundation|Multiple|Various|Several|Regional|Global|International|Divers|Varios|Europe|Asia|Africa|Oceania|Latin America|Asia Pacific|Asia and the Pacific|Pacific|Afrique|Asie|Asien|Afrika|Европа|Азия|Африка|欧洲|亚洲|非洲|아시아|아프리카|유럽|آسيا|أفريقيا|أوروبا|World|Monde|Mundo|Overseas|Foreign|Stateless", "|") {
		all[glue(split(name))] = true
	}
	return all
})

// isOrganisation says whether words are the name of an organisation, or of a part of the
// world, rather than of a country.
func isOrganisation(words []string) bool {
	if organisations()[glue(words)] {
		return true
	}
	for _, w := range words {
		if organisationWords[w] {
			return true
		}
	}
	return false
}
