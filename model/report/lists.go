package report

import (
	"slices"
	"strings"

	"rollbook/model"
)

// Listed composes a document of one list, exactly as it is shown. What narrows the list
// stands in the subtitle.
func Listed(title, narrowed, office string, t Table, at model.Instant) Document {
	t.Title = title
	return Document{Title: title, Subtitle: narrowed, Office: office, AsOf: at, Wide: true, Blocks: []Block{t}}
}

// ActivityList is activities with their figures; names gives the office's words for
// countries.
func ActivityList(lines []model.ActivityLine, names map[model.CountryCode]string) Table {
	t := Table{Title: "Activities", Columns: []Column{{Head: "Code", Weight: 1.1}, {Head: "Title", Weight: 3.4}, {Head: "Type", Weight: 1.8}, {Head: "First day", Weight: 1.1},
		{Head: "Last day", Weight: 1.1}, {Head: "Place", Weight: 1.6}, {Head: "Countries", Figure: true, Weight: 0.9}, {Head: "Participants", Figure: true}, {Head: "Evidence"}, {Head: "Status", Weight: 0.9}}}
	for _, l := range lines {
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(l.Code), Text(l.Title), Text(l.TypeName), Day(l.FirstDay), Day(l.LastDay), Text(l.Place(countryName(names, l.Country))),
			Figure(l.Figures.Countries), Figure(l.Figures.Participants), Text(l.Figures.Evidence.Label()), Text(l.Status.Label())}})
	}
	return t
}

// PersonList is people with what they came to.
func PersonList(lines []model.PersonLine, names map[model.CountryCode]string) Table {
	t := Table{Title: "People", Columns: []Column{{Head: "Name", Weight: 2.2}, {Head: "Sex", Weight: 0.8}, {Head: "Country", Weight: 1.6}, {Head: "Organisation", Weight: 2.2},
		{Head: "Position", Weight: 1.6}, {Head: "E-mail", Weight: 1.8}, {Head: "Phone", Weight: 1.2}, {Head: "Activities", Figure: true, Weight: 0.9}, {Head: "Last", Weight: 1}}}
	for _, l := range lines {
		sex := ""
		if l.Sex != model.NotStated {
			sex = l.Sex.Label()
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(personName(l.Person)), Text(sex), Text(countryName(names, l.Country)), Text(l.Organisation), Text(l.Position),
			Text(l.Email), Text(l.Phone), Number(l.Activities), Day(l.Last)}})
	}
	return t
}

// RollList is everybody registered for an activity, with their marks by session.
func RollList(roll model.Roll, names map[model.CountryCode]string) Table {
	t := Table{Title: "Registrations", Columns: []Column{{Head: "Check-in code", Weight: 0.9}, {Head: "Name", Weight: 2.2}, {Head: "Country", Weight: 1.6}, {Head: "Organisation", Weight: 2.2},
		{Head: "Position", Weight: 1.6}, {Head: "Role", Weight: 1.1}, {Head: "Status"}, {Head: "Attended", Weight: 0.8}}}
	for _, s := range roll.Sessions {
		t.Columns = append(t.Columns, Column{Head: s.Name, Weight: 0.6})
	}
	for _, a := range roll.Attendees {
		row := Row{Cells: []Cell{Text(a.Code), Text(personName(a.Who)), Text(countryName(names, a.Country)), Text(a.Organisation), Text(a.Position), Text(a.RoleName),
			Text(a.Status.Label()), Text(yes(roll.Attended(a)))}}
		for _, s := range roll.Sessions {
			row.Cells = append(row.Cells, Text(string(a.Marks[s.ID].Value)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ReportedList is reported totals, types being the office's.
func ReportedList(all []model.Reported, types []model.ActivityType, names map[model.CountryCode]string) Table {
	t := Table{Title: "Reported totals", Columns: []Column{{Head: "Type", Weight: 2}, {Head: "From"}, {Head: "To"}, {Head: "Events", Figure: true, Weight: 0.8}, {Head: "Countries", Figure: true, Weight: 0.9},
		{Head: "Participants", Figure: true}, {Head: "Adds to the activities", Weight: 0.9}, {Head: "Source", Weight: 2.6}, {Head: "Which countries", Weight: 2}}}
	for _, r := range all {
		var which []string
		for _, code := range r.CountryList {
			which = append(which, countryName(names, code))
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{Text(typeName(types, r.Type)), Day(r.From), Day(r.To), Figure(r.EventsFigure()), said(r.CountriesFigure()), said(r.ParticipantsFigure()),
			Text(yes(r.Adds)), Text(r.Source), Text(strings.Join(which, "; "))}})
	}
	return t
}

func typeName(types []model.ActivityType, id model.ID) string {
	if i := slices.IndexFunc(types, func(t model.ActivityType) bool { return t.ID == id }); i >= 0 {
		return types[i].Name
	}
	return ""
}

// said is a figure, or an empty cell where it is not known.
func said(f model.Figure) Cell {
	if !f.Known() {
		return Cell{}
	}
	return Figure(f)
}
