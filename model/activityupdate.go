package model

// ActivityUpdate is what is to change of an activity: nil fields stay as they are.
type ActivityUpdate struct {
	Title      *string
	Code       *string
	Type       *ID
	FirstDay   *Day
	LastDay    *Day
	City       *string
	Country    *CountryCode
	Mode       *Mode
	Status     *Status
	Notes      *string
	Counts     *Evidence
	Completion *int
	Themes     Links[ID]
	SDGs       Links[string]
	Partners   Links[ActivityPartner]
}

// ActivityChanges gives what differs between an activity as it was shown and as it was edited.
func ActivityChanges(from, to Activity) ActivityUpdate {
	return ActivityUpdate{
		Title:      differing(from.Title, to.Title),
		Code:       differing(from.Code, to.Code),
		Type:       differing(from.Type, to.Type),
		FirstDay:   differing(from.FirstDay, to.FirstDay),
		LastDay:    differing(from.LastDay, to.LastDay),
		City:       differing(from.City, to.City),
		Country:    differing(from.Country, to.Country),
		Mode:       differing(from.Mode, to.Mode),
		Status:     differing(from.Status, to.Status),
		Notes:      differing(from.Notes, to.Notes),
		Counts:     differing(from.Counts, to.Counts),
		Completion: differing(from.Completion, to.Completion),
		Themes:     linkChanges(from.Themes, to.Themes),
		SDGs:       linkChanges(from.SDGs, to.SDGs),
		Partners:   linkChanges(from.Partners, to.Partners),
	}
}

// Apply changes an activity.
func (u ActivityUpdate) Apply(a *Activity) {
	set(&a.Title, u.Title)
	set(&a.Code, u.Code)
	set(&a.Type, u.Type)
	set(&a.FirstDay, u.FirstDay)
	set(&a.LastDay, u.LastDay)
	set(&a.City, u.City)
	set(&a.Country, u.Country)
	set(&a.Mode, u.Mode)
	set(&a.Status, u.Status)
	set(&a.Notes, u.Notes)
	set(&a.Counts, u.Counts)
	set(&a.Completion, u.Completion)
	a.Themes = u.Themes.of(a.Themes)
	a.SDGs = u.SDGs.of(a.SDGs)
	a.Partners = u.Partners.of(a.Partners)
}
