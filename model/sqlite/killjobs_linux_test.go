package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/sqlite"
)

func init() {
	started := func(dir string) error { return startOffice(dir, 40) }
	jobs["new"] = job{
		begin: func(string) error { return nil },
		do:    func(dir string) error { return startOffice(dir, 0) },
		after: func(dir string, through bool) error { return wholeOrNothing(dir, "office.rollbook", 0, through) },
	}
	jobs["restore"] = job{begin: started,
		do: func(dir string) error {
			path, options := officeIn(dir)
			return sqlite.Restore(context.Background(), path, filepath.Join(dir, "restored.rollbook"), options)
		},
		after: func(dir string, through bool) error {
			return wholeOrNothing(dir, "restored.rollbook", 40, through, "office.rollbook")
		},
	}
	jobs["restore in its place"] = job{
		begin: func(dir string) error {
			if err := startOffice(dir, 40); err != nil {
				return err
			}
			path, _ := officeIn(dir)
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			copy(data[len(data)/2:], make([]byte, 9000))
			return errors.Join(os.Rename(path, filepath.Join(dir, "backup.rollbook")), os.WriteFile(path, data, 0o600))
		},
		do: func(dir string) error {
			path, options := officeIn(dir)
			_, err := sqlite.RestoreOver(context.Background(), filepath.Join(dir, "backup.rollbook"), path, options)
			return err
		},
		after: oldOrNew,
	}
	jobs["back up"] = job{begin: started,
		do: func(dir string) error {
			return withOffice(dir, func(r *sqlite.Register) error {
				return r.Backup(context.Background(), filepath.Join(dir, "backup.rollbook"))
			})
		},
		after: func(dir string, through bool) error {
			return errors.Join(wholeOrNothing(dir, "backup.rollbook", 40, through, "office.rollbook"), soundOffice(dir, people(40), "backup.rollbook"))
		},
	}
	jobs["back up by itself"] = job{begin: started,
		do: func(dir string) error {
			return withOffice(dir, func(r *sqlite.Register) error { _, err := r.AutoBackup(context.Background()); return err })
		},
		after: func(dir string, _ bool) error {
			path, _ := officeIn(dir)
			all, err := sqlite.Backups(path)
			for _, b := range all {
				err = errors.Join(err, holdsPeople(b.Path, dir, 40))
			}
			return errors.Join(err, soundOffice(dir, people(40)))
		},
	}
	jobs["import"] = job{begin: started,
		do: func(dir string) error {
			return withOffice(dir, func(r *sqlite.Register) error {
				_, err := r.SaveBatch(context.Background(), model.Batch{Verb: model.VerbImport, People: somebody(40, 400)}, nil)
				return err
			})
		},
		after: func(dir string, through bool) error {
			return soundOffice(dir, func(r *sqlite.Register) error {
				all, err := r.People(context.Background(), "", 0)
				if err != nil || len(all) != 440 && (through || len(all) != 40) {
					return fmt.Errorf("%d people, %w", len(all), err)
				}
				return nil
			})
		},
	}
	jobs["pack"] = job{begin: started,
		do: func(dir string) error {
			return withOffice(dir, func(r *sqlite.Register) error {
				_, err := exchange.Pack(context.Background(), r, model.PackScope{}, filepath.Join(dir, "office.pack"), exchange.Seal{})
				return err
			})
		},
		after: func(dir string, through bool) error {
			if _, err := exchange.Verify(context.Background(), filepath.Join(dir, "office.pack"), exchange.Keys{}); err != nil && (through || !errors.Is(err, os.ErrNotExist)) {
				return err
			}
			// The next that packs sweeps.
			if err := jobs["pack"].do(dir); err != nil {
				return err
			}
			return soundOffice(dir, people(40), "office.pack")
		},
	}
	jobs["merge into new"] = job{
		begin: func(dir string) error { return errors.Join(startOffice(dir, 40), jobs["pack"].do(dir)) },
		do: func(dir string) error {
			_, options := officeIn(dir)
			return exchange.ReadFile(filepath.Join(dir, "office.pack"), exchange.Keys{}, func(b model.Bundle) error {
				_, err := sqlite.Replicate(context.Background(), filepath.Join(dir, "laptop.rollbook"), b, options, model.MergeOptions{})
				return err
			})
		},
		after: func(dir string, through bool) error {
			return wholeOrNothing(dir, "laptop.rollbook", 40, through, "office.rollbook", "office.pack")
		},
	}
	jobs["erase"] = job{begin: started,
		do: func(dir string) error {
			return withOffice(dir, func(r *sqlite.Register) error {
				all, err := r.People(context.Background(), "", 0)
				if err != nil {
					return err
				}
				return r.Erase(context.Background(), all[0].ID)
			})
		},
		after: func(dir string, through bool) error {
			return soundOffice(dir, func(r *sqlite.Register) error {
				all, err := r.People(context.Background(), "", 0)
				if err != nil || len(all) != 39 && (through || len(all) != 40) {
					return fmt.Errorf("%d people, %w", len(all), err)
				}
				return nil
			})
		},
	}
	jobs["recover"] = job{begin: started,
		do: func(dir string) error {
			path, options := officeIn(dir)
			_, err := sqlite.Recover(context.Background(), path, filepath.Join(dir, "recovered.rollbook"), options, nil)
			return err
		},
		after: func(dir string, through bool) error {
			return wholeOrNothing(dir, "recovered.rollbook", 40, through, "office.rollbook")
		},
	}
}

