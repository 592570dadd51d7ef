package exchange

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rollbook/model"
)

// Folder is a folder that several computers see: a stick, a network share, one that a
// cloud client copies. In it every piece of a replica's log is a file
// REPLICA/FIRST-LAST-HASH.chg, written once and never changed. There is no index and no
// lock: a file that is there twice does no harm, and one that is missing never means
// that anything was deleted.
type Folder struct {
	Dir       string
	ConfigDir string // where this computer remembers what it has read there; empty: the user's configuration folder

	// Accept says yes to copies that are not known yet; nil says no, and what they wrote
	// waits where it lies.
	Accept func(model.Stranger) bool

	pace pace // zero: the usual one
}

const (
	fileOperations = 10_000 // operations in a file at most
	saveEvery      = 2 * time.Second
)

// Sync takes in what is new in the folder and writes there what it lacks, once. What
// could be done is in the report, also beside an error. The errors have the codes EGone
// (the folder is not there), EReadOnly and ENoSpace (all was taken in, but nothing could
// be written), EPassphrase (others sealed what lies there, and the register has no key),
// EForked (another copy writes under this one's name), EInvalid (the copy holds single
// activities only), and those of the register.
func (f Folder) Sync(ctx context.Context, r Register) (Report, error) {
	s, err := f.open(r)
	if err != nil {
		return Report{}, err
	}
	return s.round(ctx, giveAll)
}

// folderSession is a register that follows a folder: what is remembered between rounds.
type folderSession struct {
	folder Folder
	reg    Register
	own    model.ReplicaTag
	memory *folderMemory
	failed map[string]failedFile // by name
	absent absences

	keys   Keys
	seal   Seal
	files  []foundFile // in the folder, when last listed
	gone   string      // what is to be said of files that are there no more, once they are written again
	report Report
}

// failedFile is a file that could not be taken in, as it was then.
type failedFile struct {
	readFile
	keys int // how many there were to open it with
	err  error
	own  bool // it claims to hold edits made here
}

func (f Folder) open(r Register) (*folderSession, error) {
	if err := whole(r); err != nil {
		return nil, err
	}
	f.pace = f.pace.or(folderPace)
	memory, err := f.recall(r)
	if err != nil {
		return nil, err
	}
	return &folderSession{folder: f, reg: r, own: r.Replica().Tag, memory: memory, failed: map[string]failedFile{}, absent: absences{}}, nil
}

// round takes in and gives once.
func (s *folderSession) round(ctx context.Context, g give) (Report, error) {
	s.report = Report{}
	err := s.work(ctx, g)
	s.report.Skipped = nil
	for _, name := range slices.Sorted(maps.Keys(s.failed)) {
		s.report.skip(name, s.failed[name].err)
	}
	return s.report, err
}

func (s *folderSession) work(ctx context.Context, g give) error {
	if err := s.list(); err != nil {
		return err
	}
	var err error
	if s.keys, s.seal, err = keysOf(ctx, s.reg, len(s.files) == 0); err != nil {
		return err
	}
	if err := s.memory.check(ctx, s.reg); err != nil {
		return err
	}
	before := s.memory.covered()
	s.forget()
	if err := s.takeAll(ctx); err != nil {
		return errors.Join(err, s.memory.save(ctx, s.reg))
	}
	if err := s.forked(); err != nil {
		return errors.Join(err, s.memory.save(ctx, s.reg))
	}
	s.miss(before)
	err = s.give(ctx, g)
	if err == nil && g != giveNothing {
		if s.gone != "" {
			s.report.note(s.gone)
			s.gone = ""
		}
		err = s.tidy(ctx)
	}
	return errors.Join(err, s.memory.save(ctx, s.reg))
}

// forked gives the error where another copy of the register writes under this one's name:
// nothing more may be written then.
func (s *folderSession) forked() error {
	for _, f := range s.failed {
		if f.own && model.CodeOf(f.err) == model.EForked {
			return f.err
		}
	}
	return nil
}

// forget drops what is remembered of files that are gone or have changed.
func (s *folderSession) forget() {
	present := map[string]readFile{}
	for _, file := range s.files {
		present[file.name] = file.readFile
	}
	for name, was := range s.memory.Files {
		if now, ok := present[name]; !ok || !now.same(was) {
			delete(s.memory.Files, name)
		}
	}
	for name, was := range s.failed {
		if now, ok := present[name]; !ok || !now.same(was.readFile) || was.keys != len(s.keys.Identities) || unreadFile(was.err) || mayBeTrusted(was.err) {
			delete(s.failed, name)
		}
	}
}

