package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rollbook/model"
	"rollbook/model/exchange"
)

// shared is a folder that desks share, each remembering on its own what it has read.
type shared struct {
	dir    string
	memory string
}

func newShared(t testing.TB) shared {
	dir := t.TempDir()
	s := shared{filepath.Join(dir, "stick"), filepath.Join(dir, "config")}
	must(t, os.Mkdir(s.dir, 0o777))
	return s
}

func (s shared) folder() exchange.Folder { return exchange.Folder{Dir: s.dir, ConfigDir: s.memory} }

func (s shared) sync(t testing.TB, d exchange.Register) exchange.Report {
	t.Helper()
	report, err := s.folder().Sync(context.Background(), d)
	must(t, err)
	return report
}

// files lists what lies in the folder, except what is being written.
func (s shared) files(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, "*", "*.chg"))
	must(t, err)
	return slices.DeleteFunc(files, func(f string) bool { return strings.HasPrefix(filepath.Base(f), ".") })
}

func TestDesksThatShareAFolderEndTheSame(t *testing.T) {
	s, all := newShared(t), desks(3)
	for round := range 4 {
		for i, d := range all {
			d.edit(round*10 + i + 1)
			s.sync(t, d)
		}
	}
	for range 2 {
		for _, d := range all {
			s.sync(t, d)
		}
	}
	agree(t, all...)
	before := s.files(t)
	for _, d := range all {
		if report := s.sync(t, d); report.Read+report.Written+len(report.Notes)+len(report.Skipped) > 0 {
			t.Errorf("with nothing new it does %+v", report)
		}
	}
	if after := s.files(t); !slices.Equal(before, after) {
		t.Errorf("with nothing new the files became %q", after)
	}
}

func TestFilesAreNamedByWhatTheyHold(t *testing.T) {
	s, d := newShared(t), newDesk(1)
	d.edit(12)
	s.sync(t, d)
	files := s.files(t)
	if len(files) != 1 || !strings.HasPrefix(files[0], filepath.Join(s.dir, "00001001", "1-12-")) {
		t.Fatalf("the files are %q", files)
	}
	text, err := os.ReadFile(files[0])
	must(t, err)
	if !bytes.HasPrefix(text, []byte("age-encryption.org/")) {
		t.Errorf("the file begins with %.40q: it is not sealed", text)
	}
	d.edit(3)
	s.sync(t, d)
	keys := exchange.Keys{Identities: []string{officeKey.Private}}
	for _, file := range s.files(t) {
		if file == files[0] {
			continue
		}
		must(t, exchange.ReadFile(file, keys, func(b model.Bundle) error {
			if previous := b.Head.Previous; len(previous) != 16 || !strings.Contains(files[0], previous) {
				t.Errorf("its previous file is %q, and was %s", previous, files[0])
			}
			if want := (model.Run{Replica: 0x1001, First: 13, Last: 15}); len(b.Head.Runs) != 1 || b.Head.Runs[0] != want {
				t.Errorf("it holds %v", b.Head.Runs)
			}
			return nil
		}))
	}
}

func TestWhatATrainerSentByPackReachesTheOthers(t *testing.T) {
	s, all := newShared(t), desks(3)
	trainer, office, other := all[0], all[1], all[2]
	trainer.edit(7)
	must(t, trainer.Pack(context.Background(), model.PackScope{}, func(b model.Bundle) error {
		_, err := office.Merge(context.Background(), b, model.MergeOptions{})
		return err
	}))
	s.sync(t, office)
	s.sync(t, other)
	agree(t, all...)
}

