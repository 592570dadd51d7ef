package sqlite

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rollbook/model"
)

const (
	mostSeq     = 1 << 53 // edits of a copy
	mostVersion = 10_000  // of the schema
	mostColumns = 200     // of a record of a newer schema
	mostOf      = 1 << 20 // bytes of a column of a newer schema
	mostName    = 500     // characters of a computer's or somebody's name
)

// believes says whether a hybrid clock can be right: 0 stands for none.
func (m *merger) believes(clock int64) bool {
	return clock >= 0 && clock>>16 <= m.believed
}

// kindName is how a newer schema's kinds of records are called.
var kindName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// holdAgainstBounds looks at a part before anything is done with it. What cannot have been
// written by a copy of the register that works refuses all that came with it, and is named.
func (m *merger) holdAgainstBounds(part model.Part) (err error) {
	switch {
	case part.Replica != nil:
		err = m.replicaWithin(*part.Replica)
	case part.Row != nil:
		err = m.stateWithin(*part.Row)
	case part.Seen != nil:
		s := *part.Seen
		if !aTag(s.Replica) || !aTag(s.Of) || !aSeq(s.Seq) || !aSeq(s.Head.Seq) || !m.believes(s.Head.Clock) {
			err = refused("what a copy says it knew of another", "cannot be")
		}
	case part.Action != nil:
		err = m.actionWithin(*part.Action)
	case part.Operation != nil:
		err = m.operationWithin(*part.Operation)
	}
	return err
}

func aTag(tag model.ReplicaTag) bool { return tag > 0 && tag < 1<<31 }

func aSeq(seq int64) bool { return seq >= 1 && seq <= mostSeq }

func refused(what, why string) error {
	return &model.Error{Code: model.EUnreadable, Message: fmt.Sprintf("%s %s. Nothing was changed: what came is broken, or made to break this register. Ask who sent it.", upperFirst(what), why)}
}

func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// headWithin looks at what a bundle says of itself.
func (m *merger) headWithin(h model.BundleHead) error {
	heads := []model.Heads{h.Depends}
	if h.Snapshot != nil {
		heads = append(heads, h.Snapshot.Heads, h.Snapshot.Before)
	}
	for _, all := range heads {
		for tag, head := range all {
			if !aTag(tag) || !aSeq(head.Seq) || !m.believes(head.Clock) {
				return refused(fmt.Sprintf("how far the copy %08x is said to be known", int64(tag)), "cannot be")
			}
		}
	}
	if h.Schema < 1 || h.Schema > mostVersion || h.At < 0 || h.At > m.believed || shorter(mostName)(h.From.Name) != "" {
		return refused("what came", "says of itself what cannot be")
	}
	for _, key := range h.Keys {
		if len(key.Public) > 200 || len(key.Private) > 200 || !strings.HasPrefix(key.Public, "age1") || !strings.HasPrefix(key.Private, "AGE-SECRET-KEY-1") {
			return refused("a key of the register", "is none")
		}
	}
	return nil
}

func (m *merger) replicaWithin(one model.Replica) error {
	tag, err := strconv.ParseInt(one.UID[:min(8, len(one.UID))], 16, 64)
	if !aTag(one.Tag) || aUID(one.UID) != "" || err != nil || tag&0x7fffffff != int64(one.Tag) {
		return refused(fmt.Sprintf("the copy %08x", int64(one.Tag)), "is called what no copy is")
	}
	if shorter(mostName)(one.Name) != "" {
		return refused(fmt.Sprintf("the name of the copy %08x", int64(one.Tag)), "is too long or not a text")
	}
	return nil
}

func (m *merger) actionWithin(a model.LoggedAction) error {
	good := aTag(a.Replica) && aSeq(a.No) && a.At >= 0 && a.At <= m.believed && anHour(int64(a.Offset)) == "" && shorter(mostName)(a.Who) == "" &&
		shorter(60)(string(a.Verb)) == "" && (a.Kind == "" || kindName.MatchString(string(a.Kind))) && a.Row >= 0 && a.Changes >= 0 && a.Changes <= mostNumber
	if good && a.Of != nil {
		good = aTag(a.Of.Replica) && aSeq(a.Of.No)
	}
	if !good {
		return refused(fmt.Sprintf("the action %d of %s", a.No, m.nameOf(a.Replica)), "says what cannot be")
	}
	return nil
}