// miss notes what people should know where files that were read are no longer there, or no
// longer what they were, so that something is missing.
func (s *folderSession) miss(before covered) {
	now := s.memory.covered()
	for replica, pieces := range before {
		for _, piece := range pieces {
			if now[replica].holds(piece) {
				continue
			}
			s.gone = "Files in the folder were removed or altered; what this computer has of them was written again."
			if len(s.files) == 0 {
				s.gone = "The folder was emptied; what this computer has was written again."
				return
			}
		}
	}
}

// takeAll takes in the files that are new. A file that cannot be read stops no other.
func (s *folderSession) takeAll(ctx context.Context) error {
	saved := time.Now()
	for _, file := range s.files {
		if _, known := s.memory.Files[file.name]; known {
			continue
		}
		if _, known := s.failed[file.name]; known {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.take(ctx, file); err != nil {
			return err
		}
		if time.Since(saved) > saveEvery {
			if err := s.memory.save(ctx, s.reg); err != nil {
				return err
			}
			saved = time.Now()
		}
	}
	return nil
}

// take takes in one file, or notes why it cannot be. An error is about this computer.
func (s *folderSession) take(ctx context.Context, file foundFile) error {
	own := file.of == s.own
	err := ReadFile(filepath.Join(s.folder.Dir, file.name), s.keys, func(b model.Bundle) error {
		runs, out, err := takeIn(ctx, s.reg, b, s.folder.Accept)
		own = own || holdsOf(runs, s.own)
		if err != nil {
			return err
		}
		s.report.took(out)
		file.Runs = runs
		s.memory.Files[file.name] = file.readFile
		return nil
	})
	switch {
	case err == nil || model.CodeOf(err) == model.ENotFound:
		return nil // where it is not there: somebody tidied up in the meantime
	case theirs(err) || unreadFile(err):
		s.failed[file.name] = failedFile{file.readFile, len(s.keys.Identities), err, own}
		return nil
	}
	return err
}

// give writes what the folder lacks, as far as asked.
func (s *folderSession) give(ctx context.Context, g give) error {
	heads, err := s.reg.Heads(ctx)
	if err != nil {
		return err
	}
	lacking := s.memory.covered().lacking(s.own, heads)
	s.absent.see(lacking, time.Now())
	for _, run := range lacking {
		if !s.absent.due(g, run.Replica == s.own, run.Replica, s.folder.pace.patience) {
			s.report.ToGo += run.Last - run.First + 1
			continue
		}
		if err := s.write(ctx, run); err != nil {
			s.report.ToGo += run.Last - run.First + 1
			return s.folder.explain(err)
		}
	}
	return nil
}

// write writes a run of operations, in as many files as it takes.
func (s *folderSession) write(ctx context.Context, run model.Run) error {
	first, err := logFrom(ctx, s.reg, run)
	if err != nil {
		return err
	}
	for first <= run.Last {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := s.reg.Log(ctx, run.Replica, first-1, int(min(fileOperations, run.Last-first+1)))
		if err != nil {
			return err
		}
		if c.Run.Last < c.Run.First {
			return nil
		}
		if err := s.writeChanges(ctx, c); err != nil {
			return err
		}
		s.report.Written++
		s.report.Sent += c.Run.Last - c.Run.First + 1
		first = c.Run.Last + 1
	}
	return nil
}

func (s *folderSession) writeChanges(ctx context.Context, c model.Changes) error {
	b, err := BundleOf(ctx, s.reg, c, s.previous(c.Run))
	if err != nil {
		return err
	}
	file, err := s.folder.write(ctx, b, s.seal, s.keys)
	if err != nil {
		return err
	}
	delete(s.failed, file.name) // where it took the place of a damaged one
	s.memory.Files[file.name] = file.readFile
	s.files = append(s.files, file)
	return nil
}

// previous gives the hash of a file that ends where the run begins; "" where there is
// none.
func (s *folderSession) previous(run model.Run) string {
	for _, file := range slices.Backward(s.files) {
		if file.of == run.Replica && file.last == run.First-1 {
			return file.hash
		}
	}
	return ""
}

// explain says what is wrong with the folder, in words for people.
func (f Folder) explain(err error) error {
	say := func(code model.Code, format string) error {
		return &model.Error{Code: code, Err: err, Message: fmt.Sprintf(format, f.Dir)}
	}
	switch {
	case err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case full(err):
		return say(model.ENoSpace, "The disk of the folder %s is full. What others wrote there was taken in; what is new here goes out when there is room.")
	case statError(f.Dir) != nil:
		return say(model.EGone, "The folder %s is not there. If it is on a stick or a share, connect it; what is new here goes out then.")
	case refused(err):
		return say(model.EReadOnly, "The folder %s cannot be written. What others wrote there was taken in; what is new here goes out when you are allowed to write there.")
	}
	return err
}

func statError(path string) error { _, err := os.Stat(path); return err }
