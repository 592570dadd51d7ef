package pdf

import (
	"fmt"
	"time"

	"rollbook/model"
)

// peopleOf are names in the scripts of those whom such an office meets, as they write them
// and in their own script.
var peopleOf = []struct {
	name, native string
	country      model.CountryCode
	organisation string
}{
	{"Mohammed bin Abdullah Al-Amin", "محمد بن عبد الله الأمين", "SAU", "Ministry of Civil Service"},
	{"Sim Sovannara", "ស៊ីម សុវណ្ណារ៉ា", "KHM", "Ministry of Civil Service, Department for Human Resource Development and International Cooperation"},
	{"Khamla Sisouk", "ຄຳຫຼ້າ ສີສຸກ", "LAO", "Ministry of Home Affairs"},
	{"Somsak Pinkaew", "สมศักดิ์ ปิ่นแก้ว", "THA", "Office of the Public Sector Development Commission"},
	{"Aung San Su Kyi", "အောင်ဆန်းစုကြည်", "MMR", "Union Civil Service Board"},
	{"Prakash Shrestha Kshetri", "प्रकाश श्रेष्ठ क्षेत्री", "NPL", "Ministry of General Administration"},
	{"Krishnamurthy Srinivasan", "க்ரிஷ்ணமூர்த்தி ஸ்ரீனிவாசன்", "LKA", "Sri Lanka Institute of Development Administration"},
	{"Bang So-yeon", "방소연", "KOR", "Ministry of the Interior and Safety"},
	{"Wang Xiaoming", "王小明", "CHN", "Chinese Academy of Governance"},
	{"Nguyễn Thị Ánh Tuyết", "", "VNM", "Ministry of Home Affairs"},
	{"Olga Shcherbakova", "Ольга Щербакова", "KAZ", "Academy of Public Administration"},
	{"Tevita Ratuvakanadalo-Nawaqanitawase Waqanivalu", "", "FJI", "Ministry of Civil Service and Public Enterprises"},
	{"Sukarno", "", "IDN", ""},
	{"Ngozi Okonjo", "", "", "United Nations Economic Commission for Africa"},
}

// roll is a roll of n people at an activity of two days with a morning and an afternoon
// each; every fifth missed half of it.
func roll(n int) model.Roll {
	r := model.Roll{Activity: model.Activity{ID: 1, Title: "Regional Workshop on Innovative Public Service Delivery in Asia and the Pacific", Code: "RW-2026-04",
		FirstDay: "2026-11-23", LastDay: "2026-11-24", City: "Nadi", Country: "FJI"}}
	r.Sessions = model.SessionsOf(r.Activity, true)
	for i := range r.Sessions {
		r.Sessions[i].ID = model.ID(i + 1)
	}
	for i := range n {
		p := peopleOf[i%len(peopleOf)]
		a := model.Attendee{RoleName: "participant", Counted: true, Marks: map[model.ID]model.Mark{},
			Registration: model.Registration{ID: model.ID(1000 + i), Activity: 1, Person: model.ID(i + 1), Country: p.country, Organisation: p.organisation, Position: "Deputy Director",
				Status: model.Registered, Code: fmt.Sprintf("K%03d", i)},
			Who: model.Person{ID: model.ID(i + 1), Name: p.name, NativeName: p.native, Email: "someone@example.org"}}
		if i%7 == 0 {
			a.Who.Title = "Dr."
		}
		for n, s := range r.Sessions {
			if i%5 > 0 || n < 2 {
				a.Marks[s.ID] = model.Mark{Value: model.Present}
			}
		}
		r.Attendees = append(r.Attendees, a)
	}
	return r
}

func paperOf(n int) Paper {
	return Paper{Office: model.Office{Name: "United Nations Project Office on Governance", Completion: 80}, Roll: roll(n),
		AsOf: model.InstantOf(time.Date(2026, 11, 25, 9, 0, 0, 0, time.FixedZone("", 9*3600)))}
}

func certificateOf() model.Certificate {
	c := model.FirstCertificate()
	c.Number = "UNPOG/2026/"
	c.Signatures = []model.Signature{{Name: "Bang So-yeon", Title: "Head of Office"}, {Name: "Ratu Josefa Vosanibola", Title: "Permanent Secretary, Ministry of Civil Service, Fiji"}}
	return c
}
