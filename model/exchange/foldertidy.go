package exchange

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"rollbook/model"
)

const (
	mostSmall = 100  // files of its own with few edits that a computer leaves in the folder
	few       = 2000 // operations; a file with more is left alone
	fewest    = 10   // small files that are worth putting together
)

// tidy puts this computer's small files together once they are many: a year of days with
// an edit now and then would leave thousands. What they held is written in large files
// first and read back; then the small ones are removed, which means nothing to others: a
// missing file never does.
func (s *folderSession) tidy(ctx context.Context) error {
	var small []foundFile
	pieces := spans{}
	for _, file := range s.files {
		read, ok := s.memory.Files[file.name]
		if !ok || len(read.Runs) != 1 || read.Runs[0].Replica != s.own || read.Runs[0].Last-read.Runs[0].First >= few {
			continue
		}
		file.readFile = read
		small = append(small, file)
		pieces = pieces.with(span{read.Runs[0].First, read.Runs[0].Last})
	}
	if len(small) <= mostSmall {
		return nil
	}
	written := s.report
	for _, piece := range pieces {
		n := 0
		for _, file := range small {
			if piece[0] <= file.Runs[0].First && file.Runs[0].Last <= piece[1] {
				n++
			}
		}
		if n < fewest {
			continue
		}
		if err := s.write(ctx, model.Run{Replica: s.own, First: piece[0], Last: piece[1]}); err != nil {
			return s.folder.explain(err)
		}
	}
	s.report.Written, s.report.Sent = written.Written, written.Sent // nobody was sent anything new
	large := covered{}
	for name, read := range s.memory.Files {
		if !slices.ContainsFunc(small, func(f foundFile) bool { return f.name == name }) {
			large.add(read.Runs...)
		}
	}
	for _, file := range small {
		if !large.holds(file.Runs[0]) {
			continue
		}
		if err := os.Remove(filepath.Join(s.folder.Dir, file.name)); err == nil || errors.Is(err, fs.ErrNotExist) {
			delete(s.memory.Files, file.name) // any other is removed next time
		}
	}
	return nil
}