func TestConflictedCopiesAreHarmless(t *testing.T) {
	s, all := newShared(t), desks(2)
	all[0].edit(5)
	s.sync(t, all[0])
	file := s.files(t)[0]
	data, err := os.ReadFile(file)
	must(t, err)
	stem := strings.TrimSuffix(file, ".chg")
	for _, name := range []string{stem + " (Anna's conflicted copy 2026-03-01).chg", stem + " (1).chg", stem + "-DESKTOP-AB12.chg",
		filepath.Join(s.dir, "1-9 (2).chg"), stem + ".sync-conflict-20260301-101010-ABCDEFG.chg"} {
		must(t, os.WriteFile(name, data, 0o600))
	}
	must(t, os.Rename(file, stem+" - Copy.chg"))
	report := s.sync(t, all[1])
	agree(t, all...)
	if len(report.Skipped)+len(report.Notes)+report.Written > 0 || report.Came.Operations != 5 {
		t.Errorf("copies lead to %+v", report)
	}
	if report := s.sync(t, all[0]); report.Written+len(report.Notes) > 0 {
		t.Errorf("a file under another name leads to %+v", report)
	}
}

func TestAMissingFileNeverMeansDelete(t *testing.T) {
	s, all := newShared(t), desks(2)
	for range 3 {
		all[0].edit(4)
		s.sync(t, all[0])
	}
	s.sync(t, all[1])
	must(t, os.Remove(s.files(t)[1]))
	report := s.sync(t, all[1])
	if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "removed or altered") || report.Sent != 4 {
		t.Errorf("after a file was removed: %+v", report)
	}
	third := newDesk(3)
	s.sync(t, third)
	agree(t, all[0], all[1], third)
}

func TestAnEmptiedFolderIsFilledAgain(t *testing.T) {
	s, all := newShared(t), desks(2)
	for _, d := range all {
		d.edit(20)
		s.sync(t, d)
	}
	s.sync(t, all[0])
	must(t, os.RemoveAll(s.dir))
	must(t, os.Mkdir(s.dir, 0o777))
	report := s.sync(t, all[0])
	if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "was emptied") || report.Sent != 40 {
		t.Errorf("after the folder was emptied: %+v", report)
	}
	if report := s.sync(t, all[0]); len(report.Notes) > 0 {
		t.Errorf("it is said again: %q", report.Notes)
	}
	third := newDesk(3)
	s.sync(t, third)
	agree(t, all[0], all[1], third)
}

func TestAFolderThatVanishesAndComesBack(t *testing.T) {
	s, all := newShared(t), desks(2)
	all[0].edit(3)
	s.sync(t, all[0])
	must(t, os.Rename(s.dir, s.dir+" away"))
	all[0].edit(3)
	_, err := s.folder().Sync(context.Background(), all[0])
	if model.CodeOf(err) != model.EGone || !strings.Contains(err.Error(), "stick") {
		t.Errorf("while it is away: %v", err)
	}
	if _, err := os.Stat(s.dir); err == nil {
		t.Error("it was made where it is not")
	}
	must(t, os.Rename(s.dir+" away", s.dir))
	if report := s.sync(t, all[0]); report.Sent != 3 || len(report.Notes) > 0 {
		t.Errorf("when it is back: %+v", report)
	}
	s.sync(t, all[1])
	agree(t, all...)
}

