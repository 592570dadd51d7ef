package exchange

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// folderPace: a desk that edits all day writes a file every two minutes at most, and puts
// them together when they are many.
var folderPace = pace{settle: 3 * time.Second, batch: 2 * time.Minute, look: 3 * time.Minute, patience: 5 * time.Minute, again: 15 * time.Second}

// Watch follows the folder until ctx ends, in rounds like Sync: soon after something
// changes there or here, and every few minutes, since many shares and cloud folders do not
// tell. A folder that vanishes is waited for. At the end it writes what is left. It calls
// tell, in its own goroutine, with how things stand after every round. The error has code
// EInvalid where the copy of the register holds single activities only.
func (f Folder) Watch(ctx context.Context, r Register, tell func(Status)) error {
	s, err := f.open(r)
	if err != nil {
		return err
	}
	heard := make(chan struct{}, 1)
	ears := listen(heard)
	defer ears.close()
	follow(ctx, r, s.folder.pace, heard, func(ctx context.Context, g give) (Report, error) {
		ears.watch(f.Dir) // before looking, so that nothing falls between
		return s.round(ctx, g)
	}, tell)
	return nil
}

// ears hear of changes in a folder, where the system tells.
type ears struct{ watcher *fsnotify.Watcher }

// listen begins to pass on to heard what is noticed. Where the system cannot tell, nothing
// ever is, and looking every few minutes must do.
func listen(heard chan<- struct{}) ears {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return ears{}
	}
	go func() {
		for {
			select {
			case event, ok := <-watcher.Events:
				if !ok {
					return
				}
				if strings.HasPrefix(filepath.Base(event.Name), ".") || event.Op == fsnotify.Chmod {
					continue
				}
			case _, ok := <-watcher.Errors:
				if !ok {
					return
				}
			}
			select {
			case heard <- struct{}{}:
			default:
			}
		}
	}()
	return ears{watcher}
}

// watch listens to the folder and the folders in it; those that it listens to already
// stay. It does not listen to a stick, which could not be taken out then.
func (e ears) watch(dir string) {
	dir, err := filepath.Abs(dir)
	if err != nil || e.watcher == nil || removable(dir) || e.watcher.Add(dir) != nil {
		return // it is not there, or does not tell
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			_ = e.watcher.Add(filepath.Join(dir, entry.Name())) // as above
		}
	}
}

func (e ears) close() {
	if e.watcher != nil {
		_ = e.watcher.Close() // it only listened
	}
}
