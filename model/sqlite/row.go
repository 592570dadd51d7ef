package sqlite

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"rollbook/model"
)

// values are columns of a row with what they hold: int64, float64, string or nil.
type values map[string]any

// version says when and where a column's value was set; greater versions win.
type version struct {
	Clock   int64
	Replica model.ReplicaTag
}

// MarshalJSON gives [clock, replica].
func (v version) MarshalJSON() ([]byte, error) {
	return json.Marshal([2]int64{v.Clock, int64(v.Replica)})
}

// UnmarshalJSON reads [clock, replica].
func (v *version) UnmarshalJSON(data []byte) error {
	var pair [2]int64
	err := json.Unmarshal(data, &pair)
	v.Clock, v.Replica = pair[0], model.ReplicaTag(pair[1])
	return err
}

// less says whether another version is the greater.
func (v version) less(other version) bool {
	return v.Clock < other.Clock || v.Clock == other.Clock && v.Replica < other.Replica
}

// row is a row of an exchanged table as it stands.
type row struct {
	values   []any // in the order of the table's columns
	base     version
	versions map[string]version // of registers that differ from the base
}

func (r *row) version(register string) version {
	if v, ok := r.versions[register]; ok {
		return v
	}
	return r.base
}

// scan reads what the table's selection gives.
func (r *row) scan(t *table, scan func(...any) error) error {
	r.values = make([]any, len(t.columns))
	var columns sql.NullString
	into := make([]any, 0, len(t.columns)+3)
	for i := range r.values {
		into = append(into, &r.values[i])
	}
	if err := scan(append(into, &r.base.Clock, (*int64)(&r.base.Replica), &columns)...); err != nil {
		return err
	}
	var err error
	r.versions, err = readVersions(columns)
	return err
}

// readVersions reads versions by register; nil where there are none.
func readVersions(text sql.NullString) (map[string]version, error) {
	var all map[string]version
	if !text.Valid {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(text.String), &all); err != nil {
		return nil, fmt.Errorf("read the versions of columns: %w", err)
	}
	return all, nil
}

// encode gives a map as JSON with its text as it is; nil for an empty one.
func encode[V any](m map[string]V) (any, error) {
	if len(m) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("write the log: %w", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// decode reads columns from the log: whole numbers as int64, others as float64.
func decode(text sql.NullString) (values, error) {
	if !text.Valid {
		return nil, nil
	}
	d := json.NewDecoder(strings.NewReader(text.String))
	d.UseNumber()
	v := values{}
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	return v, nil
}

// forTable turns the numbers of logged columns into what the table's columns hold.
func (v values) forTable(t *table) (values, error) {
	for name, value := range v {
		n, ok := value.(json.Number)
		if !ok {
			continue
		}
		i := t.index(name)
		if i < 0 {
			continue
		}
		var err error
		if _, isReal := t.columns[i].zero.(float64); isReal {
			v[name], err = n.Float64()
		} else {
			v[name], err = n.Int64()
		}
		if err != nil {
			return nil, fmt.Errorf("read the log: %s: %w", name, err)
		}
	}
	return v, nil
}

// numbers turns the numbers of what is no table's columns into int64.
func (v values) numbers() (values, error) {
	for name, value := range v {
		if n, ok := value.(json.Number); ok {
			whole, err := n.Int64()
			if err != nil {
				return nil, fmt.Errorf("read the log: %s: %w", name, err)
			}
			v[name] = whole
		}
	}
	return v, nil
}

// live says whether the row is there, not deleted.
func (r *row) live(t *table) bool { return r.values[t.index("deleted")] == int64(0) }