func TestADamagedFileStopsNoOther(t *testing.T) {
	cut := func(d []byte) []byte { return d[:len(d)*2/3] }
	for name, c := range map[string]struct {
		spoil func(data []byte) []byte
		code  model.Code
	}{
		"cut short":     {cut, model.EUnreadable},
		"empty":         {func([]byte) []byte { return nil }, model.EUnreadable},
		"altered":       {func(d []byte) []byte { d[len(d)-20] ^= 1; return d }, model.EUnreadable},
		"overwritten":   {func(d []byte) []byte { clear(d[100:]); return d }, model.EUnreadable},
		"something":     {func([]byte) []byte { return []byte("minutes of the meeting") }, model.EUnreadable},
		"longer":        {func(d []byte) []byte { return append(d, 7) }, model.EUnreadable},
		"another's":     {func([]byte) []byte { return sealed(t, foreign(), officeKey) }, model.EOtherRegister},
		"another's key": {func([]byte) []byte { return sealed(t, newDesk(8), newKey()) }, model.EPassphrase},
		"a pack":        {func([]byte) []byte { return pack(t) }, model.EUnreadable},
		"newer":         {func([]byte) []byte { return []byte("rollbook exchange 99\nwhatever") }, model.ENewer},
	} {
		t.Run(name, func(t *testing.T) {
			s, all := newShared(t), desks(3)
			for _, d := range all[:2] {
				d.edit(30)
				s.sync(t, d)
			}
			file := s.files(t)[0]
			whole, err := os.ReadFile(file)
			must(t, err)
			must(t, os.WriteFile(file, c.spoil(slices.Clone(whole)), 0o600))
			report := s.sync(t, all[2])
			if len(report.Skipped) != 1 || model.CodeOf(report.Skipped[0].Err) != c.code || report.Came.Operations != 30 && report.Came.Waiting != 30 {
				t.Fatalf("it reports %+v", report)
			}
			if len(s.sync(t, all[2]).Skipped) != 1 {
				t.Error("it is not said as long as it is so")
			}
			must(t, os.WriteFile(file, whole, 0o600))
			if report := s.sync(t, all[2]); len(report.Skipped) > 0 {
				t.Errorf("mended, it reports %+v", report)
			}
			s.sync(t, all[0])
			agree(t, all...)
		})
	}
}

// sealed gives a file of a desk's as it would write it.
func sealed(t testing.TB, d *desk, key model.Key) []byte {
	d.edit(3)
	c, err := d.Log(context.Background(), d.replica.Tag, 0, 100)
	must(t, err)
	b, err := exchange.BundleOf(context.Background(), d, c, "")
	must(t, err)
	var data bytes.Buffer
	_, err = exchange.Write(&data, b, exchange.Seal{Recipients: []string{key.Public}})
	must(t, err)
	return data.Bytes()
}

func foreign() *desk {
	d := newDesk(9)
	d.uid = "00000000000000000000000000000001"
	return d
}

func pack(t testing.TB) []byte {
	var data bytes.Buffer
	b := model.Bundle{Head: model.BundleHead{Register: office, Snapshot: &model.SnapshotHead{}}, Parts: model.Changes{}.Parts()}
	_, err := exchange.Write(&data, b, exchange.Seal{})
	must(t, err)
	return data.Bytes()
}

// A file that was damaged on its way is written again by whoever knows what it held.
func TestADamagedFileIsWrittenAgain(t *testing.T) {
	s, all := newShared(t), desks(2)
	all[0].edit(30)
	s.sync(t, all[0])
	must(t, os.Truncate(s.files(t)[0], 100))
	report := s.sync(t, all[0])
	if report.Sent != 30 || len(report.Notes) != 1 {
		t.Errorf("its owner reports %+v", report)
	}
	s.sync(t, all[1])
	agree(t, all...)
}

// stick mounts a small disk as the shared folder, where the system lets us.
func stick(t testing.TB) (s shared, remount func(option string)) {
	if runtime.GOOS != "linux" || os.Geteuid() != 0 {
		t.Skip("takes Linux and the right to mount")
	}
	s = newShared(t)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=512k", "stick", s.dir).CombinedOutput(); err != nil {
		t.Skipf("cannot mount here: %s", out)
	}
	t.Cleanup(func() { must(t, exec.Command("umount", s.dir).Run()) })
	return s, func(option string) {
		t.Helper()
		must(t, exec.Command("mount", "-o", "remount,"+option, s.dir).Run())
	}
}

