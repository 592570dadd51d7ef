package country_test

import (
	"slices"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/country"
)

// written are ways in which people write countries, by code; a text may stand for one alone.
var written = map[model.CountryCode]string{
	"COD": "D.R. Congo|DR Congo|D R Congo|D.R.C.|DRC|RDC|R.D. Congo|RD Congo|Rép. dém. du Congo|République démocratique du Congo (la)|Congo, D.R.|Congo (Dem. Rep.)|Congo, Democratic Republic of the|Congo, The Democratic Republic of the|Congo-Kinshasa|" +
		"Congo (Kinshasa)|Dem Rep Congo|Dem. Rep. Congo|Zaire|Zaïre|Заир|ДРК|ДР Конго|Д.Р. Конго|Democratic Rep. of Congo|Democratic Republic of Congo|콩고민주공화국|콩고 민주공화국|刚果（金）|刚果金|刚果民主共和国|جمهورية الكونغو الديمقراطية|Dem.Rep. of Congo|la République démocratique du Congo|República Democrática do Congo|Demokratische Republik Kongo",
	"COG": "Republic of the Congo|Congo-Brazzaville|Congo (Brazzaville)|Rep. of Congo|Rep. of the Congo|Congo, Rep.|Congo, Republic of|R. Congo|Congo Republic|République du Congo|刚果（布）|刚果共和国|콩고 공화국|콩고공화국|Республика Конго|Congo (COG)|COG",
	"KOR": "Ю. Корея|Юж. Корея|Р. Корея|R. of Korea|R. Korea|Rep. of Korea|Rep of Korea|Korea Rep.|Korea, R. of|Korea (Rep. of)|ROK|R.O.K.|S. Korea|S.Korea|South Korea|SouthKorea|Korea (South)|Korea, South|Korea South|the Republic of Korea|대한민국|한국|남한|韩国|南韩|大韩民国|韓国|Южная Корея|Республика Корея|كوريا الجنوبية|جمهورية كوريا|" +
		"Corée du Sud|République de Corée|Corée (République de)|Corea del Sur|República de Corea|Corea, República de|Südkorea|Hàn Quốc|Coreia do Sul|Korea Selatan|Corea del Sud|Güney Kore|เกาหลีใต้",
	"PRK": "D.P.R. Korea|DPR Korea|DPR of Korea|D.P.R.K.|DPRK|Korea, D.P.R.|Korea, Dem. People's Rep.|Dem. People's Rep. of Korea|North Korea|N. Korea|N.Korea|Korea, North|Democratic People’s Republic of Korea|КНДР|Северная Корея|朝鲜|북한|Corée du Nord|RPDC|RPD de Corée|R.P.D. de Corée|Corea del Norte|كوريا الشمالية|Nordkorea",
	"LAO": "라오스 인민민주공화국|Lao P.D.R.|Lao P.D.R|LAO PDR|LaoPDR|Lao People’s Democratic Rep.|Lao People's Dem. Rep.|Lao Peoples Democratic Republic|Laos|RDP lao|R.D.P. Lao|RDP Laos|République démocratique populaire lao (la)|República Democrática Popular Lao (la)|Laos PDR|ЛНДР|Лаос|라오스|라오인민민주공화국|老挝|لاوس|The Lao PDR",
	"FSM": "Micronesia (Fed. States of)|Micronesia, Fed. States of|Fed. States of Micronesia|Fed. States Micronesia|F.S. Micronesia|Federated States Micronesia|FS Micronesia|FSM|F.S.M.|Micronesia (Federated States of)|États fédérés de Micronésie|Micronésie (États fédérés de)|Estados Federados de Micronesia|Micronesia, Federated States of|Fed. Sts. of Micronesia|미크로네시아|密克罗尼西亚",
	"HKG": "Hongkong|Hong Kong|Hong-Kong|Hong Kong (China)|Hong Kong, China|Hong Kong China|Hong Kong S.A.R.|Hong Kong SAR|Hong Kong, SAR China|HK SAR|HKSAR|China, Hong Kong SAR|China (Hong Kong)|China, Hong Kong Special Administrative Region|Hong Kong Special Administrative Region of China|中国香港|香港|香港特别行政区|홍콩|Гонконг|هونغ كونغ|Hongkong (China)|Hongkong, SAR of China|RAE de Hong Kong",
	"MAC": "Macau|Macao|Macao (China)|Macau S.A.R.|Macao SAR, China|China, Macao Special Administrative Region|澳门|마카오|Макао",
	"CHN": "P.R. China|PR China|P. R. China|P.R.China|P.R. of China|China PR|China, P.R.|PRC|P.R.C.|People's Republic of China|People’s Rep. of China|Chine|中国|中國|중국|КНР|Китай|الصين|RP Chine|R.P. China|China (PRC)|Trung Quốc|Volksrepublik China|República Popular da China",
	"LKA": "Srilanka|Sri-Lanka|SRI LANKA|SriLanka|Ceylon|Ceylan|Ceilán|Democratic Socialist Rep. of Sri Lanka|Шри Ланка|斯里兰卡|스리랑카|سريلانكا|سري لانكا",
	"BGD": "Bangla Desh|BanglaDesh|Bangladesh|People's Rep. of Bangladesh|Бангладеш|방글라데시|孟加拉国|孟加拉|بنغلادش|East Pakistan",
	"VNM": "Vietnam|Viet Nam|Viet-Nam|VIET NAM|S.R. Vietnam|Socialist Rep. of Vietnam|SR Viet Nam|Việt Nam|Viêt Nam|Вьетнам|越南|베트남|월남|فييت نام|فيتنام|Viet Nam (le)|Viet nam, Socialist Republic of|South Vietnam",
	"TLS": "Timor Leste|TimorLeste|Timor-Leste|East Timor|E. Timor|Timor-Leste (East Timor)|Timor oriental|Timor Oriental|Восточный Тимор|Тимор-Лешти|동티모르|티모르레스테|东帝汶|تيمور الشرقية|تيمور ليشتي|Timor-Leste (le)|Democratic Republic of Timor-Leste|Dem. Rep. of Timor-Leste|Portuguese Timor",
	"NPL": "Népal (le)|le Népal|Népal|Nepal|Federal Dem. Rep. of Nepal|Непал|네팔|尼泊尔|نيبال|Kingdom of Nepal",
	"FJI": "les Fidji|Fidji (les)|Fidji|Fiji Islands|Fiji Is.|Republic of the Fiji Islands|Republic of Fiji|FIJI|Fiyi|Фиджи|피지|斐济|فيجي|Figi|Fidschi|🇫🇯|FJ|fj|FJI|FJ - Fiji|Fiji (FJI)|Fiji [FJ]|Islas Fiji|Îles Fidji",
	"IND": "l'Inde|Inde (l')|Inde (l’)|L’Inde|India (la)|India|Republic of India|Индия|인도|印度|الهند|Bharat|भारत|Indien|Ấn Độ",
	"IRN": "l'Iran|Iran (République islamique d')|Iran (Islamic Rep. of)|Iran, Islamic Republic of|I.R. of Iran|Iran, I.R.|I.R. Iran|Islamic Rep. of Iran|Iran (Islamic Republic of)|Irán (República Islámica del)|ИРИ|Иран|伊朗|이란|إيران|Persia|Perse|République islamique d’Iran",
	"DEU": "l’Allemagne|Allemagne (l')|Deutschland|Alemania|Alemanha|Germania|Fed. Rep. of Germany|Federal Rep. Germany|F.R. Germany|FR Germany|Германия|ФРГ|德国|독일|ألمانيا|Bundesrepublik Deutschland|East Germany|West Germany|GDR|German Democratic Republic|RFA|Đức|ドイツ|Niemcy",
	"GBR": "UK|U.K.|United Kingdom|U. Kingdom|Great Britain|Britain|G.B.|England|Scotland|Wales|N. Ireland|Northern Ireland|Royaume-Uni|Royaume Uni|Royaume-Uni (le)|Reino Unido|Великобритания|英国|英國|영국|المملكة المتحدة|بريطانيا|Соединенное Королевство|Соединённое Королевство|Vereinigtes Königreich|Grande-Bretagne|Gran Bretaña|Großbritannien|United Kingdom of Great Britain & Northern Ireland|UK of Great Britain and N. Ireland|Inglaterra|Regno Unito|Англия",
	"USA": "USA|U.S.A.|U.S.|US|United States|U. States of America|United States of America (the)|EE. UU.|EE.UU.|EEUU|EE UU|EE.UU. de América|EUA|E.U.A.|États-Unis|Etats-Unis|Etats-Unis (les)|États-Unis d'Amérique|les États-Unis|Estados Unidos|США|Соединенные Штаты|美国|美國|미국|미합중국|الولايات المتحدة|الولايات المتحدة الأمريكية|Vereinigte Staaten|Estados Unidos da América|USA (United States)|Stati Uniti|Hoa Kỳ|Mỹ|アメリカ合衆国|米国",
	"RUS": "РФ|Р.Ф.|Россия|Российская Федерация|Russian Fed.|Russian Federation|Russia|Fédération de Russie|Fédération de Russie (la)|Federación de Rusia|Rusia|俄罗斯|俄罗斯联邦|러시아|러시아연방|روسيا|الاتحاد الروسي|روسيا الاتحادية|Russland|Rússia|Russie",
	"KGZ": "키르기스공화국|Кыргызстан|Киргизия|Кыргызская Республика|Kyrgyzstan|Kyrgyz Rep.|Kirghizistan|Kirguistán|Kirgizstan|Kirghizie|Kirgizia|吉尔吉斯斯坦|키르기스스탄|키르기즈스탄|قيرغيزستان|Kirgistan|Kirgisistan",
	"ZAF": "남아공|남아프리카공화국|남아프리카 공화국|南非|S. Africa|South Africa|Rep. of South Africa|RSA|R.S.A.|ЮАР|Южная Африка|Afrique du Sud|l'Afrique du Sud|Sudáfrica|Africa del Sur|جنوب أفريقيا|جنوب إفريقيا|África do Sul|Südafrika|Union of South Africa|Suid-Afrika",
	"THA": "تايلند|تايلاند|Thaïlande|Thailande (la)|Tailandia|Таиланд|Тайланд|泰国|태국|타이|Siam|ไทย|ประเทศไทย|Kingdom of Thailand|Thái Lan",
	"NZL": "N. Zélande|Nlle-Zélande|Nueva Zelandia|Nueva Zelanda|Nouvelle-Zélande|N. Zealand|New Zealand|NewZealand|NZ|N.Z.|Новая Зеландия|新西兰|紐西蘭|뉴질랜드|نيوزيلندا|نيوزيلاندا|Neuseeland|Nova Zelândia|Aotearoa",
	"MMR": "Birmanie|Burma|Union of Burma|Birmania|Бирма|缅甸|미얀마|버마|ميانمار|بورما|Myanmar (Burma)|Myanmar/Burma|Myanmar (ex Burma)|Union of Myanmar|Rep. of the Union of Myanmar|Mianmar|Myanmar (formerly Burma)|Birma",
	"KHM": "Kampuchea|Democratic Kampuchea|Khmer Republic|Cambodge|Cambodge (le)|Camboya|Камбоджа|Кампучия|柬埔寨|캄보디아|كمبوديا|Kambodscha|Kingdom of Cambodia|កម្ពុជា|Campuchia",
	"SWZ": "Swaziland|Swazilandia|Suazilandia|Suazilândia|Eswatini|eSwatini|Eswatini (formerly Swaziland)|Kingdom of Swaziland|Свазиленд|Эсватини|斯威士兰|에스와티니|스와질란드|سوازيلند|إسواتيني|Esuatini",
	"BFA": "Upper Volta|Haute-Volta|Haute Volta|Alto Volta|Верхняя Вольта|Burkina-Faso|BurkinaFaso|Burkina Faso (le)|布基纳法索|부르키나파소|بوركينا فاسو",
	"BEN": "Dahomey|Bénin (le)|Bénin|Benin|Benín|Бенин|贝宁|베냉|بنن|بنين", "CIV": "RCI|R.C.I.|Ivory Coast|Cote D'Ivoire|Cote d’Ivoire|Côte dIvoire|Cote d Ivoire|Cote-d'Ivoire|Côte d'Ivoire (la)|République de Côte d'Ivoire|Costa de Marfil|Кот-д'Ивуар|Кот д’Ивуар|科特迪瓦|코트디부아르|كوت ديفوار|Costa do Marfim|Elfenbeinküste|Rep. of Côte d'Ivoire",
	"TZA": "U.R. Tanzania|UR of Tanzania|United Rep. of Tanzania|U. Rep. of Tanzania|Tanzania, U.R.|Tanzania (United Rep. of)|Tanganyika|Zanzibar|Tanzanie|Tanzanía|R.U. de Tanzania|Танзания|坦桑尼亚|탄자니아|تنزانيا|République-Unie de Tanzanie (la)|Tansania",
	"GNB": "G. Bissau|Guinea Bissau|GuineaBissau|Guinea-Bissau|Guinée-Bissau|Guinée Bissau (la)|Guiné-Bissau|Гвинея-Бисау|几内亚比绍|기니비사우|غينيا - بيساو|غينيا بيساو|Portuguese Guinea", "GNQ": "Eq. Guinea|Equatorial Guinea|Equat. Guinea|E. Guinea|Guinée équatoriale|Guinea Ecuatorial|Экваториальная Гвинея|赤道几内亚|적도기니|적도 기니|غينيا الاستوائية|Republic of Equatorial Guinea|Spanish Guinea",
	"GIN": "Guinea|Guinée|Rep. of Guinea|Guinea-Conakry|Guinea Conakry|Guinea (Conakry)|Гвинея|几内亚|기니|غينيا|Guinée (la)|République de Guinée", "PNG": "P.N.G.|PNG|Papua N.G.|Papua New Guinea|Papua N. Guinea|PapuaNewGuinea|Papouasie-Nouvelle-Guinée|Papouasie Nouvelle Guinée|Papua Nueva Guinea|Папуа-Новая Гвинея|巴布亚新几内亚|파푸아뉴기니|파푸아 뉴기니|بابوا غينيا الجديدة|Independent State of Papua New Guinea",
	"VCT": "St. Vincent & Grenadines|St Vincent & the Grenadines|St. Vincent and the Gren.|Saint Vincent & Grenadines|St.Vincent and the Grenadines|Saint-Vincent-et-les Grenadines|San Vicente y las Granadinas|St. Vincent|圣文森特和格林纳丁斯", "KNA": "St. Kitts & Nevis|St Kitts and Nevis|Saint Kitts & Nevis|St.Kitts-Nevis|Saint-Kitts-et-Nevis|St. Christopher and Nevis|Saint Christopher & Nevis",
	"LCA": "St. Lucia|St Lucia|St.Lucia|Saint Lucia|Sainte-Lucie|Ste. Lucie|Santa Lucía|Сент-Люсия|圣卢西亚", "STP": "Sao Tome & Principe|Sao Tome and Principe|São Tomé e Príncipe|S. Tome & Principe|SaoTome and Principe|Sao Tomé-et-Principe|Santo Tomé y Príncipe", "TTO": "Trinidad & Tobago|Trinidad/Tobago|Trinidad-Tobago|Trinité-et-Tobago|Trinidad y Tabago|Trin. & Tobago",
	"BIH": "Bosnia|Bosnia & Herzegovina|Bosnia-Herzegovina|Bosnia and Herz.|Bosnia & Herzeg.|Bosnie-Herzégovine|Bosnia y Herzegovina|BiH|Босния и Герцеговина|波黑|보스니아헤르체고비나", "ATG": "Antigua & Barbuda|Antigua and Barb.|Antigua-et-Barbuda|Antigua/Barbuda",
	"SLB": "Solomon Is.|Solomon Isl.|Solomon Islands|SolomonIslands|Solomons|Solomon Isls|Îles Salomon|Iles Salomon (les)|Islas Salomón|Соломоновы Острова|Соломоновы о-ва|所罗门群岛|솔로몬 제도|솔로몬제도|جزر سليمان", "MHL": "Marshall Is.|Marshall Isl.|Marshall Islands (the)|Rep. of the Marshall Is.|RMI|R.M.I.|Îles Marshall|Iles Marshall (les)|Islas Marshall|Маршалловы Острова|马绍尔群岛|마셜제도|마셜 제도|جزر مارشال",
	"COK": "Cook Is.|Cook Islands|Îles Cook|Islas Cook|Острова Кука|库克群岛|쿡 제도|쿡제도|جزر كوك", "MNP": "N. Mariana Is.|Northern Mariana Islands|N. Mariana Islands|CNMI|Commonwealth of the Northern Mariana Islands", "MKD": "Macedonia|N. Macedonia|North Macedonia|FYROM|FYR Macedonia|TFYR Macedonia|Macedonia, FYR|The former Yugoslav Rep. of Macedonia|Macédoine du Nord (la)|Северная Македония|北马其顿|북마케도니아",
	"SSD": "S. Sudan|South Sudan|S.Sudan|SouthSudan|Rep. of South Sudan|Soudan du Sud|Sudán del Sur|Южный Судан|南苏丹|남수단|جنوب السودان", "SDN": "Sudan|Sudan (the)|Soudan (le)|Sudán|Судан|苏丹|수단|السودان|Rep. of the Sudan", "CAF": "C.A.R.|CAR|Central African Rep.|Cent. African Rep.|C. African Republic|République centrafricaine|RCA|R.C.A.|Centrafrique|ЦАР|República Centroafricana|中非|中非共和国|중앙아프리카공화국|جمهورية أفريقيا الوسطى",
	"DOM": "Dom. Rep.|Dominican Rep.|Dominican Rep|Dominican Republic (the)|República Dominicana (la)|Rép. dominicaine|Rep. Dominicana|Доминиканская Республика|多米尼加|多米尼加共和国|도미니카공화국|도미니카 공화국|الجمهورية الدومينيكية", "DMA": "Dominica|Commonwealth of Dominica|Dominique|Доминика|多米尼克",
	"SAU": "S. Arabia|Kingdom of S. Arabia|K.S.A.|KSA|Kingdom of Saudi Arabia|Saudi|Saudi Arabia|SaudiArabia|Arabie saoudite|Arabia Saudita|Саудовская Аравия|沙特|沙特阿拉伯|사우디|사우디아라비아|السعودية|المملكة العربية السعودية", "ARE": "U.A.E.|UAE|U. Arab Emirates|United Arab Emirates (the)|Utd. Arab Emirates|Émirats arabes unis|Emirats Arabes Unis (les)|EAU|Emiratos Árabes Unidos|ОАЭ|阿联酋|아랍에미리트|الإمارات|الامارات العربية المتحدة|Emirates",
	"VEN": "Venezuela, R.B.|Venezuela (Rep. Bolivariana de)|Venezuela|R.B. de Venezuela|Bolivarian Rep. of Venezuela|Венесуэла|委内瑞拉|베네수엘라|فنزويلا|Venezuela (République bolivarienne du)", "BOL": "Bolivia|Bolivia (Plur. State of)|P.S. Bolivia|Bolivie|Estado Plurinacional de Bolivia|Боливия|볼리비아|玻利维亚", "EGY": "Egypt, Arab Rep.|Arab Rep. of Egypt|A.R. Egypt|Égypte (l')|L'Egypte|Egipto|Египет|埃及|이집트|مصر|Ägypten",
	"YEM": "Yemen, Rep.|Rep. of Yemen|Yémen (le)|Yemen Arab Republic|South Yemen|North Yemen|Йемен|也门|예멘|اليمن", "SYR": "Syria|Syrian A.R.|Syrian Arab Rep.|Syrie|Siria|Сирия|叙利亚|시리아|سوريا|سورية", "MDA": "Moldova, Rep. of|Rep. Moldova|Moldavia|Moldavie|Молдова|Молдавия|摩尔多瓦|몰도바|Republic of Moldova (the)", "CZE": "Czech Rep.|Czech Republic|Czechia|Rép. tchèque|República Checa|Чехия|捷克|체코|التشيك|Tschechien",
	"SVK": "Slovakia|Slovak Rep.|Slovaquie|Eslovaquia|Словакия|斯洛伐克|슬로바키아", "GMB": "Gambia, The|The Gambia|Gambie (la)|Gambia (Rep. of The)|Islamic Republic of the Gambia", "BHS": "Bahamas, The|The Bahamas|Commonwealth of the Bahamas|Bahamas (les)", "NLD": "The Netherlands|Netherlands|Holland|Pays-Bas (les)|les Pays-Bas|Países Bajos|Kingdom of the Netherlands|Netherlands (Kingdom of the)|Нидерланды|Голландия|荷兰|네덜란드|هولندا|Niederlande|Holanda",
	"TUR": "Turkey|Türkiye|Turkiye|Rep. of Turkey|Turquie|Turquía|Турция|土耳其|튀르키예|터키|تركيا|Türkei", "PSE": "Palestine|State of Palestine|Palestine, State of|Palestine (State of)|Occupied Palestinian Territory|West Bank and Gaza|Палестина|巴勒斯坦|팔레스타인|فلسطين|دولة فلسطين", "BRN": "Brunei|Brunei Darussalam|Brunei Dar.|Brunéi Darussalam|Бруней|文莱|브루나이|بروني|بروناي", "LBY": "Libya|Libyan Arab Jamahiriya|Libye|Libia|Ливия|利比亚|리비아|ليبيا",
	"MNG": "Mongolia|Mongolie|Монголия|Outer Mongolia|Mongolian People's Republic|蒙古|蒙古国|몽골|منغوليا|Монгол Улс|Монгол", "KAZ": "Kazakhstan|Kazakstan|Rep. of Kazakhstan|Казахстан|哈萨克斯坦|카자흐스탄|كازاخستان|Қазақстан", "UZB": "Uzbekistan|Узбекистан|乌兹别克斯坦|우즈베키스탄|أوزبكستان|O'zbekiston|Oʻzbekiston|Ouzbékistan", "TJK": "Tajikistan|Tadjikistan|Tadzhikistan|Tayikistán|Таджикистан|塔吉克斯坦|타지키스탄", "TKM": "Turkmenistan|Turkmenia|Туркменистан|Туркмения|土库曼斯坦|투르크메니스탄",
	"BLR": "Belarus|Byelorussia|Belorussia|Bélarus (le)|Biélorussie|Bielorrusia|Беларусь|Белоруссия|白俄罗斯|벨라루스", "CPV": "Cape Verde|Cabo Verde|Cap-Vert|Cap Vert|Кабо-Верде|佛得角|카보베르데|Cape Verde Is.", "ZWE": "Zimbabwe|Rhodesia|Southern Rhodesia|Зимбабве|津巴布韦|짐바브웨", "ZMB": "Zambia|Northern Rhodesia|Zambie|Замбия", "BWA": "Botswana|Bechuanaland", "LSO": "Lesotho|Basutoland|Kingdom of Lesotho|Лесото", "MWI": "Malawi|Nyasaland", "GHA": "Ghana|Gold Coast", "VUT": "Vanuatu|New Hebrides|Nouvelles-Hébrides|Вануату|瓦努阿图|바누아투",
	"KIR": "Kiribati|Gilbert Is.|Gilbert Islands|Кирибати|基里巴斯|키리바시", "TUV": "Tuvalu|Ellice Is.|Тувалу|图瓦卢|투발루", "WSM": "Samoa|Western Samoa|W. Samoa|Самоа|萨摩亚|사모아|ساموا|Independent State of Samoa", "ASM": "American Samoa|Am. Samoa|Amer. Samoa|Samoa americana|미국령 사모아", "NAM": "Namibia|South West Africa|S.W. Africa|Namibie|Намибия|纳米比亚|나미비아", "BLZ": "Belize|British Honduras", "GUY": "Guyana|British Guiana", "SUR": "Suriname|Surinam|Dutch Guiana", "MDG": "Madagascar|Malagasy Republic", "ETH": "Ethiopia|Abyssinia|Éthiopie (l')|Эфиопия|埃塞俄比亚|에티오피아",
	"MYS": "Malaysia|Malaya|Malaisie|Malasia|Малайзия|马来西亚|말레이시아|ماليزيا", "ESH": "Western Sahara|W. Sahara|Sahara occidental|Spanish Sahara", "PHL": "Philippines|The Philippines|Rep. of the Philippines|Filipinas|Philippines (les)|Филиппины|菲律宾|필리핀|الفلبين|Pilipinas", "MDV": "Maldives|Maldive Is.|Rep. of Maldives|Maldivas|Мальдивы|马尔代夫|몰디브|جزر المالديف|ملديف", "VAT": "Holy See|Vatican|Vatican City|Saint-Siège|Santa Sede|Ватикан|梵蒂冈|교황청|바티칸|الكرسي الرسولي|الفاتيكان",
	"CHE": "Switzerland|Suisse|La Suisse|Schweiz|die Schweiz|Suiza|Svizzera|Швейцария|瑞士|스위스|سويسرا|Swiss Confederation", "JPN": "Japan|Japon (le)|Japón|Япония|日本|일본|اليابان|Japan (日本)|Nippon|Nihon|Giappone|Nhật Bản", "AUT": "Austria|Österreich|Oesterreich|Autriche|Австрия|奥地利|오스트리아|النمسا", "AUS": "Australia|Commonwealth of Australia|Australie|Австралия|澳大利亚|澳洲|호주|오스트레일리아|أستراليا", "ESP": "Spain|España|Espagne|Испания|西班牙|스페인|إسبانيا|Espanha|Spanien", "GEO": "Georgia|Géorgie|Грузия|格鲁吉亚|조지아|그루지야|جورجيا|Georgia, Republic of|Republic of Georgia",
	"JOR": "Jordan|Hashemite Kingdom of Jordan|Transjordan|Jordanie|Иордания|约旦|요르단|الأردن", "BTN": "Bhutan|Bhoutan|Bután|Бутан|不丹|부탄|بوتان", "AND": "Andorra|AND|Principality of Andorra|Principauté d'Andorre", "SLE": "Sierra Leone|S. Leone", "GLP": "Guadeloupe|Guadalupe", "MCO": "Monaco|Principality of Monaco|Principauté de Monaco|Княжество Монако", "LIE": "Liechtenstein|Principality of Liechtenstein", "OMN": "Oman|Sultanate of Oman|Sultanat d'Oman|Султанат Оман|سلطنة عمان|عمان", "LUX": "Luxembourg|Grand Duchy of Luxembourg|Grand-Duché de Luxembourg", "TON": "Tonga|Kingdom of Tonga|Тонга|汤加|통가", "BHR": "Bahrain|Kingdom of Bahrain|Bahreïn|Бахрейн|巴林|바레인|البحرين",
	"COM": "Comoros|Union of the Comoros|Comores (les)|Union des Comores|Коморы|Коморские Острова|科摩罗|코모로", "IRL": "Ireland|Éire|Eire|Republic of Ireland|Irlande|Ирландия|爱尔兰|아일랜드", "FIN": "Finland|Suomi", "SWE": "Sweden|Sverige", "GRC": "Greece|Hellas|Grèce|Ελλάδα|Hellenic Republic", "HUN": "Hungary|Magyarország", "POL": "Poland|Polska", "NOR": "Norway|Norge|Kingdom of Norway", "NER": "Niger|Niger (le)|Нигер|尼日尔|니제르|النيجر", "NGA": "Nigeria|Federal Rep. of Nigeria|Нигерия|尼日利亚|나이지리아|نيجيريا", "PRY": "Paraguay|Paraguay (el)", "URY": "Uruguay|Oriental Republic of Uruguay|Uruguay (l')",
	"VIR": "U.S. Virgin Is.|US Virgin Islands|United States Virgin Islands|Virgin Islands (U.S.)|Virgin Islands, US|USVI", "VGB": "British Virgin Is.|BVI|B.V.I.|Virgin Islands, British|Virgin Islands (British)|Brit. Virgin Islands", "CUW": "Curaçao|Curacao", "SXM": "Sint Maarten|Sint Maarten (Dutch part)|St. Maarten|St Maarten", "MAF": "Saint Martin (French part)|St. Martin (French part)|Saint-Martin (partie française)", "PYF": "French Polynesia|Fr. Polynesia|Polynésie française|Tahiti", "NCL": "New Caledonia|N. Caledonia|Nouvelle-Calédonie", "REU": "Réunion|La Réunion|Reunion", "GUF": "French Guiana|Fr. Guiana|Guyane française",
}

