package sample

import (
	"fmt"

	"rollbook/model"
)

// lessons are the lessons of the source document's last section, in its order, with what
// an office might do about each and whether it did (invented).
var lessons = []struct {
	text, followUp string
	done           bool
}{
	{"Important to adhere to a holistic and integrated approach for implementing programme activities", "Plan a workshop and a study tour as one programme", true},
	{"Need to expand the scope in line with SDGs 16 and 17", "Name the targets of every new activity", true},
	{"Further engagement with UNDESA/DPADM essential, in both research and CD activities", "", false},
	{"Enhanced cooperation with main countries in the region and other international organizations", "", false},
	{"Need to strengthen collaboration with the Korean government and academia", "Invite two universities to the next research project", false},
	{"Sustained support for countries in special situations with sustainable and measurable impact", "Ask what became of it a year after each workshop", false},
}

// learn adds the source's lessons, tied to a few activities, and outputs of research.
func (m *maker) learn() {
	var held []model.Activity
	for _, a := range m.batch.Activities {
		if a.Status == model.Held {
			held = append(held, a)
		}
	}
	for _, l := range lessons {
		lesson := model.Lesson{ID: m.newID(), Text: l.text, FollowUp: l.followUp, Done: l.done}
		if len(held) > 0 {
			lesson.Activities = []model.ID{pick(m, held).ID}
		}
		m.batch.Lessons = append(m.batch.Lessons, lesson)
	}
	for _, a := range held {
		if a.Type != m.typeAt(researchKind).ID || m.chance(40) {
			continue
		}
		m.batch.Outputs = append(m.batch.Outputs, model.Output{ID: m.newID(), Activity: a.ID, Kind: pick(m, model.OutputKinds()),
			Title: fmt.Sprintf("%s: findings (sample)", a.Title), Day: a.LastDay})
	}
}

// researchKind is the place of research among the first types.
const researchKind = 4
