package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

// TestFormsOfAddressSayTheSexOfAllOrNone reads names with forms of address: what each person
// is called, and the sex that the list as a whole lets them say.
func TestFormsOfAddressSayTheSexOfAllOrNone(t *testing.T) {
	r := office(t)
	for list, want := range map[string]string{
		"Nom|Mme Awa Ndir|M. Jean Koff|M. Paul Tchak|M. Luc Mbad":      "Awa Ndir female, Jean Koff male, Paul Tchak male, Luc Mbad male",
		"Nom|Mlle Awa Ndir|M. Jean Koff|Dr. Ali Sow":                   "Awa Ndir female, Jean Koff male, Ali Sow (Dr.)",
		"Nom|M. Jean Koff|M. Paul Tchak":                               "Jean Koff, Paul Tchak",
		"Name|M. Rahman|A. Karim|Kofi Adu":                             "M. Rahman, A. Karim, Kofi Adu",
		"Nombre|Sra. Ana Lupe|Sr. Luis Paz|Srta. Eva Ríos":             "Ana Lupe female, Luis Paz male, Eva Ríos female",
		"Nombre|Sr. Luis Paz|Ana Lupe":                                 "Luis Paz, Ana Lupe",
		"Name|Frau Eva Kern|Herr Jan Holt|Fr. Ida Berg":                "Eva Kern female, Jan Holt male, Ida Berg female",
		"Name|Fr. John Mbeki|Ben Okwar":                                "Fr. John Mbeki, Ben Okwar",
		"Họ tên|Bà Nguyễn Thị Lan|Ông Trần Văn Minh|Ba Maung|Ong Teng": "Nguyễn Thị Lan female, Trần Văn Minh male, Ba Maung, Ong Teng",
		"姓名|王芳女士|李伟先生|张丽小姐|陈教授明":                                       "王芳 female, 李伟 male, 张丽 female, 陈教授明",
		"ФИО|г-жа Анна Ким|г-н Иван Ли|Госпожа Ольга Цой|Господин Пётр Ан":                            "Анна Ким female, Иван Ли male, Ольга Цой female, Пётр Ан male",
		"الاسم|السيدة مريم حسن|السيد علي عمر":                                                         "مريم حسن female, علي عمر male",
		"الاسم|السيد علي عمر|مريم حسن":                                                                "السيد علي عمر, مريم حسن",
		"성명|홍길동 씨|김소라님|김씨":                                                                            "홍길동, 김소라, 김씨",
		"Name|Mr. Ben Okwar|Ms. Asha Onyar|MRS Cara Wanjik|Miss Dina Taveu|Mr.Eli Vakar|Mx. Fay Tolu": "Ben Okwar male, Asha Onyar female, Cara Wanjik female, Dina Taveu female, Eli Vakar male, Fay Tolu",
		"Name|H.E. Mr. Ben Okwar|H.E. Ms Asha Onyar|S.E. Mme Awa Ndir|H. E. Dr. Ali Sow|His Excellency Eli Vakar|Her Excellency Dina Taveu|Ambassador Kim Sora|Hon. Joe Lagi|The Hon. Ana Lupe|Prof. Dr. Luc Mbad": "Ben Okwar male (H.E.), Asha Onyar female (H.E.), Awa Ndir female (S.E.), Ali Sow (H.E. Dr.), Eli Vakar male (H.E.), Dina Taveu female (H.E.), Kim Sora (Amb.), Joe Lagi (Hon.), Ana Lupe (Hon.), Luc Mbad (Prof. Dr.)",
		"Name|Hon Sui Sen|Don Smith|Eng Sokha|He Wei|Se Jin Park|D. Okwar|Sir Ben Kofi|Son Heung|Su Excelencia Ana Paz":                                                                                            "Hon Sui Sen, Don Smith, Eng Sokha, He Wei, Se Jin Park, D. Okwar, Ben Kofi male (Sir), Son Heung, Ana Paz (S.E.)",
		"Name|Dra. Ana Lupe|Dr. Luis Paz|Mtra. Eva Ríos":                                                          "Ana Lupe (Dr.), Luis Paz (Dr.), Eva Ríos (Mtra.)",
		"Nome|Sig. Marco Neri|Sig.ra Lia Blu|Dott.ssa Eva Gallo":                                                  "Marco Neri male, Lia Blu female, Eva Gallo (Dr.)",
		"Title,First Name,Last Name|Ms.,Asha,Onyar|Mr.,Ben,Okwar|Dr,Cara,Wanjik|Mr/Ms,Dina,Taveu|,Eli,Vakar":      "Asha Onyar female, Ben Okwar male, Cara Wanjik (Dr.), Dina Taveu, Eli Vakar",
		"Civilité,Prénom,Nom de famille|Mme,Awa,Ndir|M.,Jean,Koff|M,Paul,Tchak":                                   "Awa Ndir female, Jean Koff male, Paul Tchak male",
		"Salutation,Name|H.E. Mr.,Ben Okwar|Prof. Ms.,Asha Onyar|Dr. (Mr.),Eli Vakar|N/A,Kim Sora|Mayor,Joe Lagi": "Ben Okwar male (H.E.), Asha Onyar female (Prof.), Eli Vakar male (Dr.), Kim Sora, Joe Lagi (Mayor)",
		"Anrede,Name|Frau,Eva Kern|Herr,Jan Holt|Frau Dr.,Ida Berg":                                               "Eva Kern female, Jan Holt male, Ida Berg female (Dr.)",
		"Tratamiento,Nombre|Sra.,Ana Lupe|Sr.,Luis Paz|D.,Juan Sol|Dña.,Eva Ríos":                                 "Ana Lupe female, Luis Paz male, Juan Sol male, Eva Ríos female",
		"称谓,姓名|女士,王芳|先生,李伟|教授,张丽":                                                                                 "王芳 female, 李伟 male, 张丽 (教授)",
		"호칭,성명|씨,홍길동|Mr.,김민수":                                                                                     "홍길동, 김민수 male",
		"Обращение,ФИО|г-жа,Анна Ким|г-н,Иван Ли":                                                                 "Анна Ким female, Иван Ли male",
		"اللقب,الاسم|السيدة,مريم حسن|السيد,علي عمر|د.,ليلى نور":                                                   "مريم حسن female, علي عمر male, ليلى نور (د.)",
		"Danh xưng,Họ tên|Bà,Lan|Ông,Minh":                                                                        "Lan female, Minh male",
		"Name,Sex|Mr. Ben Okwar,N/A|Kim Na,F|NA,F":                                                                "?",
		"family name,given name|Na,Sora|N/A,Madonna":                                                              "Sora Na, Madonna",
		"family name,given name|NA,Sora":                                                                          "?",
		"Name,Sex|Mr. Ben Okwar,prefer not to say|Ms. Asha Onyar,unknown|Mr. Eli Vakar,other":                     "Ben Okwar, Asha Onyar female, Eli Vakar other",
		"Name,Sex|Mr. Ben Okwar,F":                                                                                "?",
		"name,email,organisation,phone|Ben Okwar,N/A,unknown,n/d|Eli Vakar,нет данных,–,TBC":                      "Ben Okwar, Eli Vakar",
	} {
		rows := strings.Split(list, "|")
		p := check(t, r, intake.People, "l.csv", []byte(strings.ReplaceAll(strings.Join(rows, "\n"), "Họ tên", "name")+"\n"))
		var said []string
		for _, one := range p.Batch.People {
			text := one.Name
			if one.Sex != model.NotStated {
				text += " " + string(one.Sex)
			}
			if one.Title != "" {
				text += " (" + one.Title + ")"
			}
			if one.Email+one.Organisation+one.Phone+one.Position != "" {
				text += " " + one.Email + one.Organisation + one.Phone + one.Position
			}
			said = append(said, text)
		}
		got := strings.Join(said, ", ")
		if len(p.Problems) > 0 {
			got = "?"
		}
		if got != want {
			t.Errorf("%q\n is read as %s\n want       %s\n%s", list, got, want, problems(p))
		}
	}
}

