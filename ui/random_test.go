package ui

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rollbook/model"
	"rollbook/ui/kit"
)

// plain is what must be shown, kept without any widget: where people are, what they began,
// what the register holds, what can be undone, and what lies over the window.
type plain struct {
	here          string // "overview", …, "new", or the number of an activity
	back, forward []string
	draft         string              // the title typed for a new activity
	filled        bool                // and its type and day
	titles        map[string]string   // of the activities that there are, by number
	undo, redo    []map[string]string // what titles were, and would be
	over          []string            // "dialog" or "below", the highest last
	closed        bool                // the activity that people are at was taken away under them
}

func (p *plain) isPlace() bool { return slices.Contains(placesTried, p.here) }

func (p *plain) isActivity() bool { return p.here != "new" && !p.isPlace() }

func (p *plain) to(where string) {
	p.closed = false
	switch {
	case p.here == "new" && where != "new" && !slices.Contains(placesTried, where):
		p.back, p.forward = slices.DeleteFunc(p.back, func(s string) bool { return s == "new" }), nil
	case p.here != where:
		p.back, p.forward = append(p.back, p.here), nil
	}
	p.here = where
}

func (p *plain) goBack() {
	p.closed = p.closed && len(p.back) == 0
	if n := len(p.back); n > 0 {
		p.forward, p.here, p.back = append(p.forward, p.here), p.back[n-1], p.back[:n-1]
	}
}

func (p *plain) goForward() {
	p.closed = p.closed && len(p.forward) == 0
	if n := len(p.forward); n > 0 {
		p.back, p.here, p.forward = append(p.back, p.here), p.forward[n-1], p.forward[:n-1]
	}
}

// changed notes another state of the register.
func (p *plain) changed(do func(map[string]string)) {
	p.undo, p.redo = append(p.undo, p.titles), nil
	next := map[string]string{}
	for k, v := range p.titles {
		next[k] = v
	}
	do(next)
	p.titles = next
}

// placesTried are the places of the rail that are gone to, as the model calls them.
var placesTried = []string{"overview", "activities", "attendance", "people", "countries", "settings"}

// hand does at random what people do, in the window and in the model.
type hand struct {
	t    *testing.T
	w    *Window
	p    *plain
	r    *rand.Rand
	did  []string // for the report of a failure
	kind string
}

func (h *hand) top() string {
	if len(h.p.over) == 0 {
		return ""
	}
	return h.p.over[len(h.p.over)-1]
}

// clicks clicks in the middle of an object, on whatever lies there.
func (h *hand) clicks(o fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	test.TapCanvas(h.w.window.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
	h.clicked()
}

// clicked is what a click beside does in the model; true where it went no further.
func (h *hand) clicked() bool {
	switch h.top() {
	case "":
		return false
	case "below":
		h.p.over = h.p.over[:len(h.p.over)-1]
	}
	return true
}

func (h *hand) titleLine() *kit.TextEntry {
	var line *kit.TextEntry
	each(h.w.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.TextEntry); ok && line == nil && e.PlaceHolder == "Regional workshop on …" {
			line = e
		}
	})
	return line
}

// details turns to the tab with the title.
func (h *hand) details() *kit.TextEntry {
	each(h.w.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if tabs, ok := o.(*container.AppTabs); ok {
			tabs.SelectIndex(0)
		}
	})
	return h.titleLine()
}

// picker finds the first thing to pick from that is shown.
func (h *hand) picker() fyne.Tappable {
	var found fyne.Tappable
	each(h.w.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if p, ok := o.(*kit.Picker[model.ID]); ok && found == nil {
			found = p
		}
	})
	return found
}

func (h *hand) day() *kit.DayEntry {
	var found *kit.DayEntry
	each(h.w.window.Canvas().Content(), func(o fyne.CanvasObject) {
		if d, ok := o.(*kit.DayEntry); ok && found == nil {
			found = d
		}
	})
	return found
}

