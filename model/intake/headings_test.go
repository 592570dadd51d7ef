package intake_test

import (
	"strings"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

func TestHeadingsOfCountriesInManyWords(t *testing.T) {
	r := office(t)
	for heading := range strings.SplitSeq("Delegation|DELEGATION|Representing|Country represented|Home country|Country|Country/Territory|Member State|소속국가|소속 국가|국가|국적|ISO3|ISO 3|ISO code|Country code|国家|所属国家|国别|Страна|Делегация|البلد|الدولة|Pays|Délégation|Pays représenté|País|Delegación|País representado|País de origen|Land|Herkunftsland|País de origem|Paese|Country of origin|Country (represented)|Name of country", "|") {
		value, want := "Kenya", model.CountryCode("KEN")
		if strings.Contains(heading, "ISO") || strings.Contains(heading, "code") {
			value = "KEN"
		}
		p := check(t, r, intake.People, "l.csv", []byte("Name,"+heading+"\nAsha Onyar,"+value+"\n"))
		if len(p.Problems) > 0 || len(p.Batch.People) != 1 || p.Batch.People[0].Country != want {
			t.Errorf("%q: %+v\n%s", heading, p.Batch.People, problems(p))
		}
	}
	p := check(t, r, intake.People, "l.csv", []byte("Name,Country,ISO3\nAsha Onyar,Kenya,KEN\nBen Okwar,Congo,COG\n"))
	if got := problems(p); len(p.Problems) > 0 || p.Batch.People[1].Country != "COG" {
		t.Errorf("names beside their codes: %s", got)
	}
	p = check(t, r, intake.People, "l.csv", []byte("Name,M49\nAsha Onyar,404\nBen Okwar,4\n"))
	if len(p.Problems) > 0 || p.Batch.People[1].Country != "AFG" {
		t.Errorf("%+v\n%s", p.Batch.People, problems(p))
	}
	p = check(t, r, intake.People, "l.csv", []byte("Name,Country\nAsha Onyar,404\nBen Okwar,4\n"))
	if len(p.Problems) != 2 {
		t.Errorf("%+v\n%s", p.Batch.People, problems(p))
	}
}

func TestPeopleUnderHeadingsOfManyLanguages(t *testing.T) {
	r := office(t)
	for _, headings := range []string{
		"Full name,Gender,Country,Organisation,Position,E-mail,Mobile", "Name of participant,Sex,Representing,Ministry/Agency,Job title,Email address,Telephone number", "Nom et prénom,Sexe,Pays,Ministère,Fonction,Courriel,Téléphone", "Nombre y apellidos,Sexo,País,Institución,Cargo,Correo electrónico,Teléfono",
		"ФИО,Пол,Страна,Организация,Должность,Электронная почта,Телефон", "姓名,性别,国家,单位,职务,电子邮箱,手机", "الاسم الكامل,الجنس,البلد,جهة العمل,المسمى الوظيفي,البريد الإلكتروني,الجوال", "성명,성별,소속국가,소속기관,직위,이메일,연락처",
		"Vollständiger Name,Geschlecht,Land,Einrichtung,Funktion,E-Mail-Adresse,Handy", "Nome completo,Gênero,País,Instituição,Função,Endereço de email,Celular", "Nome e cognome,Sesso,Paese,Ente,Qualifica,Indirizzo email,Cellulare",
	} {
		p := check(t, r, intake.People, "l.csv", []byte(headings+"\nAsha Onyar,F,Kenya,Bureau,Officer,asha@example.org,+254 20 1234567\nBen Okwar,F,Fiji,Office,Clerk,ben@example.org,+679 330 1234\n"))
		if len(p.Problems) > 0 || len(p.Batch.People) != 2 {
			t.Errorf("%s: %s", headings, problems(p))
			continue
		}
		if one := p.Batch.People[0]; one.Name != "Asha Onyar" || one.Sex != model.Female || one.Country != "KEN" || one.Organisation != "Bureau" || one.Position != "Officer" || one.Email != "asha@example.org" || one.Phone != "+254201234567" {
			t.Errorf("%s: read as %+v", headings, one)
		}
	}
}

func TestRowsOfTagsAreNoData(t *testing.T) {
	r := office(t)
	p := check(t, r, intake.People, "l.csv", []byte("Who,From where,Code,Contact\n#contact+name,#country+name,#country+code,#contact+email\nAsha Onyar,Kenya,KEN,asha@example.org\nBen Okwar,Namibia,NAM,\n"))
	if len(p.Problems) > 0 || len(p.Batch.People) != 2 || p.Batch.People[0].Country != "KEN" || p.Batch.People[0].Email != "asha@example.org" {
		t.Errorf("%+v\n%s", p.Batch.People, problems(p))
	}
	p = check(t, r, intake.People, "l.csv", []byte("Participants 2026,,\nName,Country,Sex\n#contact +name,#country,#gender\nAsha Onyar,Kenya,F\n"))
	if len(p.Problems) > 0 || len(p.Batch.People) != 1 || p.Batch.People[0].Sex != model.Female {
		t.Errorf("%+v\n%s", p.Batch.People, problems(p))
	}
	p = check(t, r, intake.Headcounts, "l.csv", []byte("#activity+code,#country+code,#reached+f,#reached+m,#meta\nRW-1,KEN,3,4,x\n"))
	if len(p.Problems) > 0 || len(p.Batch.Headcounts) != 2 || p.Batch.Headcounts[0].Number != 3 {
		t.Errorf("%+v\n%s", p.Batch.Headcounts, problems(p))
	}
	p = check(t, r, intake.Activities, "l.csv", []byte("Event,Category,Begin,Finish,Where\n#activity+name,#activity+type,#date+start,#date+end,#country+code\nOpen data,Regional workshop,2026-05-04,2026-05-06,FJI\n"), onDay("2026-11-27"))
	if a := p.Batch.Activities; len(p.Problems) > 0 || len(a) != 1 || a[0].LastDay != "2026-05-06" || a[0].Country != "FJI" {
		t.Errorf("%+v\n%s", a, problems(p))
	}
}

// TestHeadingsThatSayMoreAreNotTaken: a heading that contains a known word may mean
// something else.
func TestHeadingsThatSayMoreAreNotTaken(t *testing.T) {
	r := office(t)
	for heading := range strings.SplitSeq("Number of women (%)|% of women|Age|Average age|Number of days|Number of sessions|Women's organisations|Women-led|Percentage|Share of women|Cost per participant|Participants' satisfaction|Feedback|Budget|Number of certificates|Sex ratio", "|") {
		p := check(t, r, intake.Headcounts, "l.csv", []byte("Activity,Country,"+heading+"\nRW-1,Kenya,45\n"))
		if len(p.Problems) == 0 {
			t.Errorf("%q is taken: %+v", heading, p.Batch.Headcounts)
		}
	}
	for heading := range strings.SplitSeq("Country of last visit|Countries visited|Country director|Country code of phone|Emergency contact email|Name of spouse|Organisation's country|Sex education", "|") {
		p := check(t, r, intake.People, "l.csv", []byte("Name,"+heading+"\nAsha Onyar,Kenya\n"))
		if len(p.Problems) > 0 {
			continue
		}
		if one := p.Batch.People[0]; one.Country != "" || one.Sex != model.NotStated || one.Email != "" {
			t.Errorf("%q is taken: %+v", heading, one)
		}
	}
}
