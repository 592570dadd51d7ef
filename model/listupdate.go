package model

// OfficeUpdate is what is to change of the office: nil fields stay as they are.
type OfficeUpdate struct {
	Name           *string
	Completion     *int
	SIDSAssociates *bool
	RetentionYears *int
}

// OfficeChanges gives what differs between the office as it was shown and as it was edited.
func OfficeChanges(from, to Office) OfficeUpdate {
	return OfficeUpdate{
		Name:           differing(from.Name, to.Name),
		Completion:     differing(from.Completion, to.Completion),
		SIDSAssociates: differing(from.SIDSAssociates, to.SIDSAssociates),
		RetentionYears: differing(from.RetentionYears, to.RetentionYears),
	}
}

// Apply changes the office.
func (u OfficeUpdate) Apply(o *Office) {
	set(&o.Name, u.Name)
	set(&o.Completion, u.Completion)
	set(&o.SIDSAssociates, u.SIDSAssociates)
	set(&o.RetentionYears, u.RetentionYears)
}

// ActivityTypeUpdate is what is to change of an activity type: nil fields stay as they are.
type ActivityTypeUpdate struct {
	Name         *string
	ShortName    *string
	PeopleWord   *string
	CountsPeople *bool
	Position     *int
}

// ActivityTypeChanges gives what differs between an activity type as it was shown and as it was edited.
func ActivityTypeChanges(from, to ActivityType) ActivityTypeUpdate {
	return ActivityTypeUpdate{
		Name:         differing(from.Name, to.Name),
		ShortName:    differing(from.ShortName, to.ShortName),
		PeopleWord:   differing(from.PeopleWord, to.PeopleWord),
		CountsPeople: differing(from.CountsPeople, to.CountsPeople),
		Position:     differing(from.Position, to.Position),
	}
}

// Apply changes an activity type.
func (u ActivityTypeUpdate) Apply(a *ActivityType) {
	set(&a.Name, u.Name)
	set(&a.ShortName, u.ShortName)
	set(&a.PeopleWord, u.PeopleWord)
	set(&a.CountsPeople, u.CountsPeople)
	set(&a.Position, u.Position)
}

// RoleUpdate is what is to change of a role: nil fields stay as they are.
type RoleUpdate struct {
	Name     *string
	Counted  *bool
	Position *int
}

// RoleChanges gives what differs between a role as it was shown and as it was edited.
func RoleChanges(from, to Role) RoleUpdate {
	return RoleUpdate{
		Name:     differing(from.Name, to.Name),
		Counted:  differing(from.Counted, to.Counted),
		Position: differing(from.Position, to.Position),
	}
}

// Apply changes a role.
func (u RoleUpdate) Apply(r *Role) {
	set(&r.Name, u.Name)
	set(&r.Counted, u.Counted)
	set(&r.Position, u.Position)
}

// ThemeUpdate is what is to change of a theme: nil fields stay as they are.
type ThemeUpdate struct {
	Name   *string
	Parent *ID
}

// ThemeChanges gives what differs between a theme as it was shown and as it was edited.
func ThemeChanges(from, to Theme) ThemeUpdate {
	return ThemeUpdate{
		Name:   differing(from.Name, to.Name),
		Parent: differing(from.Parent, to.Parent),
	}
}

// Apply changes a theme.
func (u ThemeUpdate) Apply(t *Theme) {
	set(&t.Name, u.Name)
	set(&t.Parent, u.Parent)
}

// PartnerUpdate is what is to change of a partner: nil fields stay as they are.
type PartnerUpdate struct {
	Name    *string
	Kind    *PartnerKind
	Country *CountryCode
}

// PartnerChanges gives what differs between a partner as it was shown and as it was edited.
func PartnerChanges(from, to Partner) PartnerUpdate {
	return PartnerUpdate{
		Name:    differing(from.Name, to.Name),
		Kind:    differing(from.Kind, to.Kind),
		Country: differing(from.Country, to.Country),
	}
}

// Apply changes a partner.
func (u PartnerUpdate) Apply(p *Partner) {
	set(&p.Name, u.Name)
	set(&p.Kind, u.Kind)
	set(&p.Country, u.Country)
}

// PhaseUpdate is what is to change of a phase: nil fields stay as they are.
type PhaseUpdate struct {
	Name *string
	From *Day
	To   *Day
}

// PhaseChanges gives what differs between a phase as it was shown and as it was edited.
func PhaseChanges(from, to Phase) PhaseUpdate {
	return PhaseUpdate{
		Name: differing(from.Name, to.Name),
		From: differing(from.From, to.From),
		To:   differing(from.To, to.To),
	}
}

// Apply changes a phase.
func (u PhaseUpdate) Apply(p *Phase) {
	set(&p.Name, u.Name)
	set(&p.From, u.From)
	set(&p.To, u.To)
}

// MilestoneUpdate is what is to change of a milestone: nil fields stay as they are.
type MilestoneUpdate struct {
	Day       *Day
	MonthOnly *bool
	Title     *string
	Notes     *string
}

// MilestoneChanges gives what differs between a milestone as it was shown and as it was edited.
func MilestoneChanges(from, to Milestone) MilestoneUpdate {
	return MilestoneUpdate{
		Day:       differing(from.Day, to.Day),
		MonthOnly: differing(from.MonthOnly, to.MonthOnly),
		Title:     differing(from.Title, to.Title),
		Notes:     differing(from.Notes, to.Notes),
	}
}

// Apply changes a milestone.
func (u MilestoneUpdate) Apply(m *Milestone) {
	set(&m.Day, u.Day)
	set(&m.MonthOnly, u.MonthOnly)
	set(&m.Title, u.Title)
	set(&m.Notes, u.Notes)
}
