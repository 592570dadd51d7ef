package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"

	"rollbook/model"
	"rollbook/model/sqlite"
)

// TestAFileThatIsTakenAwayWhileOpen deletes, renames and replaces a register's file while
// it is open: nothing is said to be saved any more, and what was is kept in a register
// whose name the error gives.
func TestAFileThatIsTakenAwayWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets nobody take away a file that is open")
	}
	ctx := context.Background()

	for name, take := range map[string]func(t *testing.T, path string){
		"deleted":  func(t *testing.T, path string) { must(t, os.Remove(path)) },
		"renamed":  func(t *testing.T, path string) { must(t, os.Rename(path, path+".old")) },
		"replaced": func(t *testing.T, path string) { other, _ := closedRegister(t); must(t, os.Rename(other, path)) },
		"its folder deleted": func(t *testing.T, path string) {
			must(t, os.RemoveAll(filepath.Dir(path)))
		},
		"its folder renamed": func(t *testing.T, path string) {
			must(t, os.Rename(filepath.Dir(path), filepath.Dir(path)+" old"))
		},
	} {
		for when, after := range map[string]func(r *sqlite.Register) error{
			"before an edit": func(r *sqlite.Register) error {
				_, err := r.SaveTheme(ctx, model.Theme{Name: "Lost"})
				if _, again := r.SaveTheme(ctx, model.Theme{Name: "Lost too"}); model.CodeOf(again) != model.EGone {
					t.Errorf("%s: the second edit says %v", name, again)
				}
				if err := r.Close(); err != nil {
					t.Errorf("%s: closing says it again: %v", name, err)
				}
				return err
			},
			"before it is closed": (*sqlite.Register).Close,
		} {
			t.Run(name+" "+when, func(t *testing.T) {
				t.Setenv("HOME", t.TempDir())
				path := filepath.Join(t.TempDir(), "office", "office.rollbook")
				must(t, os.Mkdir(filepath.Dir(path), 0o700))
				options := sqlite.Options{ConfigDir: t.TempDir(), Who: "desk"}
				r, err := sqlite.Create(ctx, path, model.Office{}, options)
				must(t, err)
				_, err = r.SaveTheme(ctx, model.Theme{Name: "Kept"})
				must(t, err)
				take(t, path)
				err = after(r)
				if model.CodeOf(err) != model.EGone {
					t.Fatalf("it says %v", err)
				}
				kept := regexp.MustCompile(`kept in (.*\.rollbook):`).FindStringSubmatch(err.Error())
				if kept == nil {
					t.Fatalf("it does not say where: %v", err)
				}
				r, err = sqlite.Open(ctx, kept[1], options)
				must(t, err)
				defer r.Close()
				themes, err := r.Themes(ctx)
				if must(t, err); len(themes) != 1 || themes[0].Name != "Kept" {
					t.Errorf("what is kept has the themes %v", themes)
				}
			})
		}
	}
}

// TestClosingWhileItIsRead closes a register that several goroutines read and write: they
// end, and nothing else happens.
func TestClosingWhileItIsRead(t *testing.T) {
	ctx := context.Background()
	path, options := closedRegister(t)
	for range 20 {
		r, err := sqlite.Open(ctx, path, options)
		must(t, err)
		done := make(chan error)
		for n := range 8 {
			go func() {
				for {
					var err error
					switch n % 4 {
					case 0:
						_, _, err = r.Activities(ctx, model.ActivityFilter{})
					case 1:
						_, err = r.Summary(ctx, model.Period{}, model.ByType)
					case 2:
						_, err = r.SaveTheme(ctx, model.Theme{Name: "Another"})
					case 3:
						_, err = r.Check(ctx)
					}
					if err != nil {
						done <- err
						return
					}
				}
			}()
		}
		must(t, r.Close())
		for range 8 {
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Fatalf("%v", err)
			}
		}
	}
}
