package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rollbook/model"
)

// A register's file can be deleted, renamed or replaced while it is open: on most systems
// the program then goes on with a file that nobody finds again. Before an edit is
// acknowledged, and on closing, the file that is open must be the one at its path.

// atItsPlace says whether the open file is still the one at the register's path. Windows
// lets nobody delete or rename a file that is open.
func (r *Register) atItsPlace() bool {
	now, err := os.Stat(r.path)
	return err == nil && os.SameFile(r.opened, now)
}

// stands refuses an edit where the file that is open is not the one at the register's path
// any more.
func (r *Register) stands() error {
	if r.gone != nil {
		return r.gone
	}
	if r.opened == nil || r.atItsPlace() {
		return nil
	}
	return errMoved
}

// errMoved says inside a transaction that the file is not at its place; outside it, rescue
// gives what people are told.
var errMoved = &model.Error{Code: model.EGone, Message: "the register is not at its place any more"}

// rescue keeps what the open file holds in a new register, once it is not at its path any
// more, and gives the error that says so and where the copy is. It holds everything that
// was ever said to be saved. It must not be called within a transaction.
func (r *Register) rescue() error {
	if r.gone != nil {
		return r.gone
	}
	name := filepath.Base(r.path)
	what := name + " was deleted, renamed or moved while it was open."
	if _, err := os.Stat(r.path); err == nil {
		what = name + " was replaced by another file while it was open."
	}
	to, err := r.rescueTo()
	if err != nil {
		return &model.Error{Code: model.EGone, Err: err, Message: what + " Nothing more can be saved in it, and no copy of what is open could be written: " + err.Error()}
	}
	r.gone = &model.Error{Code: model.EGone, Message: what + " Nothing more can be saved in it. Everything saved until then is kept in " + to + ": open that."}
	return r.gone
}

// rescueTo writes what is open to the first folder that takes it: that of the register, the
// one this computer remembers its replicas in, the user's own, that of temporary files.
func (r *Register) rescueTo() (string, error) {
	var folders []string
	folders = append(folders, filepath.Dir(r.path))
	if dir, err := r.options.configDir(); err == nil {
		folders = append(folders, filepath.Join(dir, "rescued"))
	}
	if home, err := os.UserHomeDir(); err == nil {
		folders = append(folders, home)
	}
	folders = append(folders, os.TempDir())
	name := fmt.Sprintf("%s rescued %s", strings.TrimSuffix(filepath.Base(r.path), Extension), stamp(r.clock.wall()))
	var first error
	for i, folder := range folders {
		if i > 0 && filepath.Base(folder) == "rescued" {
			_ = os.MkdirAll(folder, 0o700) // else the copy says why not
		}
		to := freeName(filepath.Join(folder, name), Extension)
		err := copyFrom(context.Background(), r.conn, to)
		if err == nil {
			return to, nil
		}
		if first == nil {
			first = err
		}
	}
	return "", first
}

// freeName gives a path that is not taken: as it is, or with a number behind it.
func freeName(path, extension string) string {
	for n := 1; ; n++ {
		name := path + extension
		if n > 1 {
			name = fmt.Sprintf("%s (%d)%s", path, n, extension)
		}
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}