func TestTitleIsAFormOfAddressOrAPosition(t *testing.T) {
	r := office(t)
	p := check(t, r, intake.People, "l.csv", []byte("Title,First Name,Last Name,Job Title,Organization,Country,Email\nMs.,Asha,Onyar,Director,Ministry A,Kenya,asha@example.org\nMr.,Ben,Okwar,Officer,Ministry B,Fiji,ben@example.org\n"))
	if len(p.Problems) > 0 || len(p.Batch.People) != 2 || p.Batch.People[0].Sex != model.Female || p.Batch.People[0].Position != "Director" || p.Batch.People[1].Position != "Officer" || p.Batch.People[1].Sex != model.Male {
		t.Errorf("%+v\n%s", p.Batch.People, problems(p))
	}
	p = check(t, r, intake.People, "l.csv", []byte("Name,Title,Country\nAsha Onyar,Director,Kenya\nBen Okwar,Deputy Minister,Fiji\nCara Wanjik,Dr.,Fiji\n"))
	if len(p.Problems) > 0 || p.Batch.People[1].Position != "Deputy Minister" {
		t.Errorf("%+v\n%s", p.Batch.People, problems(p))
	}
}

func TestSexesAsListsWriteThem(t *testing.T) {
	r := office(t)
	read := func(heading string, cells ...string) string {
		list := "name," + heading + "\n"
		for i, cell := range cells {
			list += fmt.Sprintf("Person Number%c,%s\n", 'A'+i, cell)
		}
		p := check(t, r, intake.People, "l.csv", []byte(list))
		if len(p.Problems) > 0 {
			return "?"
		}
		var said []string
		for _, one := range p.Batch.People {
			said = append(said, map[model.Sex]string{model.Female: "f", model.Male: "m", model.Another: "x", model.NotStated: "-"}[one.Sex])
		}
		return strings.Join(said, "")
	}
	for sex, cells := range map[string]string{
		"f": "F|f|female|Female|FEMALE|Woman|Ms|Ms.|Mrs|Femenina|Femenino|Femme|Féminin|F.|Mujer|여|여성|여자|女|女性|ж|Ж|жен.|женский|أنثى|weiblich|Frau|feminino|Mulher|W|She/her|Nữ|Kadın|Donna|Mme",
		"m": "M|male|Man|Mr|Mr.|Masculino|Homme|Masculin|H|Hombre|남|남성|男|м|муж.|мужской|ذكر|männlich|Herr|Homem|He/Him|Nam giới!|Erkek|Uomo|Varón",
		"x": "Other|X|non-binary|Non binary|nonbinary|Diverse|divers|They/them|Otro|Autre|其他|기타|No binario",
		"-": "|N/A|unknown|prefer not to say|Prefer not to say|Not stated|Rather not say|no indicado|Prefiero no decirlo|keine Angabe|не указано|不愿透露|응답 거부|미상|–",
		"?": "M/F|both|1|2|yes|Kenya|T|F/M|mixed|12",
	} {
		for cell := range strings.SplitSeq(cells, "|") {
			if got := read("sex", cell); got != sex && !strings.HasSuffix(cell, "!") {
				t.Errorf("%q is read as %q, want %q", cell, got, sex)
			}
		}
	}
	for want, cells := range map[string]string{"mf": "sexo|H|M", "mff": "Sexe|H|F|Femme", "fmm": "sex|K|M|M", "?": "sexo|M|M", "fm": "jenis kelamin@sex|P|L", "??": "sex|N|F", "mf ": "sexo|M|F"} {
		heading, rest, _ := strings.Cut(cells, "|")
		if _, field, ok := strings.Cut(heading, "@"); ok {
			heading = field
		}
		got := read(heading, strings.Split(rest, "|")...)
		if got != strings.TrimSpace(want) && !(got == "?" && want == "??") {
			t.Errorf("%q is read as %q, want %q", cells, got, want)
		}
	}
}