func (m *merger) operationWithin(op model.Operation) error {
	if why := m.operationFault(op); why != "" {
		return refused(fmt.Sprintf("change %d of %s (%.40s)", op.Seq, m.nameOf(op.Replica), kindNoun(op.Kind)), why)
	}
	return nil
}

// operationFault says why an operation cannot have been written by a copy that works; ""
// where it can.
func (m *merger) operationFault(op model.Operation) string {
	switch {
	case !aTag(op.Replica) || !aSeq(op.Seq) || !aSeq(op.Action):
		return "has a number that cannot be"
	case op.Clock <= 0 || !m.believes(op.Clock):
		return "is of a time that cannot be believed"
	case op.Schema < 1 || op.Schema > mostVersion:
		return "is of a version of Rollbook that cannot be"
	case op.Row <= 0:
		return "is of a record with a number that cannot be"
	case op.Made && (!empty(op.Was) || !empty(op.Replaced)):
		return "makes a record and says what was there before"
	}
	later := op.Schema > schemaVersion
	t := tableOf[op.Kind]
	if t == nil {
		if !later || !kindName.MatchString(string(op.Kind)) {
			return "is of a kind of record that there is not"
		}
		for _, text := range []json.RawMessage{op.New, op.Was} {
			if why := laterWithin(text); why != "" {
				return why
			}
		}
		return ""
	}
	set, why := t.columnsWithin(op.New, later, true)
	if why == "" {
		_, why = t.columnsWithin(op.Was, later, false)
	}
	if why == "" {
		why = m.replacedWithin(t, op.Replaced, set, later)
	}
	if why == "" {
		why = t.placed(op.Row, op.Replica, op.Made, set)
		for _, name := range fixed[t.kind] {
			if _, sets := set[name]; sets && !op.Made {
				why = "makes a record link something else"
			}
		}
	}
	return why
}

func (m *merger) stateWithin(s model.RowState) error {
	if why := m.stateFault(s); why != "" {
		return refused(fmt.Sprintf("a record (%.40s %d)", kindNoun(s.Kind), s.Row), why)
	}
	return nil
}

// stateFault says the same of a record as it stands elsewhere.
func (m *merger) stateFault(s model.RowState) string {
	t := tableOf[s.Kind]
	switch {
	case t == nil:
		return "is of a kind that there is not"
	case s.Row <= 0 || !aTag(s.Replica) || s.Clock <= 0 || !m.believes(s.Clock):
		return "has a number or a time that cannot be"
	}
	set, why := t.columnsWithin(s.Values, false, true)
	if why == "" {
		why = m.replacedWithin(t, s.Differs, nil, false)
	}
	if why == "" {
		why = t.placed(s.Row, s.Replica, false, set)
	}
	return why
}

func empty(text json.RawMessage) bool {
	text = bytes.TrimSpace(text)
	return len(text) == 0 || string(text) == "{}" || string(text) == "null"
}

// laterWithin looks at columns of a kind of record that only a newer schema knows.
func laterWithin(text json.RawMessage) string {
	if empty(text) {
		return ""
	}
	var all map[string]json.RawMessage
	if json.Unmarshal(text, &all) != nil {
		return "cannot be read"
	}
	if len(all) > mostColumns {
		return "has too many columns"
	}
	for name, value := range all {
		if !kindName.MatchString(name) || len(value) > mostOf {
			return "has a column that cannot be"
		}
	}
	return ""
}

// columnsWithin looks at columns as they travel. new: they are to be written; what they
// replaced may be anything that fits into them.
func (t *table) columnsWithin(text json.RawMessage, later, new bool) (values, string) {
	if empty(text) {
		return values{}, ""
	}
	set, err := decode(sql.NullString{String: string(text), Valid: true})
	if err == nil {
		set, err = set.forTable(t)
	}
	if err != nil {
		return nil, "cannot be read"
	}
	if len(set) > mostColumns {
		return nil, "has too many columns"
	}
	for name, value := range set {
		i := t.index(name)
		label := strings.ReplaceAll(name, "_", " ")
		switch {
		case i < 0 && (!later || !kindName.MatchString(name)):
			return nil, fmt.Sprintf("has a column %.40q that there is not", name)
		case i < 0:
			continue
		case !t.columns[i].holds(value):
			return nil, fmt.Sprintf("cannot be read: %s cannot be %.40v", label, value)
		}
		if value == nil || value == t.columns[i].zero {
			continue
		}
		within := t.columns[i].within
		if _, isText := value.(string); isText && (later || !new) {
			within = shorter(mostFigures) // a newer schema may have more words
		}
		if why := within(value); why != "" {
			return nil, label + " " + why
		}
	}
	return set, ""
}

