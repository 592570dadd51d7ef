package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// How often a register that is open is backed up and checked in full, how soon after it was
// opened that is looked at, and how often again.
const (
	backUpEvery = 24 * time.Hour
	checkEvery  = 7 * 24 * time.Hour
	careAfter   = 20 * time.Second
	careEvery   = time.Hour
)

// mostFindings is how many findings of a check are shown.
const mostFindings = 8

// care looks after the register that is open, away from the UI goroutine: it makes the
// daily backup, checks the file in full every week and after a crash, and says what is
// wrong. Its methods belong to the UI goroutine unless they say
// otherwise.
type care struct {
	window   *Window
	register Register
	ctx      context.Context
	cancel   context.CancelFunc
	worker   *kit.Worker
	stop     func() // ends waiting for the next time
	checked  bool   // the file was looked at since it was opened
	failing  bool   // the last backup failed, and that was said
}

// newCare begins to look after a register.
func newCare(w *Window, r Register) *care {
	c := idleCare(w, r)
	c.wait(careAfter)
	return c
}

// idleCare is what looks after a register that is open for reading: nothing does.
func idleCare(w *Window, r Register) *care {
	c := &care{window: w, register: r, worker: kit.NewWorker(), stop: func() {}}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	return c
}

func (c *care) wait(after time.Duration) {
	c.stop = kit.Later(after, func() { fyne.Do(c.look) })
}

// halt ends it; await, which does not belong on the UI goroutine, waits until nothing of it
// is under way any more.
func (c *care) halt() {
	c.cancel()
	c.stop()
	c.worker.Close()
}

func (c *care) await() { c.worker.Wait() }

// look does what is due.
func (c *care) look() {
	if c.ctx.Err() != nil {
		return
	}
	first := !c.checked
	c.checked = true
	full := first && c.register.Crashed() || time.Since(c.lastCheck()) >= checkEvery
	c.worker.Do(func() {
		err := c.backUp()
		fyne.Do(func() { c.backedUp(err) })
		var found []string
		switch {
		case full:
			found, err = c.register.Check(c.ctx)
		case first:
			found, err = nil, c.register.QuickCheck(c.ctx)
		default:
			found, err = nil, nil
		}
		fyne.Do(func() {
			if c.ctx.Err() != nil {
				return
			}
			if full && err == nil {
				c.window.app.Preferences().SetFloat(c.checkKey(), float64(time.Now().Unix()))
			}
			c.window.unsound(c.register, found, err)
			c.wait(careEvery)
		})
	})
}

// checkKey names when this computer last checked the register in full.
func (c *care) checkKey() string { return "checked " + c.register.UID() }

func (c *care) lastCheck() time.Time {
	return time.Unix(int64(c.window.app.Preferences().Float(c.checkKey())), 0)
}

// backUp makes a backup, in the background, where the newest is older than a day.
func (c *care) backUp() error {
	backups, err := c.window.registers.Backups(c.register.Path())
	if err != nil {
		return err
	}
	if len(backups) > 0 && time.Since(backups[0].At) < backUpEvery {
		return nil
	}
	_, err = c.register.AutoBackup(c.ctx)
	return err
}

// backedUp says once that backups fail, and keeps it in sight until one is made.
func (c *care) backedUp(err error) {
	if errors.Is(err, context.Canceled) || c.ctx.Err() != nil {
		return
	}
	was := c.failing
	c.failing = err != nil
	c.window.rail.show()
	if err != nil && !was {
		kit.Say(c.window.window, lang.L("The daily backup failed"), err.Error()+"\n\n"+
			lang.L("Everything is saved in the register itself. The backup is tried again every hour; Settings, Backups makes one at once when the cause is gone."))
	}
}

// unsound says what a check found of a register that is open.
func (w *Window) unsound(r Register, found []string, err error) {
	switch {
	case errors.Is(err, context.Canceled) || err == nil && len(found) == 0:
	case model.CodeOf(err) == model.EDamaged:
		w.offerBackup(r.Path(), err)
	case err != nil:
		kit.Say(w.window, lang.L("The register could not be checked"), err.Error())
	default:
		shown := found
		if len(found) > mostFindings {
			shown = append(found[:mostFindings:mostFindings], lang.N("… and {{.N}} more", len(found)-mostFindings, map[string]any{"N": model.Thousands(len(found) - mostFindings)}))
		}
		err := fmt.Errorf("%s\n\n%s", lang.L("The check of the whole register found what should not be:"), strings.Join(shown, "\n"))
		w.offerBackup(r.Path(), err)
	}
}
