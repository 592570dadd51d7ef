package disk

import (
	"errors"
	"io"
	"os"
	"time"

	"rollbook/model"
)

// A small file, such as one with a passphrase, may be a pipe that another command writes
// into; whoever writes has so long.
const (
	mostSmall = 1 << 20 // bytes
	patience  = 10 * time.Second
)

// ReadSmall reads a small file or what another command writes into a pipe. It never waits
// for somebody who may not come: a pipe that nobody writes into is empty. The error has code
// EUnreadable, or is Explain's.
func ReadSmall(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|withoutWaiting, 0)
	if err != nil {
		return nil, Explain(path, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, model.Errorf(model.EUnreadable, "%s is a folder, not a file.", path)
	}
	_ = f.SetReadDeadline(time.Now().Add(patience)) // files have none, and need none
	data, err := io.ReadAll(io.LimitReader(f, mostSmall+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, model.Errorf(model.EUnreadable, "%s is a pipe into which nobody writes.", path)
	case err == nil && len(data) > mostSmall:
		return nil, model.Errorf(model.EUnreadable, "%s is too large for what it should hold.", path)
	}
	return data, Explain(path, err)
}
