package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"rollbook/model"
	"rollbook/model/disk"
)

// remembered is what this computer knows, outside any register, of the replicas it holds:
// how a copied or restored file is told from the one that this computer wrote.
type remembered struct {
	Replica string `json:"replica"` // UID
	Path    string `json:"path"`
	Seq     int64  `json:"seq"` // the replica's last operation when the register was closed
}

// newReplica makes an identity at random. The tag is never 0.
func newReplica(name string) model.Replica {
	var uid [16]byte
	for {
		if _, err := rand.Read(uid[:]); err != nil {
			panic(err) // crypto/rand never fails on the systems Rollbook runs on
		}
		tag := model.ReplicaTag(uid[0]&0x7f)<<24 | model.ReplicaTag(uid[1])<<16 | model.ReplicaTag(uid[2])<<8 | model.ReplicaTag(uid[3])
		if tag != 0 {
			return model.Replica{Tag: tag, UID: hex.EncodeToString(uid[:]), Name: name}
		}
	}
}

// configDir gives the folder in which this computer remembers its replicas.
func (o Options) configDir() (string, error) {
	if o.ConfigDir != "" {
		return o.ConfigDir, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the user's configuration folder: %w", err)
	}
	return filepath.Join(dir, "rollbook"), nil
}

// who gives the name under which changes are recorded.
func (o Options) who() string {
	if o.Who != "" {
		return o.Who
	}
	name, err := os.Hostname()
	if err != nil || name == "" {
		return "this computer"
	}
	return name
}

func (o Options) replicasFile() (string, error) {
	dir, err := o.configDir()
	return filepath.Join(dir, "replicas.json"), err
}

// readReplicas gives what this computer remembers, by replica; nothing where it remembers
// nothing or what it wrote cannot be read any more.
func (o Options) readReplicas() (map[string]remembered, error) {
	all := map[string]remembered{}
	file, err := o.replicasFile()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(data, &all) != nil {
		return map[string]remembered{}, nil // every register opened then takes a new id: safe
	}
	return all, nil
}

// ours says whether the file is the very copy that this computer wrote as the replica it
// names: not one copied from another computer or folder, and not an older state put back.
func (r *Register) ours() (bool, error) {
	all, err := r.options.readReplicas()
	if err != nil {
		return false, err
	}
	known, ok := all[r.replica.UID]
	if !ok || r.lastSeq < known.Seq {
		return false, nil
	}
	if known.Path == r.path {
		return true, nil
	}
	_, err = os.Stat(known.Path) // moved, if nothing stands at the old place
	return os.IsNotExist(err), nil
}

// remember notes, outside the register, that this computer writes it as this replica.
func (r *Register) remember() error {
	all, err := r.options.readReplicas()
	if err != nil {
		return err
	}
	file, err := r.options.replicasFile()
	if err != nil {
		return err
	}
	now := remembered{Replica: r.replica.UID, Path: r.path, Seq: r.lastSeq}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".replicas.*")) // of programs that were ended
	if err != nil || all[r.replica.UID] == now && len(left) == 0 {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("remember the replica: %w", disk.Explain(filepath.Dir(file), err))
	}
	// Programs of other registers note theirs in the same file.
	lock, err := waitForLock(filepath.Join(filepath.Dir(file), ".replicas.lock"))
	if err != nil {
		return fmt.Errorf("remember the replica: %w", disk.Explain(filepath.Dir(file), err))
	}
	return errors.Join(r.rememberHere(file, now), dropLock(lock))
}

func (r *Register) rememberHere(file string, now remembered) error {
	all, err := r.options.readReplicas()
	if err != nil {
		return err
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".replicas.json-*")) // of programs before this one
	if err != nil {
		return err
	}
	for _, one := range left {
		if err := disk.RemoveIfThere(one); err != nil {
			return err
		}
	}
	disk.Sweep(filepath.Dir(file))
	if all[r.replica.UID] == now {
		return nil
	}
	all[r.replica.UID] = now
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return disk.Explain(file, disk.Write(file, data))
}

// ReplicaNames gives the names of the copies of the register that have written to it.
func (r *Register) ReplicaNames(ctx context.Context) (map[model.ReplicaTag]string, error) {
	names := map[model.ReplicaTag]string{}
	err := r.each(ctx, "SELECT tag, name FROM replica", nil, func(rows *sql.Rows) error {
		var tag model.ReplicaTag
		var name string
		err := rows.Scan(&tag, &name)
		names[tag] = name
		return err
	})
	return names, err
}