// somebody gives people with names of their own, from the n-th on.
func somebody(from, n int) (all []model.Person) {
	for i := range n {
		all = append(all, model.Person{ID: model.ID(-1 - i), Name: fmt.Sprint("Person ", from+i)})
	}
	return all
}

// startOffice makes the register of a job's folder, with some people.
func startOffice(dir string, n int) error {
	path, options := officeIn(dir)
	r, err := sqlite.Create(context.Background(), path, model.Office{}, options)
	if err != nil {
		return err
	}
	if n > 0 {
		_, err = r.SaveBatch(context.Background(), model.Batch{Verb: model.VerbImport, People: somebody(0, n)}, nil)
	}
	return errors.Join(err, r.Close())
}

func withOffice(dir string, do func(r *sqlite.Register) error) error {
	path, options := officeIn(dir)
	r, err := sqlite.Open(context.Background(), path, options)
	if err != nil {
		return err
	}
	return errors.Join(do(r), r.Close())
}

// people says whether a register holds so many.
func people(n int) func(r *sqlite.Register) error {
	return func(r *sqlite.Register) error {
		all, err := r.People(context.Background(), "", 0)
		if err != nil || len(all) != n {
			return fmt.Errorf("%d people, not %d, %w", len(all), n, err)
		}
		return nil
	}
}

// holdsPeople opens a register, checks it and says whether it holds so many people.
func holdsPeople(path, dir string, n int) error {
	_, options := officeIn(dir)
	r, err := sqlite.Open(context.Background(), path, options)
	if err != nil {
		return err
	}
	defer r.Close()
	if wrong, err := r.Check(context.Background()); err != nil || len(wrong) > 0 {
		return fmt.Errorf("the check says %v, %w", wrong, err)
	}
	return people(n)(r)
}

// wholeOrNothing says whether a register that was made is whole, or not there, and after the
// next start nothing is left beside it.
func wholeOrNothing(dir, name string, n int, through bool, belongs ...string) error {
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err == nil {
		if err := holdsPeople(path, dir, n); err != nil {
			return err
		}
	} else if through {
		return err
	}
	_, options := officeIn(dir)
	if slices.Contains(belongs, "office.rollbook") { // it was read, and is opened again
		if err := withOffice(dir, people(n)); err != nil {
			return err
		}
	}
	other := filepath.Join(dir, "another.rollbook") // any start in this folder
	r, err := sqlite.Create(context.Background(), other, model.Office{}, options)
	if err != nil {
		return err
	}
	if err := r.Close(); err != nil {
		return err
	}
	if err := nothingLeft(dir, append(belongs, name, "another.rollbook")...); err != nil {
		return err
	}
	return os.Remove(other)
}

// oldOrNew says whether at the register's name is the damaged one that was there or the
// restored one, whole.
func oldOrNew(dir string, through bool) error {
	path, _ := officeIn(dir)
	err := holdsPeople(path, dir, 40)
	if err == nil || through {
		return err
	}
	if code := model.CodeOf(err); code != model.EDamaged {
		return fmt.Errorf("neither the old nor the new: %w", err)
	}
	return jobs["restore in its place"].do(dir)
}