func TestWomenAreAQuarterOfFrenchTitles(t *testing.T) {
	r := office(t)
	ctx := context.Background()
	activity, err := r.ActivityByCode(ctx, "RW-1")
	must(t, err)
	about := func(l *intake.List) { l.About(activity) }
	p := check(t, r, intake.People, "l.csv", []byte("Nom,Pays,Fonction\nMme Awa Ndir,Sénégal,Chef\nM. Jean Koff,Bénin,Chef\nM. Paul Tchak,Togo,Chef\nM. Luc Mbad,Tchad,Chef\n"), about)
	if len(p.Problems) > 0 {
		t.Fatal(problems(p))
	}
	_, err = r.SaveBatch(ctx, p.Batch, nil)
	must(t, err)
	for _, names := range [][]string{{"Awa Ndir", "Jean Koff", "Paul Tchak", "Luc Mbad"}, {"Mme Awa Ndir", "M. Jean Koff", "M. Paul Tchak", "M. Luc Mbad"}} {
		p = check(t, r, intake.Marks, "m.csv", []byte("Person,Session,Mark\n"+strings.Join(names, ",D1,P\n")+",D1,P\n"), about)
		if len(p.Problems) > 0 || len(p.Batch.Marks) != 4 {
			t.Errorf("%d marks\n%s", len(p.Batch.Marks), problems(p))
		}
	}
}
