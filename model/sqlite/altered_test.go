package sqlite_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"image"
	"image/png"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// oneOfEach makes and changes records of every kind, at a desk.
func oneOfEach(t testing.TB, r *sqlite.Register) {
	t.Helper()
	ctx := context.Background()
	id := func(id model.ID, err error) model.ID {
		t.Helper()
		must(t, err)
		return id
	}
	text := func(s string) *string { return &s }
	must(t, r.UpdateOffice(ctx, model.OfficeUpdate{Name: text("Another name")}))
	kind := id(r.SaveType(ctx, model.ActivityType{Name: "Course", CountsPeople: true, Position: 9}))
	theme := id(r.SaveTheme(ctx, model.Theme{Name: "Green growth"}))
	id(r.SaveTheme(ctx, model.Theme{Name: "Bees", Parent: theme}))
	partner := id(r.SavePartner(ctx, model.Partner{Name: "A university", Kind: model.Academia, Country: "FJI"}))
	id(r.SavePhase(ctx, model.Phase{Name: "Phase II", From: "2016-01-01", To: "2025-12-31"}))
	id(r.SaveMilestone(ctx, model.Milestone{Day: "2016-05-01", MonthOnly: true, Title: "A launch", Notes: "In spring"}))
	must(t, r.UpdateCountry(ctx, "FJI", model.CountryUpdate{Name: text("Viti")}))
	id(r.SaveCountryStatus(ctx, model.CountryStatus{Group: model.LDC, Country: "BTN", From: "1990-01-01", To: "2023-12-13", Effective: true, Note: "Graduated"}))
	role := id(r.SaveRole(ctx, model.Role{Name: "Rapporteur", Counted: true, Position: 9}))
	a := id(r.SaveActivity(ctx, model.Activity{Title: "A course", Type: kind, Code: "C-1", FirstDay: "2026-03-02", LastDay: "2026-03-04", City: "Suva", Country: "FJI",
		Mode: model.Hybrid, Status: model.Held, Notes: "Three days", Themes: []model.ID{theme}, SDGs: []string{"16.6"}, Partners: []model.ActivityPartner{{Partner: partner, Role: model.Host}}}))
	must(t, r.UpdateActivity(ctx, a, model.ActivityUpdate{Title: text("The course")}))
	b := id(r.SaveActivity(ctx, model.Activity{Title: "A talk", Type: kind, FirstDay: "2026-04-02", Status: model.Held}))
	must(t, r.UpdateHeadcounts(ctx, b, model.HeadcountUpdate{Set: []model.Headcount{{Country: "FJI", Sex: model.Female, Number: 7, Approximate: true}}}))
	people := 40
	id(r.SaveReported(ctx, model.Reported{Type: kind, From: "2016-01-01", To: "2020-12-31", Events: 3, Participants: &people, CountryList: []model.CountryCode{"FJI", "BTN"}, Source: "A report"}))
	person, registration, err := r.Enrol(ctx, model.Person{Name: "Ana Lupe", Family: "Lupe", NativeName: "アナ", Title: "Dr", Sex: model.Female, Country: "FJI", Organisation: "A ministry", Position: "Head",
		Email: "ana@example.org", Phone: "123", Notes: "Vegetarian"}, model.Registration{Activity: a, Role: role, Country: "FJI", Organisation: "A ministry", Position: "Head"})
	must(t, err)
	other, _, err := r.Enrol(ctx, model.Person{Name: "Bina Rai"}, model.Registration{Activity: a, Role: role})
	must(t, err)
	third := id(r.SavePerson(ctx, model.Person{Name: "Bina Ray"}))
	must(t, r.KeepApart(ctx, person, other))
	must(t, r.MergePeople(ctx, other, third))
	session := id(r.SaveSession(ctx, model.Session{Activity: a, Name: "Day 1", Day: "2026-03-02", Position: 1, Required: true}))
	must(t, r.Mark(ctx, model.Mark{Registration: registration, Session: session, Value: model.Late}))
	must(t, r.Mark(ctx, model.Mark{Registration: registration, Session: session, Value: model.Present, Way: model.Scanned}))
	id(r.SaveLesson(ctx, model.Lesson{Text: "Begin on time", FollowUp: "Ask", Due: "2026-12-01", Activities: []model.ID{a}}))
	id(r.SaveOutput(ctx, model.Output{Activity: a, Kind: model.Toolkit, Title: "A kit", Place: "A shelf", Day: "2026-05-01"}))
	certificate, err := r.Certificate(ctx, a)
	must(t, err)
	certificate.Signatures = []model.Signature{{Name: "A head", Title: "Head"}}
	var logo bytes.Buffer
	must(t, png.Encode(&logo, image.NewGray(image.Rect(0, 0, 2, 2))))
	certificate.Logo = logo.Bytes()
	must(t, r.SaveCertificate(ctx, a, certificate))
	_, err = r.Award(ctx, a, "2026-03-05")
	must(t, err)
	id(r.SaveSnapshot(ctx, model.Snapshot{Name: "Then", At: model.InstantOf(time.Now()), Figures: `{"a": 1}`}))
	id(r.SaveRemembered(ctx, model.Remembered{Topic: "country", Text: "Viti Levu", Means: "Fiji"}))
	know(t, r, office(t))
	must(t, r.Delete(ctx, model.Ref{Kind: model.KindTheme, ID: id(r.SaveTheme(ctx, model.Theme{Name: "Nothing"}))}))
	gone := id(r.SavePerson(ctx, model.Person{Name: "Gone Away", Email: "gone@example.org"}))
	must(t, r.Erase(ctx, gone))
}