// actions are what is done, by its name; each says false where it cannot be done now.
func (h *hand) actions() map[string]func() bool {
	free := func() bool { return len(h.p.over) == 0 }
	c := h.w.window.Canvas()
	letters := func() string { return string(rune('a'+h.r.IntN(26))) + string(rune('a'+h.r.IntN(26))) }
	return map[string]func() bool{
		"click on the rail": func() bool {
			to := placesTried[h.r.IntN(len(placesTried))]
			blocked := !free()
			h.clicks(h.w.rail.items[place(to)])
			if !blocked {
				h.p.to(to)
			}
			return true
		},
		"new activity by keys": func() bool {
			h.w.menu(h.t, "New activity")
			if free() {
				h.p.to("new")
			}
			return true
		},
		"type a title": func() bool {
			if !free() || h.p.here != "new" {
				return false
			}
			line := h.titleLine()
			c.Focus(line)
			line.CursorColumn = len([]rune(line.Text))
			text := letters()
			h.w.writes(h.t, text)
			h.p.draft += text
			return true
		},
		"add what was begun": func() bool {
			if !free() || h.p.here != "new" {
				return false
			}
			c.Unfocus()
			if !h.p.filled {
				h.picker().Tapped(nil)
				h.w.writes(h.t, h.kind)
				h.w.strike(fyne.KeyReturn)
				c.Focus(h.day())
				h.w.writes(h.t, "4 Mar 2024")
				c.Unfocus()
				h.p.filled = true
			}
			b := buttonNamed(c.Content(), "Add the activity")
			b.Tapped(nil)
			if h.p.draft == "" {
				return true // it is asked for
			}
			made := fmt.Sprint(h.newest())
			title := h.p.draft
			h.p.changed(func(all map[string]string) { all[made] = title })
			h.p.draft, h.p.filled = "", false
			h.p.to(made)
			return true
		},
		"rename": func() bool {
			if !free() || !h.p.isActivity() || h.p.closed {
				return false
			}
			line := h.details()
			c.Focus(line)
			line.CursorColumn = len([]rune(line.Text))
			text := letters()
			h.w.writes(h.t, text)
			h.w.strike(fyne.KeyReturn)
			here := h.p.here
			h.p.changed(func(all map[string]string) { all[here] += text })
			return true
		},
		"begin to rename, and Escape": func() bool {
			if !free() || !h.p.isActivity() || h.p.closed {
				return false
			}
			c.Focus(h.details())
			h.w.writes(h.t, letters())
			h.w.strike(fyne.KeyEscape)
			return true
		},
		"Escape": func() bool {
			h.w.strike(fyne.KeyEscape)
			switch {
			case !free():
				h.p.over = h.p.over[:len(h.p.over)-1]
			case h.p.here == "new" || h.p.isActivity():
				h.p.goBack()
			}
			return true
		},
		"Tab": func() bool {
			h.w.tab(h.t, 1+h.r.IntN(5))
			return true
		},
		"click beside": func() bool {
			test.TapCanvas(c, fyne.NewPos(c.Size().Width-3, 3))
			h.clicked()
			return true
		},
		"back": func() bool {
			h.w.menu(h.t, "Back")
			if free() {
				h.p.goBack()
			}
			return true
		},
		"forward": func() bool {
			h.w.menu(h.t, "Forward")
			if free() {
				h.p.goForward()
			}
			return true
		},
		"undo": func() bool {
			c.Unfocus()
			h.w.undoTyped()
			if n := len(h.p.undo); free() && n > 0 {
				h.p.redo = append(h.p.redo, h.p.titles)
				h.p.titles, h.p.undo = h.p.undo[n-1], h.p.undo[:n-1]
			}
			return true
		},
		"redo": func() bool {
			c.Unfocus()
			if !free() {
				return false
			}
			h.w.redo()
			if n := len(h.p.redo); n > 0 {
				h.p.undo = append(h.p.undo, h.p.titles)
				h.p.titles, h.p.redo = h.p.redo[n-1], h.p.redo[:n-1]
			}
			return true
		},
		"find anything": func() bool {
			h.w.menu(h.t, "Find anything")
			if free() {
				h.p.over = append(h.p.over, "dialog")
			}
			return true
		},
		"a message comes": func() bool {
			if len(h.p.over) > 2 {
				return false
			}
			kit.Say(h.w.window, "A word", "that comes from the background")
			h.p.over = append(h.p.over, "dialog")
			return true
		},
		"pick": func() bool {
			if !free() || h.p.here != "new" {
				return false
			}
			h.picker().Tapped(nil)
			h.p.over = append(h.p.over, "below")
			return true
		},
		"calendar": func() bool {
			if !free() || h.p.here != "new" {
				return false
			}
			h.day().ActionItem.(fyne.Tappable).Tapped(nil)
			h.p.over = append(h.p.over, "below")
			return true
		},
		"the menu of a line": func() bool {
			if !free() || h.p.here != "new" {
				return false
			}
			h.titleLine().TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(5, 5)})
			h.p.over = append(h.p.over, "below")
			return true
		},
		"another desk works": func() bool { // an event that changes nothing here
			h.w.changed()
			return true
		},
	}
}