func TestAFolderThatCannotBeWrittenIsRead(t *testing.T) {
	s, remount := stick(t)
	all := desks(2)
	all[0].edit(3)
	s.sync(t, all[0])
	remount("ro")
	defer remount("rw")
	if report := s.sync(t, all[1]); report.Came.Operations != 3 {
		t.Errorf("with nothing to write: %+v", report)
	}
	all[1].edit(2)
	report, err := s.folder().Sync(context.Background(), all[1])
	if model.CodeOf(err) != model.EReadOnly || report.ToGo != 2 {
		t.Errorf("with something to write: %+v, %v", report, err)
	}
	remount("rw")
	if report := s.sync(t, all[1]); report.Sent != 2 {
		t.Errorf("when it can be written again: %+v", report)
	}
	s.sync(t, all[0])
	agree(t, all...)
}

func TestAFullDisk(t *testing.T) {
	s, _ := stick(t)
	all := desks(2)
	all[0].edit(3)
	s.sync(t, all[0])
	filler := filepath.Join(s.dir, "holiday.jpg")
	if err := os.WriteFile(filler, make([]byte, 1<<20), 0o600); err == nil {
		t.Fatal("the disk is not full")
	}
	all[1].edit(500)
	report, err := s.folder().Sync(context.Background(), all[1])
	if model.CodeOf(err) != model.ENoSpace || report.Came.Operations != 3 || report.ToGo != 500 {
		t.Errorf("while it is full: %+v, %v", report, err)
	}
	if files := s.files(t); len(files) != 1 {
		t.Errorf("something half done lies there: %q", files)
	}
	must(t, os.Remove(filler))
	if report := s.sync(t, all[1]); report.Sent != 500 {
		t.Errorf("when there is room: %+v", report)
	}
	s.sync(t, all[0])
	agree(t, all...)
}

// While two desks write and read at once, neither sees anything half done.
func TestTwoDesksAtOnce(t *testing.T) {
	s, all := newShared(t), desks(2)
	var both sync.WaitGroup
	for _, d := range all {
		both.Go(func() {
			for range 15 {
				d.edit(5)
				report, err := s.folder().Sync(context.Background(), d)
				if err != nil || len(report.Skipped)+len(report.Notes) > 0 {
					t.Errorf("%+v, %v", report, err)
				}
			}
		})
	}
	both.Wait()
	for _, d := range all {
		s.sync(t, d)
	}
	s.sync(t, all[0])
	agree(t, all...)
}

func TestACopyThatWritesUnderTheSameNameIsNoticed(t *testing.T) {
	s, d, copied := newShared(t), newDesk(1), newDesk(1)
	d.edit(5)
	s.sync(t, d)
	copied.edit(9)
	elsewhere := s
	elsewhere.memory += " of another computer"
	elsewhere.sync(t, copied) // it knows more, and nothing that contradicts it
	d.edit(1)
	if _, err := s.folder().Sync(context.Background(), d); model.CodeOf(err) != model.EForked || !strings.Contains(err.Error(), "used in two places") {
		t.Errorf("the one that it was copied from says %v", err)
	}
	if files := s.files(t); len(files) != 2 {
		t.Errorf("it goes on writing: %q", files)
	}
	other := newDesk(2)
	s.sync(t, other)
	if got := len(other.knows()[d.replica.Tag]); got != 9 {
		t.Errorf("a third knows %d edits", got)
	}
}

func TestACopyOfSingleActivitiesFollowsNoFolder(t *testing.T) {
	s, d := newShared(t), newDesk(1)
	d.partial = true
	if _, err := s.folder().Sync(context.Background(), d); model.CodeOf(err) != model.EInvalid || !strings.Contains(err.Error(), "pack") {
		t.Errorf("it says %v", err)
	}
}

func TestKeys(t *testing.T) {
	ctx := context.Background()
	s, first, second := newShared(t), newDesk(1), newDesk(2)
	first.keys, second.keys = nil, nil
	first.edit(2)
	s.sync(t, first)
	if len(first.keys) != 1 {
		t.Fatal("the first has made no key")
	}
	if _, err := s.folder().Sync(ctx, second); model.CodeOf(err) != model.EPassphrase || len(second.keys) > 0 {
		t.Errorf("the second says %v and has %d keys", err, len(second.keys))
	}
	second.keys = []model.Key{newKey()}
	if report := s.sync(t, second); len(report.Skipped) != 1 {
		t.Errorf("with a key of its own it reports %+v", report)
	}
	second.keys = append(second.keys, first.keys...) // a pack of everything brings them
	second.edit(1)
	s.sync(t, second)
	s.sync(t, first)
	agree(t, first, second)
}