// readEverything reads what a register shows: that anything of it cannot be read fails the test.
func readEverything(t testing.TB, r *sqlite.Register) {
	t.Helper()
	ctx := context.Background()
	for _, cut := range []model.Cut{model.ByType, model.ByYear, model.ByCountry, model.ByRegion, model.ByGroup, model.ByTheme, model.BySDG, model.ByPartner} {
		_, err := r.Summary(ctx, model.Everything(), cut)
		must(t, err)
	}
	_, err := r.Overview(ctx, model.Everything(), "2026-06-01")
	must(t, err)
	lines, _, err := r.Activities(ctx, model.ActivityFilter{})
	must(t, err)
	for _, line := range lines {
		_, err := r.Roll(ctx, line.ID)
		must(t, err)
		_, err = r.Certificate(ctx, line.ID)
		must(t, err)
		_, err = r.ActivityFigures(ctx, line.ID)
		must(t, err)
		_, err = r.Lessons(ctx, line.ID)
		must(t, err)
		_, err = r.Outputs(ctx, line.ID)
		must(t, err)
		_, err = r.History(ctx, model.Ref{Kind: model.KindActivity, ID: line.ID}, 0)
		must(t, err)
	}
	for _, read := range []func() error{
		func() error { _, err := r.People(ctx, "", 0); return err }, func() error { _, err := r.Types(ctx); return err },
		func() error { _, err := r.Roles(ctx); return err }, func() error { _, err := r.Themes(ctx); return err },
		func() error { _, err := r.Partners(ctx); return err }, func() error { _, err := r.Phases(ctx); return err },
		func() error { _, err := r.Milestones(ctx); return err }, func() error { _, err := r.Reported(ctx); return err },
		func() error { _, err := r.CountryStatuses(ctx); return err }, func() error { _, err := r.Countries(ctx); return err },
		func() error { _, err := r.Snapshots(ctx); return err }, func() error { _, err := r.Remembered(ctx); return err },
		func() error { _, err := r.Copies(ctx); return err }, func() error { _, err := r.Conflicts(ctx); return err },
		func() error { _, err := r.Newcomers(ctx); return err }, func() error { _, err := r.Office(ctx); return err },
		func() error { _, err := r.Actions(ctx, 0); return err }, func() error { _, err := r.Years(ctx); return err },
	} {
		must(t, read())
	}
}

// others are values that somebody may put in the place of one.
func others(value any) []any {
	all := []any{nil, true, -1, 0, 1, 7, int64(1) << 31, int64(1) << 53, int64(math.MaxInt64) - 1, int64(math.MaxInt64), int64(math.MinInt64), json.Number("1e400"), json.Number("99999999999999999999"), 1.5,
		"", "x", "2026-02-30", "FJI", "\x00", strings.Repeat("long ", 8_001), map[string]any{}, []any{1}}
	if n, ok := value.(json.Number); ok {
		if i, err := n.Int64(); err == nil {
			all = append(all, i+1, i-1, i+100*365*24*3600*1000<<16)
		}
	}
	return all
}

// alterations gives what is written of a part with one place of it altered, each with
// which.
func alterations(t testing.TB, part any) map[string][]byte {
	t.Helper()
	text, err := json.Marshal(part)
	must(t, err)
	whole := func() map[string]any {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		var all map[string]any
		must(t, d.Decode(&all))
		return all
	}
	found := map[string][]byte{}
	var walk func(path []any, value any)
	put := func(path []any, to any) {
		all := whole()
		var at any = all
		for _, step := range path[:len(path)-1] {
			switch step := step.(type) {
			case string:
				at = at.(map[string]any)[step]
			case int:
				at = at.([]any)[step]
			}
		}
		switch step := path[len(path)-1].(type) {
		case string:
			at.(map[string]any)[step] = to
		case int:
			at.([]any)[step] = to
		}
		altered, err := json.Marshal(all)
		must(t, err)
		found[fmt.Sprintf("%v=%.30v (%T)", path, to, to)] = altered
	}
	walk = func(path []any, value any) {
		path = slices.Clone(path)
		if len(path) > 0 {
			for _, to := range others(value) {
				put(path, to)
			}
		}
		switch value := value.(type) {
		case map[string]any:
			put(append(path, "unheard_of"), "x")
			for name, inner := range value {
				walk(append(path, name), inner)
			}
		case []any:
			for i, inner := range value {
				walk(append(path, i), inner)
			}
		}
	}
	walk(nil, whole())
	return found
}

