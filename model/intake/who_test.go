package intake_test

import (
	"context"
	"slices"
	"testing"

	"rollbook/model"
	"rollbook/model/intake"
)

func TestWhoIsTheSamePerson(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		register, list string
		made, asked    int
	}{
		"three share an office's address":   {"", "Name,Email,Country\nKim Minsu,office@example.org,Republic of Korea\nKim Jiyeon,office@example.org,Republic of Korea\nLee Sora,office@example.org,Republic of Korea\n", 3, 0},
		"two of one family name":            {"", "Name,Email\nMaria Lopez,info@example.org\nJuana Lopez,info@example.org\n", 2, 0},
		"one was there before":              {"Name,Email\nKim Minsu,office@example.org\n", "Name,Email\nKim Jiyeon,office@example.org\nMinsu Park,office@example.org\n", 2, 0},
		"two scripts in one office":         {"", "Name,Email\nKim Minsu,office@example.org\nLee Sora,office@example.org\n박지훈,office@example.org\n", 3, 0},
		"the same in two scripts":           {"Name,Email\nSo-yeon Bang,bang@example.org\n", "Name,Email\n방소연,bang@example.org\n", 0, 0},
		"perhaps the same in two scripts":   {"Name,Email\nGrace Lee,grace@example.org\n", "Name,Email\n이은혜,grace@example.org\n", 0, 1},
		"namesakes with two addresses":      {"", "Name,Email,Country\nKim Minsu,a@example.org,Republic of Korea\nKim Minsu,b@example.org,Republic of Korea\n", 0, 1},
		"and two organisations":             {"", "Name,Email,Organisation\nKim Minsu,a@example.org,Ministry A\nKim Minsu,b@example.org,Office of Statistics\n", 2, 0},
		"two organisations":                 {"", "Name,Country,Organisation\nKim Minsu,Republic of Korea,Ministry of Health\nKim Minsu,Republic of Korea,National Assembly\n", 0, 1},
		"one organisation, shortened":       {"", "Name,Organisation\nKim Minsu,Ministry of Health\nKim Minsu,\"Ministry of Health, Planning Division\"\n", 1, 0},
		"two middle names":                  {"", "Name,Country\nAna Maria Lupe,Fiji\nAna Rosa Lupe,Fiji\n", 2, 0},
		"two years of birth":                {"", "Name,Country,Year of birth\nKim Minsu,Republic of Korea,1970\nKim Minsu,Republic of Korea,1991\n", 2, 0},
		"the same year of birth":            {"", "Name,Country,Date of birth\nKim Minsu,Republic of Korea,1970-03-02\nMinsu Kim,Republic of Korea,1970-03-02\n", 1, 0},
		"a slip in a name with one address": {"Name,Email\nDina Taveu,dina@example.org\n", "Name,Email\nDina Tavue,dina@example.org\n", 0, 1},
		"two namesakes in the register":     {"Name,Email,Organisation\nKim Minsu,a@example.org,Ministry A\nKim Minsu,b@example.org,Office of Statistics\n", "Name,Country\nKim Minsu,Republic of Korea\n", 0, 1},
		"one of them by address":            {"Name,Email,Organisation\nKim Minsu,a@example.org,Ministry A\nKim Minsu,b@example.org,Office of Statistics\n", "Name,Email\nKim Minsu,b@example.org\n", 0, 0},
		"twice at one activity":             {"", "Name,Activity\nKim Minsu,RW-1\nKim Minsu,RW-1\n", 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			r := office(t)
			if c.register != "" {
				p := check(t, r, intake.People, "l.csv", []byte(c.register))
				_, err := r.SaveBatch(ctx, p.Batch, nil)
				must(t, err)
			}
			p := check(t, r, intake.People, "l.csv", []byte(c.list))
			q := p.Questions()
			if len(q) != c.asked || len(p.Batch.People) != c.made {
				t.Fatalf("made %d, asked %+v: %s", len(p.Batch.People), q, names(p))
			}
			for _, answer := range []string{"somebody else", ""} {
				p := check(t, r, intake.People, "l.csv", []byte(c.list), func(l *intake.List) {
					for _, one := range q {
						if one.Answer = new(answer); answer == "" {
							one.Answer = new(one.Choices[0])
						}
						must(t, l.Reply(one))
					}
				})
				if len(q) > 0 && (len(p.Problems) > 0 || slices.ContainsFunc(p.Batch.Registrations, func(g model.Registration) bool { return g.Person == 0 })) {
					t.Errorf("%q leaves %s", answer, problems(p))
				}
			}
			if len(q) > 0 {
				more := func(answer string) int {
					return len(check(t, r, intake.People, "l.csv", []byte(c.list), func(l *intake.List) {
						q[0].Answer = &answer
						must(t, l.Reply(q[0]))
					}).Batch.People)
				}
				if two, one := more("somebody else"), more(q[0].Choices[0]); two != one+1 {
					t.Errorf("somebody else makes %d, the same %d", two, one)
				}
			}
		})
	}
}