// What came as a snapshot is not in the log; the rest goes out all the same.
func TestWhatIsNotInTheLogIsLeftOut(t *testing.T) {
	s, all := newShared(t), desks(3)
	all[0].edit(100)
	all[1].base[all[0].replica.Tag] = 60
	all[1].logs[all[0].replica.Tag] = slices.Clone(all[0].logs[all[0].replica.Tag])[60:]
	s.sync(t, all[1])
	report := s.sync(t, all[2])
	if report.Came.Waiting != 40 {
		t.Errorf("it brought %+v", report.Came)
	}
	s.sync(t, all[0])
	s.sync(t, all[2])
	agree(t, all[0], all[2])
}

// A desk that knows less than it did, because an older state of its file was put back,
// reads everything again.
func TestAnOlderStateReadsAgain(t *testing.T) {
	s, all := newShared(t), desks(2)
	all[0].edit(5)
	s.sync(t, all[0])
	s.sync(t, all[1])
	older := newDesk(2)
	s.sync(t, older)
	agree(t, all[0], older)
}

func TestManySmallFilesArePutTogether(t *testing.T) {
	s, d, other := newShared(t), newDesk(1), newDesk(2)
	most := 0
	for n := range 160 {
		d.edit(2)
		s.sync(t, d)
		most = max(most, len(s.files(t)))
		if n == 90 {
			s.sync(t, other)
		}
	}
	if most > 105 {
		t.Errorf("there were up to %d files", most)
	}
	if report := s.sync(t, other); len(report.Notes) > 0 {
		t.Errorf("another desk says %q", report.Notes)
	}
	agree(t, d, other)
	third := newDesk(3)
	s.sync(t, third)
	agree(t, d, third)
}

func TestWhatACrashLeftIsIgnoredAndRemoved(t *testing.T) {
	s, all := newShared(t), desks(2)
	all[0].edit(5)
	s.sync(t, all[0])
	fresh := filepath.Join(s.dir, "00001001", ".new-AAAA.chg")
	old := filepath.Join(s.dir, "00001001", ".new-BBBB.chg")
	for _, path := range []string{fresh, old} {
		must(t, os.WriteFile(path, []byte("age-encryption.org/v1 and then the power failed"), 0o600))
	}
	before := time.Now().Add(-48 * time.Hour)
	must(t, os.Chtimes(old, before, before))
	if report := s.sync(t, all[1]); len(report.Skipped) > 0 || report.Came.Operations != 5 {
		t.Errorf("it reports %+v", report)
	}
	_, gone := os.Stat(old)
	_, there := os.Stat(fresh)
	if !errors.Is(gone, os.ErrNotExist) || there != nil {
		t.Errorf("of what was left behind: old %v, fresh %v", gone, there)
	}
}

func TestALostMemoryCostsOnlyTime(t *testing.T) {
	s, all := newShared(t), desks(2)
	for _, d := range all {
		d.edit(5)
		s.sync(t, d)
	}
	s.sync(t, all[0])
	remembered, err := filepath.Glob(filepath.Join(s.memory, "folders", "*"))
	must(t, err)
	if len(remembered) != 2 {
		t.Fatalf("remembered: %q", remembered)
	}
	must(t, os.WriteFile(remembered[0], []byte("{"), 0o600))
	must(t, os.Remove(remembered[1]))
	for _, d := range all {
		if report := s.sync(t, d); report.Written+len(report.Notes)+len(report.Skipped)+report.Came.Operations > 0 || report.Read != 2 {
			t.Errorf("it reports %+v", report)
		}
	}
}