func TestCountriesAsListsWriteThem(t *testing.T) {
	m := country.NewMatcher()
	n := 0
	for code, texts := range written {
		for text := range strings.SplitSeq(texts, "|") {
			n++
			for _, way := range []string{text, strings.ToUpper(text), " " + text + " "} {
				if way == strings.ToUpper(text) && way != text && len(text) < 5 {
					continue
				}
				if got := m.Match(way); got.Code != code {
					t.Errorf("%q is read as %q, candidates %v, want %q", way, got.Code, got.Candidates, code)
					break
				}
			}
		}
	}
	t.Logf("%d ways", n)
}

// TestWhatMayMeanTwoThingsIsAsked: each text is asked about, with these offered first or at
// least among the others.
func TestWhatMayMeanTwoThingsIsAsked(t *testing.T) {
	m := country.NewMatcher()
	for texts, offered := range map[string]string{
		"Korea|Corée|Корея|코리아|The Korea|Korea (the)|Corea": "KOR PRK", "Congo|Congo (le)|Конго|콩고|الكونغو|刚果|Kongo|the Congo": "COG COD", "Virgin Islands|Virgin Is.|Islas Vírgenes": "VIR VGB", "Saint Martin|St. Martin|Saint-Martin": "MAF SXM",
		"Netherlands Antilles|Antilles|Neth. Antilles|Dutch Antilles": "CUW", "USSR|U.S.S.R.|Soviet Union|СССР|URSS|소련|苏联": "RUS UKR", "Yugoslavia|SFR Yugoslavia|Югославия|Yougoslavie|Former Yugoslavia": "SRB HRV", "Czechoslovakia|Чехословакия|체코슬로바키아": "CZE SVK", "Serbia and Montenegro|Serbia & Montenegro": "SRB MNE",
		"Republic of China|ROC|R.O.C.|中华民国|R. of China": "", "Taiwan|Chinese Taipei|Taiwan, China|Taiwan (China)|Taiwan Province of China|台湾|대만": "", "Kosovo|Kosovo*|Косово": "", "D.R.|DR|D. R.": "DOM COD", "S.A.|SA|S A|S. A.|S/A": "ZAF SAU", "S.K.|S. K.|SK": "KOR SVK", "N.K.": "PRK", "S.L.|SL": "SLE LKA", "P.R.|P R": "", "R.U.|RU": "RUS GBR",
		"No|NO|no|no.": "NOR", "M/F|M / F|m/f|F/M": "", "I.O.|IO|i.o.": "", "E.U.|EU|U.E.|UE|European Union|Union européenne|欧盟|Европейский союз|E U": "", "ASEAN|A.S.E.A.N.|African Union|AU|A.U.|UNDP|UN|U.N.|United Nations|ONU|SADC|World Bank|WHO|UNESCAP|UN ESCAP|ECOWAS|Commonwealth|Pacific Islands Forum|유엔|Asian Development Bank": "",
		"N. Guinea|S. Lucia|G. Land|America|Amérique|Dominican|Republic of Dominica|Dominica Republic|Guiana|North Sudan|New Guinea|Timor|Southern Africa|Central Africa|Micronesia/Melanesia": "", "Fijii|Keniaa|Kyrgystan|Burkina Fasso|Nepall|Camboddia|Vietman|Philipines|Phillippines|Tajikstan|Maldievs": "", "Atlantis|Wakanda|Nowhere|abc|Ministry of Health": "", "Kenya/Uganda|Kenya and Uganda|Kenya, Uganda|Kenya & Uganda|Kenya; Uganda": "KEN UGA",
		"Kenya?|Kenya (?)|? Kenya|Kenya (tbc)": "KEN", "Nairobi, Kenya|Kenya (Nairobi)|Nairobi - Kenya": "KEN", "Georgia, USA|Georgia (USA)|Atlanta, Georgia, USA": "GEO USA", "242|4|004|410|1|2026|+679|12 000": "", "In|in|it|Is|am|be|To|So|By|At|As|Me|My|Can|per|et|Ben": "", "K.E.|k/e|F.J.|F J": "", "Female|M|F|X|yes|Nope|Mr|Ms|Dr.": "", "Democratic Republic of Korea|People's Republic of Korea|Kingdom of Korea": "KOR PRK",
		"Kenyatta|Indian|Chinese|Georgian": "", "Ireland/Northern Ireland": "IRL GBR", "Palestine/Israel": "ISR PSE", "Channel Islands": "", "Asia|Europe|Africa|World|Regional|International|Various|Multiple": "", "Republic|Kingdom|The|Islands|North|South|St.|the Republic of|Democratic Republic": "", "CIS|GCC|CARICOM|G77": "",
	} {
		for text := range strings.SplitSeq(texts, "|") {
			got := m.Match(text)
			if got.Sure() {
				t.Errorf("%q is not asked: %+v", text, got)
				continue
			}
			for _, code := range strings.Fields(offered) {
				if !slices.Contains(got.Candidates, model.CountryCode(code)) {
					t.Errorf("%q does not offer %s: %v", text, code, got.Candidates)
				}
			}
		}
	}
	for text, code := range map[string]model.CountryCode{"Fijii": "FJI", "Nepall": "NPL", "Vietman": "VNM", "Philipines": "PHL", "Tajikstan": "TJK", "Maldievs": "MDV", "K.E.": "KEN", "242": "FJI", "004": "AFG", "No": "NOR"} {
		if got := m.Match(text).Candidates; !slices.Contains(got, code) {
			t.Errorf("%q does not offer %s: %v", text, code, got)
		}
	}
	for text := range strings.SplitSeq("E.U.|EU|U.E.|ASEAN|AU|UN|African Union|I.O.|SADC|UNDP|World Bank|Ministry of Health|Europe|유엔|联合国", "|") {
		if !m.Match(text).Organisation {
			t.Errorf("%q is not known as no country's name: %+v", text, m.Match(text))
		}
	}
}

func TestWhatSaysThatThereIsNoCountry(t *testing.T) {
	m := country.NewMatcher()
	for text := range strings.SplitSeq("N/A|n.a.|N / A|n/d|none|unknown|not available|TBC|TBD|-|–|—|?|…|s/o|sin datos|нет данных|不详|미상|غير معروف|no country|No country|aucun pays|", "|") {
		if got := m.Match(text); !got.None || got.Code != "" {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}