// newest gives the activity that was made last.
func (h *hand) newest() model.ID {
	lines, _, err := h.w.register.Activities(context.Background(), model.ActivityFilter{})
	must(h.t, err)
	var newest model.ID
	for _, l := range lines {
		if _, known := h.p.titles[fmt.Sprint(l.ID)]; !known {
			newest = l.ID
		}
	}
	return newest
}

// check compares the window with the model.
func (h *hand) check() {
	t, w, p := h.t, h.w, h.p
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Fatalf("after %s: %s", strings.Join(h.did[max(len(h.did)-12, 0):], ", "), fmt.Sprintf(format, args...))
	}
	if got := len(w.window.Canvas().Overlays().List()); got != len(p.over) {
		fail("%d things lie over the window, not %d", got, len(p.over))
	}
	var here string
	switch r := w.router.here.(type) {
	case model.NewActivityRoute:
		here = "new"
	case model.ActivityRoute:
		here = fmt.Sprint(r.ID)
	default:
		_, at := w.screens.of(r)
		here = string(at)
	}
	if here != p.here {
		fail("the window is at %s, not %s", here, p.here)
	}
	if len(w.router.back) != len(p.back) || len(w.router.forward) != len(p.forward) {
		fail("%d places lie behind and %d ahead, not %d and %d", len(w.router.back), len(w.router.forward), len(p.back), len(p.forward))
	}
	seen := texts(w.window.Canvas().Content())
	must := func(text string) {
		t.Helper()
		if !strings.Contains(seen, text) {
			fail("%q is not to be seen at %s, but %s", text, p.here, strings.ReplaceAll(seen, "\n", " | "))
		}
	}
	p.closed = p.closed || p.isActivity() && p.titles[p.here] == ""
	switch {
	case p.here == "new":
		if line := h.titleLine(); line == nil || line.Text != p.draft {
			fail("the new activity’s title is not %q", p.draft)
		}
		must("Add the activity")
	case p.isActivity() && !p.closed:
		must(p.titles[p.here])
		must("every change is saved")
	case p.here == "activities" && len(p.titles) > 0:
		must(fmt.Sprintf("%d of %d activit", len(p.titles), len(p.titles)))
		if (p.draft != "" || p.filled) != strings.Contains(seen, "Go on with the new activity") {
			fail("whether a new activity was begun is not said right: %q", p.draft)
		}
	}
	if to, ok := w.window.Canvas().Focused().(fyne.CanvasObject); ok && !to.Visible() {
		fail("%T has the keyboard and is not shown", to)
	}
}

// checkRegister compares the register with the model.
func (h *hand) checkRegister() {
	h.t.Helper()
	lines, _, err := h.w.register.Activities(context.Background(), model.ActivityFilter{})
	must(h.t, err)
	got := map[string]string{}
	for _, l := range lines {
		got[fmt.Sprint(l.ID)] = l.Title
	}
	if fmt.Sprint(got) != fmt.Sprint(h.p.titles) {
		h.t.Fatalf("after %s: the register holds %v, not %v", strings.Join(h.did[max(len(h.did)-12, 0):], ", "), got, h.p.titles)
	}
}

func TestWhateverIsDoneTheWindowShowsWhatItMust(t *testing.T) {
	const seeds, steps = 4, 500
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := office(t)
			types, err := w.register.Types(context.Background())
			must(t, err)
			h := &hand{t: t, w: w, r: rand.New(rand.NewPCG(seed, 10)), kind: types[1].Name,
				p: &plain{here: "overview", titles: map[string]string{}}}
			actions := h.actions()
			var names []string
			for name := range actions {
				names = append(names, name)
			}
			slices.Sort(names)
			for step := range steps {
				name := names[h.r.IntN(len(names))]
				if !actions[name]() {
					continue
				}
				h.did = append(h.did, name)
				h.check()
				if step%10 == 0 {
					h.checkRegister()
				}
			}
			h.checkRegister()
		})
	}
}
