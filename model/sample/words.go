package sample

import (
	"strings"

	"rollbook/model"
)

// topics are the source document's thematic areas, with titles of activities that never
// were and the SDG targets they serve.
var topics = []struct {
	theme  string
	titles []string
	sdgs   []string
}{
	{"E-government for women’s empowerment", []string{"Digital Services for Women", "E-Government for Women’s Empowerment",
		"Women in Digital Government", "Gender-Responsive Public Services"}, []string{"5.b", "16.6"}},
	{"Open Government Data (OGD) for DRR", []string{"Open Government Data for Disaster Risk Reduction", "Data for Resilience",
		"Early Warning and Open Data", "Open Data Policy"}, []string{"11.b", "16.10", "17.18"}},
	{"Enhancing capacities of SIDS", []string{"Public Service Delivery in Small Islands", "Digital Capacity of Island Governments",
		"Partnerships for Small Island States", "Innovation in Small Administrations"}, []string{"13.b", "17.9"}},
	{"E-government for enhancing local governance", []string{"Local Governance and E-Government", "Smart Local Administration",
		"Citizen Participation in Local Government", "One-Stop Shops in Municipalities"}, []string{"11.3", "16.7"}},
}

var partners = []model.Partner{
	{Name: "Ministry of the Interior (host, sample)", Kind: model.HostGovernment, Country: "KOR"},
	{Name: "Sample Regional Commission", Kind: model.UNEntity},
	{Name: "Sample Academy of Public Service", Kind: model.Academia, Country: "KOR"},
	{Name: "Sample University of the Pacific", Kind: model.Academia, Country: "FJI"},
	{Name: "Sample Ministry of Digital Affairs", Kind: model.Government, Country: "MNG"},
	{Name: "Sample Open Data Network", Kind: model.CivilSociety},
	{Name: "Sample Development Bank", Kind: model.InternationalOrganisation},
}

var places = []struct {
	city    string
	country model.CountryCode
}{
	{"Seoul", "KOR"}, {"Seoul", "KOR"}, {"Incheon", "KOR"}, {"Suva", "FJI"}, {"Nadi", "FJI"}, {"Apia", "WSM"}, {"Port Vila", "VUT"},
	{"Bangkok", "THA"}, {"Vientiane", "LAO"}, {"Phnom Penh", "KHM"}, {"Hà Nội", "VNM"}, {"Kathmandu", "NPL"}, {"Thimphu", "BTN"},
	{"Ulaanbaatar", "MNG"}, {"Tashkent", "UZB"}, {"Astana", "KAZ"}, {"Bishkek", "KGZ"}, {"Colombo", "LKA"}, {"Malé", "MDV"},
	{"Dhaka", "BGD"}, {"Jakarta", "IDN"}, {"Manila", "PHL"}, {"Honiara", "SLB"}, {"Nuku’alofa", "TON"}, {"Dili", "TLS"},
	{"Port Moresby", "PNG"}, {"Funafuti", "TUV"}, {"Tarawa", "KIR"}, {"Kigali", "RWA"}, {"Amman", "JOR"},
}

var givenNames = strings.Fields(`Ada Alisi Amina Anil Aroha Asel Bao Bela Bima Boris Chan Chimed Dara Dewi Dina Eka Elina Emil Esi Farid
	Feleti Gita Goran Hana Hemi Ibrahim Ines Ioane Isra Ivo Jamila Jun Kaleo Kamal Karma Keo Laila Leo Lin Lupe Maia Malik
	Mere Mina Naim Nara Nima Nour Oyun Pema Phally Rami Rana Ravi Rosa Saba Salote Sami Sela Sina Sione Somchai Sora Talia
	Tavita Tenzin Timur Tomasi Una Vai Vanida Viet Wan Yara Yuna Zafar Zarina`)

// syllables make family names that nobody has.
var syllables = strings.Fields(`ba be bo da de di du fa fe ga go ha he hi ka ke ki ko la le li lo lu ma me mi mo na ne ni no pa pe po ra
	re ri ro sa se so ta te ti to tu va ve vo wa ya yo za zo`)

func familyName(m *maker) string {
	var b strings.Builder
	for range 3 + m.random.IntN(2) {
		b.WriteString(pick(m, syllables))
	}
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:]
}

var organisations = []string{"Ministry of Public Service", "Ministry of Interior", "Digital Government Agency", "National Statistics Office",
	"Civil Service Commission", "Ministry of Women’s Affairs", "Disaster Management Office", "Prime Minister’s Office",
	"Association of Municipalities", "Institute of Public Administration", "Ministry of Communications", "Audit Office"}

var positions = []string{"Director", "Deputy Director", "Senior Officer", "Policy Analyst", "Programme Officer", "Adviser", "Statistician", "Lecturer"}