// replacedWithin looks at versions by register; of an operation these are of registers that
// it sets.
func (m *merger) replacedWithin(t *table, text json.RawMessage, set values, later bool) string {
	if empty(text) {
		return ""
	}
	var all map[string][]int64
	if json.Unmarshal(text, &all) != nil {
		return "says what it replaced in a way that cannot be read"
	}
	for register, v := range all {
		i := t.index(register)
		switch {
		case len(v) != 2 || v[0] <= 0 || !m.believes(v[0]) || !aTag(model.ReplicaTag(v[1])):
			return "replaced what cannot have been there"
		case i < 0 && !later, i >= 0 && t.columns[i].register != register:
			return fmt.Sprintf("replaced a column %.40q that there is not", register)
		case i < 0 || set == nil:
			continue
		}
		if _, sets := set[register]; !sets {
			return fmt.Sprintf("replaced %s without setting it", strings.ReplaceAll(register, "_", " "))
		}
	}
	return ""
}

// placed looks whether a record can have the number that it has: that of the copy that made
// it, or the one that follows from what it links.
func (t *table) placed(id model.ID, by model.ReplicaTag, made bool, set values) string {
	links := append(slices.Clone(fixed[t.kind]), "")[:1]
	if made && counted[t.kind] && int64(id)>>32 != int64(by) {
		return "makes a record under the number of another copy"
	}
	if t.kind == model.KindOffice && id != officeID {
		return "is of a second office"
	}
	of, known := derivedFrom[t.kind]
	if _, complete := set[links[0]]; known && (made || complete) && of(set) != id {
		return "links something else than its number says"
	}
	return ""
}

// counted are the kinds of records that the copies that make them number.
var counted = map[model.Kind]bool{model.KindActivityType: true, model.KindTheme: true, model.KindPartner: true, model.KindPhase: true, model.KindMilestone: true, model.KindRole: true,
	model.KindActivity: true, model.KindReported: true, model.KindPerson: true, model.KindLesson: true, model.KindOutput: true, model.KindSnapshot: true}

// derivedFrom gives the number of a record that follows from what it links.
var derivedFrom = map[model.Kind]func(values) model.ID{
	model.KindActivityTheme:   linking(model.KindActivityTheme, "activity", "theme"),
	model.KindActivitySDG:     linking(model.KindActivitySDG, "activity", "code"),
	model.KindActivityPartner: linking(model.KindActivityPartner, "activity", "partner", "role"),
	model.KindHeadcount:       linking(model.KindHeadcount, "activity", "country", "sex"),
	model.KindReportedCountry: linking(model.KindReportedCountry, "reported", "country"),
	model.KindApart:           linking(model.KindApart, "one", "other"),
	model.KindRegistration:    linking(model.KindRegistration, "activity", "person"),
	model.KindCountry:         linking(model.KindCountry, "code"),
	model.KindLessonActivity:  linking(model.KindLessonActivity, "lesson", "activity"),
	model.KindCertificate:     linking(model.KindCertificate, "activity"),
	model.KindAward:           linking(model.KindAward, "registration"),
	model.KindSigner:          linking(model.KindSigner, "key"),
	model.KindMark: func(set values) model.ID {
		registration, _ := set["registration"].(int64)
		session, _ := set["session"].(int64)
		return markID(model.ID(registration), model.ID(session))
	},
}

// linking gives the number of a link between the columns given.
func linking(kind model.Kind, columns ...string) func(values) model.ID {
	return func(set values) model.ID {
		var parts []any
		for _, name := range columns {
			i := tableOf[kind].index(name)
			switch tableOf[kind].columns[i].zero.(type) {
			case string:
				text, _ := set[name].(string)
				parts = append(parts, text)
			default:
				id, _ := set[name].(int64)
				parts = append(parts, model.ID(id))
			}
		}
		return derived(kind, parts...)
	}
}
