package model

// PersonUpdate is what is to change of a person: nil fields stay as they are.
type PersonUpdate struct {
	Name         *string
	Family       *string
	NativeName   *string
	Title        *string
	Sex          *Sex
	Country      *CountryCode
	Organisation *string
	Position     *string
	Email        *string
	Phone        *string
	Notes        *string
}

// PersonChanges gives what differs between a person as it was shown and as it was edited.
func PersonChanges(from, to Person) PersonUpdate {
	return PersonUpdate{
		Name:         differing(from.Name, to.Name),
		Family:       differing(from.Family, to.Family),
		NativeName:   differing(from.NativeName, to.NativeName),
		Title:        differing(from.Title, to.Title),
		Sex:          differing(from.Sex, to.Sex),
		Country:      differing(from.Country, to.Country),
		Organisation: differing(from.Organisation, to.Organisation),
		Position:     differing(from.Position, to.Position),
		Email:        differing(from.Email, to.Email),
		Phone:        differing(from.Phone, to.Phone),
		Notes:        differing(from.Notes, to.Notes),
	}
}

// Apply changes a person.
func (u PersonUpdate) Apply(p *Person) {
	set(&p.Name, u.Name)
	set(&p.Family, u.Family)
	set(&p.NativeName, u.NativeName)
	set(&p.Title, u.Title)
	set(&p.Sex, u.Sex)
	set(&p.Country, u.Country)
	set(&p.Organisation, u.Organisation)
	set(&p.Position, u.Position)
	set(&p.Email, u.Email)
	set(&p.Phone, u.Phone)
	set(&p.Notes, u.Notes)
}

// RegistrationUpdate is what is to change of a registration; whose it is, for what, and the nil fields stay as they are.
type RegistrationUpdate struct {
	Role         *ID
	Country      *CountryCode
	Organisation *string
	Position     *string
	Status       *Standing
	Code         *string
}

// RegistrationChanges gives what differs between a registration as it was shown and as it was edited.
func RegistrationChanges(from, to Registration) RegistrationUpdate {
	return RegistrationUpdate{
		Role:         differing(from.Role, to.Role),
		Country:      differing(from.Country, to.Country),
		Organisation: differing(from.Organisation, to.Organisation),
		Position:     differing(from.Position, to.Position),
		Status:       differing(from.Status, to.Status),
		Code:         differing(from.Code, to.Code),
	}
}

// Apply changes a registration.
func (u RegistrationUpdate) Apply(r *Registration) {
	set(&r.Role, u.Role)
	set(&r.Country, u.Country)
	set(&r.Organisation, u.Organisation)
	set(&r.Position, u.Position)
	set(&r.Status, u.Status)
	set(&r.Code, u.Code)
}

// SessionUpdate is what is to change of a session; its activity and the nil fields stay as they are.
type SessionUpdate struct {
	Name     *string
	Day      *Day
	Position *int
	Required *bool
}

// SessionChanges gives what differs between a session as it was shown and as it was edited.
func SessionChanges(from, to Session) SessionUpdate {
	return SessionUpdate{
		Name:     differing(from.Name, to.Name),
		Day:      differing(from.Day, to.Day),
		Position: differing(from.Position, to.Position),
		Required: differing(from.Required, to.Required),
	}
}

// Apply changes a session.
func (u SessionUpdate) Apply(s *Session) {
	set(&s.Name, u.Name)
	set(&s.Day, u.Day)
	set(&s.Position, u.Position)
	set(&s.Required, u.Required)
}
