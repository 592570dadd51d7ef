package model

// CountryStatusUpdate is what is to change of the status of a country: nil fields stay as they are.
type CountryStatusUpdate struct {
	Group     *Group
	Country   *CountryCode
	From      *Day
	To        *Day
	Effective *bool
	Associate *bool
	Note      *string
}

// CountryStatusChanges gives what differs between the status of a country as it was shown and as it was edited.
func CountryStatusChanges(from, to CountryStatus) CountryStatusUpdate {
	return CountryStatusUpdate{
		Group:     differing(from.Group, to.Group),
		Country:   differing(from.Country, to.Country),
		From:      differing(from.From, to.From),
		To:        differing(from.To, to.To),
		Effective: differing(from.Effective, to.Effective),
		Associate: differing(from.Associate, to.Associate),
		Note:      differing(from.Note, to.Note),
	}
}

// Apply changes the status of a country.
func (u CountryStatusUpdate) Apply(c *CountryStatus) {
	set(&c.Group, u.Group)
	set(&c.Country, u.Country)
	set(&c.From, u.From)
	set(&c.To, u.To)
	set(&c.Effective, u.Effective)
	set(&c.Associate, u.Associate)
	set(&c.Note, u.Note)
}

// CountryUpdate is what is to change of the office's word on a country; its code and the nil fields stay as they are.
type CountryUpdate struct {
	Name      *string
	Region    *string
	Subregion *string
	Lat       *float64
	Lon       *float64
}

// CountryChanges gives what differs between the office's word on a country as it was shown and as it was edited.
func CountryChanges(from, to Country) CountryUpdate {
	return CountryUpdate{
		Name:      differing(from.Name, to.Name),
		Region:    differing(from.Region, to.Region),
		Subregion: differing(from.Subregion, to.Subregion),
		Lat:       differing(from.Lat, to.Lat),
		Lon:       differing(from.Lon, to.Lon),
	}
}

// Apply changes the office's word on a country.
func (u CountryUpdate) Apply(c *Country) {
	set(&c.Name, u.Name)
	set(&c.Region, u.Region)
	set(&c.Subregion, u.Subregion)
	set(&c.Lat, u.Lat)
	set(&c.Lon, u.Lon)
}

// ReportedUpdate is what is to change of a reported total: nil fields stay as they are.
type ReportedUpdate struct {
	Type             *ID
	From             *Day
	To               *Day
	Events           *int
	Countries        **int
	Participants     **int
	EventsKind       *Certainty
	CountriesKind    *Certainty
	ParticipantsKind *Certainty
	Source           *string
	Adds             *bool
	CountryList      Links[CountryCode]
}

// ReportedChanges gives what differs between a reported total as it was shown and as it was edited.
func ReportedChanges(from, to Reported) ReportedUpdate {
	return ReportedUpdate{
		Type:             differing(from.Type, to.Type),
		From:             differing(from.From, to.From),
		To:               differing(from.To, to.To),
		Events:           differing(from.Events, to.Events),
		Countries:        differingNumber(from.Countries, to.Countries),
		Participants:     differingNumber(from.Participants, to.Participants),
		EventsKind:       differing(from.EventsKind, to.EventsKind),
		CountriesKind:    differing(from.CountriesKind, to.CountriesKind),
		ParticipantsKind: differing(from.ParticipantsKind, to.ParticipantsKind),
		Source:           differing(from.Source, to.Source),
		Adds:             differing(from.Adds, to.Adds),
		CountryList:      linkChanges(from.CountryList, to.CountryList),
	}
}

// Apply changes a reported total.
func (u ReportedUpdate) Apply(r *Reported) {
	set(&r.Type, u.Type)
	set(&r.From, u.From)
	set(&r.To, u.To)
	set(&r.Events, u.Events)
	set(&r.Countries, u.Countries)
	set(&r.Participants, u.Participants)
	set(&r.EventsKind, u.EventsKind)
	set(&r.CountriesKind, u.CountriesKind)
	set(&r.ParticipantsKind, u.ParticipantsKind)
	set(&r.Source, u.Source)
	set(&r.Adds, u.Adds)
	r.CountryList = u.CountryList.of(r.CountryList)
}