func TestTheRegistersOwnTroubleIsNoFiles(t *testing.T) {
	s, all := newShared(t), desks(2)
	all[0].edit(5)
	s.sync(t, all[0])
	all[1].full = true
	if report, err := s.folder().Sync(context.Background(), all[1]); model.CodeOf(err) != model.ENoSpace || len(report.Skipped) > 0 {
		t.Errorf("with its disk full: %+v, %v", report, err)
	}
	all[1].full = false
	s.sync(t, all[1])
	agree(t, all...)
}

// Desks whose programs are open need nobody to do anything.
func TestWatchedFolder(t *testing.T) {
	s, all := newShared(t), desks(3)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var running sync.WaitGroup
	var mu sync.Mutex
	last := map[*desk]exchange.Status{}
	for _, d := range all {
		running.Go(func() {
			must(t, s.folder().Hurried().Watch(ctx, d, func(status exchange.Status) {
				mu.Lock()
				defer mu.Unlock()
				last[d] = status
			}))
		})
	}
	for range 5 {
		for _, d := range all {
			d.edit(3)
			time.Sleep(5 * time.Millisecond)
		}
	}
	eventually(t, "all know all", func() bool { return same(all...) && len(all[0].knows()) == 3 })
	trainer := newDesk(9)
	trainer.edit(8)
	must(t, trainer.Pack(ctx, model.PackScope{}, func(b model.Bundle) error {
		_, err := all[1].Merge(ctx, b, model.MergeOptions{})
		return err
	}))
	eventually(t, "all know what a trainer brought to one", func() bool { return same(all...) && len(all[0].knows()[trainer.replica.Tag]) == 8 })
	must(t, os.Rename(s.dir, s.dir+" away"))
	all[0].edit(1)
	eventually(t, "it is noticed that the folder is away", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return !last[all[0]].Reachable && model.CodeOf(last[all[0]].Err) == model.EGone
	})
	must(t, os.Rename(s.dir+" away", s.dir))
	eventually(t, "all know what was done in the meantime", func() bool { return same(all...) })
	all[1].edit(4) // and closes at once
	stop()
	running.Wait()
	late := newDesk(4)
	s.sync(t, late)
	if got := len(late.knows()[all[1].replica.Tag]); got != 19 {
		t.Errorf("on closing %d of 19 edits were written", got)
	}
}

func same(all ...*desk) bool {
	first := counts(all[0].knows())
	return !slices.ContainsFunc(all, func(d *desk) bool { return counts(d.knows()) != first })
}

// eventually waits until something holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("never: %s", what)
		}
	}
}

// What a file is said to hold, by its name or its head, is not believed.
func TestAFileThatHoldsLessThanItSays(t *testing.T) {
	s, all := newShared(t), desks(3)
	all[0].edit(3)
	c, err := all[0].Log(context.Background(), all[0].replica.Tag, 0, 100)
	must(t, err)
	b, err := exchange.BundleOf(context.Background(), all[0], c, "")
	must(t, err)
	b.Head.Runs[0].Last = 100
	all[0].edit(97)
	must(t, os.Mkdir(filepath.Join(s.dir, "00001001"), 0o777))
	_, err = exchange.WriteFile(context.Background(), filepath.Join(s.dir, "00001001", "1-100-0123456789abcdef.chg"), b, exchange.SealFor([]model.Key{officeKey}))
	must(t, err)
	s.sync(t, all[1])
	if got := len(all[1].knows()[all[0].replica.Tag]); got != 3 {
		t.Errorf("another desk takes %d edits from it", got)
	}
	if report := s.sync(t, all[0]); report.Sent != 97 {
		t.Errorf("the desk that knows what is missing reports %+v", report)
	}
	s.sync(t, all[1])
	s.sync(t, all[2])
	agree(t, all...)
}
