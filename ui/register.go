// Package ui is the window of Rollbook: its rail and header, the router from a place to a
// screen, menus and shortcuts, undo, and the opening of registers. What a screen shows is
// the business of the packages below it; what a register is, that of package model.
package ui

import (
	"context"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/ui/settings"
)

// Register is what the window asks of an open register.
type Register interface {
	exchange.Register

	Path() string
	ReadOnly() error
	Close() error
	// ClockWarning says what is odd about this computer's clock; "" where nothing is.
	ClockWarning() string
	// CopyWarning says that the file is the copy of one that was open, and lacks edits; ""
	// where it is not.
	CopyWarning() string
	// Crashed says whether the register was not closed when it was open before.
	Crashed() bool
	// Check looks at everything and gives what is wrong; QuickCheck at the file alone, with
	// the code EDamaged where it is broken.
	Check(context.Context) ([]string, error)
	QuickCheck(context.Context) error
	Backup(ctx context.Context, to string) error
	AutoBackup(context.Context) (string, error)

	Steps(context.Context) (undo, redo *model.Action, err error)
	Undo(context.Context) (model.Undone, error)
	Redo(context.Context) (model.Undone, error)
	UndoAction(context.Context, model.ActionRef) (model.Undone, error)
	History(context.Context, model.Ref, int) ([]model.Change, error)
	Names(context.Context, []model.Ref) (map[model.Ref]string, error)
	Find(ctx context.Context, text string, limit int) ([]model.Found, error)
	SaveBatch(context.Context, model.Batch, model.Progress) (model.Action, error)
	Delete(context.Context, model.Ref) error

	Overview(context.Context, model.Period, model.Day) (model.Overview, error)
	Summary(context.Context, model.Period, model.Cut) (model.Summary, error)
	Years(context.Context) ([]int, error)
	Activities(context.Context, model.ActivityFilter) ([]model.ActivityLine, int, error)
	Activity(context.Context, model.ID) (model.Activity, error)
	ActivityFigures(context.Context, model.ID) (model.ActivityFigures, error)
	SaveActivity(context.Context, model.Activity) (model.ID, error)
	UpdateActivity(context.Context, model.ID, model.ActivityUpdate) error
	Headcounts(context.Context, model.ID) ([]model.Headcount, error)
	UpdateHeadcounts(context.Context, model.ID, model.HeadcountUpdate) error

	People(ctx context.Context, find string, limit int) ([]model.Person, error)
	Person(context.Context, model.ID) (model.Person, error)
	SavePerson(context.Context, model.Person) (model.ID, error)
	UpdatePerson(context.Context, model.ID, model.PersonUpdate) error
	Visits(ctx context.Context, person model.ID) ([]model.Visit, error)
	MergePeople(ctx context.Context, stays, goes model.ID) error
	KeepApart(ctx context.Context, a, b model.ID) error
	Duplicates(ctx context.Context, limit int) ([]model.Likeness, error)
	Erase(context.Context, model.ID) error
	ToErase(ctx context.Context, today model.Day) ([]model.Person, error)
	PeopleLines(ctx context.Context, find string, limit int) ([]model.PersonLine, int, error)
	ReplicaNames(context.Context) (map[model.ReplicaTag]string, error)
	Copies(context.Context) ([]model.Copy, error)
	Rename(ctx context.Context, name string) error
	Trust(context.Context, model.Stranger) error
	ShutOut(ctx context.Context, key string) error
	Conflicts(context.Context) ([]model.Conflict, error)
	Choose(ctx context.Context, id int64, choice model.Choice) error
	Newcomers(context.Context) ([]model.Likeness, error)
	SameSessions(context.Context) ([]model.SessionPair, error)
	MergeSessions(ctx context.Context, stays, goes model.ID) error
	Recipient(context.Context) (string, error)
	Sessions(context.Context, model.ID) ([]model.Session, error)
	Registrations(ctx context.Context, activity, person model.ID) ([]model.Registration, error)
	Enrol(ctx context.Context, p model.Person, g model.Registration, at ...model.ID) (person, registration model.ID, err error)
	UpdateRegistration(context.Context, model.ID, model.RegistrationUpdate) error
	Roll(context.Context, model.ID) (model.Roll, error)
	Remembered(context.Context) ([]model.Remembered, error)
	SaveRemembered(context.Context, model.Remembered) (model.ID, error)
	ByCode(ctx context.Context, code string) ([]model.Registration, error)
	MakeSessions(context.Context, []model.Session) error
	SaveSession(context.Context, model.Session) (model.ID, error)
	UpdateSession(context.Context, model.ID, model.SessionUpdate) error
	Mark(context.Context, ...model.Mark) error

	Lessons(ctx context.Context, activity model.ID) ([]model.Lesson, error)
	SaveLesson(context.Context, model.Lesson) (model.ID, error)
	UpdateLesson(context.Context, model.ID, model.LessonUpdate) error
	Outputs(ctx context.Context, activity model.ID) ([]model.Output, error)
	SaveOutput(context.Context, model.Output) (model.ID, error)
	UpdateOutput(context.Context, model.ID, model.OutputUpdate) error

	Certificate(ctx context.Context, activity model.ID) (model.Certificate, error)
	SaveCertificate(ctx context.Context, activity model.ID, c model.Certificate) error
	Awards(ctx context.Context, activity model.ID) (map[model.ID]string, error)
	Award(ctx context.Context, activity model.ID, day model.Day) (map[model.ID]string, error)
	Snapshots(context.Context) ([]model.Snapshot, error)
	SaveSnapshot(context.Context, model.Snapshot) (model.ID, error)

	Office(context.Context) (model.Office, error)
	UpdateOffice(context.Context, model.OfficeUpdate) error
	Types(context.Context) ([]model.ActivityType, error)
	SaveType(context.Context, model.ActivityType) (model.ID, error)
	UpdateType(context.Context, model.ID, model.ActivityTypeUpdate) error
	OrderTypes(context.Context, []model.ID) error
	Roles(context.Context) ([]model.Role, error)
	SaveRole(context.Context, model.Role) (model.ID, error)
	UpdateRole(context.Context, model.ID, model.RoleUpdate) error
	Themes(context.Context) ([]model.Theme, error)
	SaveTheme(context.Context, model.Theme) (model.ID, error)
	UpdateTheme(context.Context, model.ID, model.ThemeUpdate) error
	Partners(context.Context) ([]model.Partner, error)
	SavePartner(context.Context, model.Partner) (model.ID, error)
	UpdatePartner(context.Context, model.ID, model.PartnerUpdate) error
	Phases(context.Context) ([]model.Phase, error)
	SavePhase(context.Context, model.Phase) (model.ID, error)
	UpdatePhase(context.Context, model.ID, model.PhaseUpdate) error
	Milestones(context.Context) ([]model.Milestone, error)
	SaveMilestone(context.Context, model.Milestone) (model.ID, error)
	UpdateMilestone(context.Context, model.ID, model.MilestoneUpdate) error
	Reported(context.Context) ([]model.Reported, error)
	SaveReported(context.Context, model.Reported) (model.ID, error)
	UpdateReported(context.Context, model.ID, model.ReportedUpdate) error
	CountryStatuses(context.Context) ([]model.CountryStatus, error)
	SaveCountryStatus(context.Context, model.CountryStatus) (model.ID, error)
	UpdateCountryStatus(context.Context, model.ID, model.CountryStatusUpdate) error
	Countries(context.Context) ([]model.Country, error)
	UpdateCountry(context.Context, model.CountryCode, model.CountryUpdate) error
}

// Registers makes and opens registers.
type Registers interface {
	// Create makes an empty register; Sample one full of invented data.
	Create(ctx context.Context, path, office string) (Register, error)
	Sample(ctx context.Context, path string, progress model.Progress) (Register, error)
	// Open opens a register; for reading only where another program has it.
	Open(ctx context.Context, path string, readOnly bool) (Register, error)
	// Replicate makes a new copy, at path, of the register that a pack was made from.
	Replicate(ctx context.Context, path string, b model.Bundle, progress model.Progress) (Register, error)
	// Backups gives the backups of a register, the newest first; Restore puts one in its
	// place and gives the name under which the register that was there stays.
	Backups(path string) ([]settings.Backup, error)
	Restore(ctx context.Context, backup, path string) (aside string, err error)
	// LastGood gives the newest backup that is sound, checked now. Recover makes a new
	// register beside a damaged one of what can be read of it, and gives its file.
	LastGood(ctx context.Context, path string) (settings.Backup, error)
	Recover(ctx context.Context, path string, progress model.Progress) (to string, found model.Recovered, err error)
	// Risk says why a register is not safe where it lies; "" where it is.
	Risk(path string) string
	// Extension ends the name of a register's file.
	Extension() string
}
