package exchange

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"rollbook/model"
	"rollbook/model/disk"
)

// memoryVersion is that of the files in which this computer remembers what it has read.
const memoryVersion = 2 // 2: of files that are signed

// readFile is a file of a folder as it was when it was read, and what it held.
type readFile struct {
	Size int64       `json:"size"`
	Time int64       `json:"time"` // last changed, nanoseconds since 1970
	Runs []model.Run `json:"runs,omitempty"`
}

// same says whether two looks saw the same file.
func (f readFile) same(other readFile) bool { return f.Size == other.Size && f.Time == other.Time }

// folderMemory is what this computer remembers of a folder, so that it need not read all
// of it every time. Losing it costs time, nothing else.
type folderMemory struct {
	Version int                 `json:"version"`
	Heads   model.Heads         `json:"heads"` // what the register knew then
	Files   map[string]readFile `json:"files"` // taken in or written, by name below the folder

	path  string
	saved []byte
}

// recall gives what is remembered of the folder for this copy of the register; nothing
// where that cannot be read.
func (f Folder) recall(r Register) (*folderMemory, error) {
	dir, err := filepath.Abs(f.Dir)
	if err != nil {
		return nil, err
	}
	m := &folderMemory{}
	if m.path, err = memoryPath(f.ConfigDir, "folders", r, dir); err != nil {
		return nil, err
	}
	if m.saved, err = readMemory(m.path, m); err != nil {
		return nil, err
	}
	if m.saved == nil || m.Version != memoryVersion || m.Files == nil {
		*m = folderMemory{Version: memoryVersion, Files: map[string]readFile{}, path: m.path}
	}
	return m, nil
}

// check forgets everything where the register knows less than it did: an older state of
// its file was put back, and must get everything anew.
func (m *folderMemory) check(ctx context.Context, r Register) error {
	heads, err := r.Heads(ctx)
	if err == nil && !heads.Covers(m.Heads) {
		clear(m.Files)
	}
	return err
}

// covered gives what the folder has, as far as it was read.
func (m *folderMemory) covered() covered {
	var all []model.Run
	for _, file := range m.Files {
		all = append(all, file.Runs...)
	}
	slices.SortFunc(all, func(a, b model.Run) int { return int(min(1, max(-1, a.First-b.First))) })
	c := covered{}
	c.add(all...)
	return c
}

// save writes what is remembered, where it changed.
func (m *folderMemory) save(ctx context.Context, r Register) error {
	heads, err := r.Heads(context.WithoutCancel(ctx))
	if err != nil {
		return err
	}
	m.Heads = heads
	m.saved, err = writeMemory(m.path, m, m.saved)
	return err
}

// memoryPath names the file in which this computer remembers something of a place that a
// copy of a register follows. A copy that takes a new name begins anew.
func memoryPath(configDir, sort string, r Register, place string) (string, error) {
	if configDir == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("find the user's configuration folder: %w", err)
		}
		configDir = filepath.Join(dir, "rollbook")
	}
	sum := sha256.Sum256([]byte(place))
	return filepath.Join(configDir, sort, r.Replica().UID+"-"+hex.EncodeToString(sum[:6])+".json"), nil
}

// readMemory reads what was remembered into m; nil where there is nothing or it cannot be
// read any more.
func readMemory(path string, m any) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && json.Unmarshal(data, m) != nil {
		return nil, nil
	}
	return data, err
}

// writeMemory writes what is to be remembered, whole or not at all, and gives it; nothing
// is written where it was saved already.
func writeMemory(path string, m any, saved []byte) ([]byte, error) {
	data, err := json.Marshal(m)
	if err != nil || string(data) == string(saved) {
		return saved, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return saved, err
	}
	if err := disk.Write(path, data); err != nil {
		return saved, disk.Explain(path, err)
	}
	return data, nil
}