// TestOperationsThatAreAlteredInOnePlace alters all that a desk sends, one place at a time:
// types, ranges, lengths, clocks, kinds, numbers. Each is refused, and changes nothing, or
// can be lived with: what is taken can be read, is sound, and goes on to others.
func TestOperationsThatAreAlteredInOnePlace(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one := office(t)
	desk := copyOf(t, one, "desk", model.PackScope{})
	must(t, sqlite.Unsync(ctx, one))
	know(t, one, desk)
	oneOfEach(t, desk)
	c, err := desk.Log(ctx, desk.Replica().Tag, 0, 10_000)
	must(t, err)
	kinds := map[model.Kind]bool{}
	for _, op := range c.Operations {
		kinds[op.Kind] = true
	}
	for _, kind := range sqlite.Kinds() {
		if !kinds[kind] {
			t.Errorf("no %s is sent", kind)
		}
	}
	head, err := desk.BundleHead(ctx)
	must(t, err)
	var parts []model.Part
	for part, err := range c.Parts() {
		must(t, err)
		parts = append(parts, part)
	}
	bundle := func(parts []model.Part) model.Bundle {
		return model.Bundle{Head: head, Parts: func(yield func(model.Part, error) bool) {
			for _, part := range parts {
				if !yield(part, nil) {
					return
				}
			}
		}}
	}
	before := dump(t, one)
	refused, taken, looked, sorts := 0, 0, map[string]bool{}, map[string]bool{}
	all := os.Getenv(seedsEnv) != ""
	for i, part := range parts {
		sort := fmt.Sprint(part.Replica != nil, part.Seen != nil, part.Action != nil)
		if op := part.Operation; op != nil {
			sort = fmt.Sprint(op.Kind, op.Made, erases(op))
		}
		if sorts[sort] && !all {
			continue // the same was altered before
		}
		sorts[sort] = true
		for what, text := range alterations(t, part) {
			if h := fnv.New32a(); !all { // one in four, always the same ones
				h.Write([]byte(sort + what))
				if h.Sum32()>>8%4 != 0 {
					continue
				}
			}
			var altered model.Part
			if json.Unmarshal(text, &altered) != nil {
				refused++ // by whoever reads the file
				continue
			}
			changed := slices.Clone(parts)
			changed[i] = altered
			_, err := one.Merge(ctx, bundle(changed), model.MergeOptions{Preview: true})
			switch code := model.CodeOf(err); {
			case err == nil:
			case code == model.EUnreadable || code == model.EForked || code == model.ENewer || code == model.EStranger || code == model.EInvalid:
				refused++
				continue
			default:
				t.Fatalf("%s of part %d (%s): %v", what, i, text[:min(len(text), 300)], err)
			}
			taken++
			key := strings.SplitN(what, "=", 2)[0] + sort
			if looked[key] {
				continue // one of a sort is looked at: what else was taken there is of the same
			}
			looked[key] = true
			if h := fnv.New32(); !all {
				h.Write([]byte(key))
				if h.Sum32()%24 != 0 {
					continue
				}
			}
			goesOn(t, one, desk, bundle(changed), fmt.Sprintf("%s of part %d (%.300s)", what, i, text))
		}
	}
	if diff := difference(before, dump(t, one)); len(diff) > 0 {
		t.Errorf("looking changed %q", diff)
	}
	t.Logf("%d parts: %d alterations refused, %d taken, %d of these looked at", len(parts), refused, taken, len(looked))
	if refused < 1000 || taken < 100 {
		t.Errorf("only %d were refused and %d taken", refused, taken)
	}
	_, err = one.Merge(ctx, bundle(parts), model.MergeOptions{})
	must(t, err)
	readEverything(t, one)
	clean(t, one)
}

func erases(op *model.Operation) bool { return strings.Contains(string(op.New), `"erased":1`) }

// goesOn takes something altered in at a new copy, and holds that it can be lived with.
func goesOn(t *testing.T, one, desk *sqlite.Register, b model.Bundle, what string) {
	t.Helper()
	t.Run("taken", func(t *testing.T) {
		ctx := context.Background()
		defer func() {
			if t.Failed() {
				t.Log("after taking", what)
			}
		}()
		r := copyOf(t, one, "victim", model.PackScope{})
		must(t, sqlite.Unsync(ctx, r))
		before := dump(t, r)
		_, err := r.Merge(ctx, b, model.MergeOptions{})
		if model.CodeOf(err) == model.EUnreadable { // what it links is not there, as is seen in the end
			if diff := difference(before, dump(t, r)); len(diff) > 0 {
				t.Errorf("what was refused changed %q", diff)
			}
			return
		}
		must(t, err)
		readEverything(t, r)
		clean(t, r)
		_, err = r.SaveTheme(ctx, model.Theme{Name: "Afterwards"})
		must(t, err)
		next := copyOf(t, one, "next", model.PackScope{})
		send(t, r, next)
		if themes, err := next.Themes(ctx); err != nil || !slices.ContainsFunc(themes, func(t model.Theme) bool { return t.Name == "Afterwards" }) {
			t.Errorf("what is done afterwards does not reach others: %v, %v", themes, err)
		}
		readEverything(t, next)
		clean(t, next)
	})
}
