package intake

import (
	"slices"
	"strings"
)

// topicOf says what texts of a field are remembered under: what means the same in every
// kind of list is kept for all of them.
func topicOf(kind Kind, field string) string {
	switch field {
	case "status", "kind", "counts", "mode":
		return string(kind) + " " + field
	case "countries":
		return "country"
	}
	return field
}

const headingEnd = " heading"

// headingTopic says what the headings of a kind of list are remembered under.
func headingTopic(kind Kind) string { return string(kind) + headingEnd }

// Topics lists what texts can be remembered of: fields whose texts mean the same in every
// list, and the headings of each kind of list.
func Topics() []string {
	topics := []string{"country", "sex", "mark", "type", "activity", "session"}
	for _, kind := range Kinds() {
		topics = append(topics, headingTopic(kind))
		for _, f := range kind.Fields() {
			if topic := topicOf(kind, f.Name); memorable(f.Name) && !slices.Contains(topics, topic) {
				topics = append(topics, topic)
			}
		}
	}
	return topics
}

// TopicLabel gives a topic in words (an English key for translation): "Country",
// "Heading of lists of people", "Status in lists of activities".
func TopicLabel(topic string) string {
	kind, field, ofKind := strings.Cut(topic, " ")
	switch {
	case ofKind && " "+field == headingEnd:
		return "Heading of lists of " + strings.ToLower(Kind(kind).Label())
	case ofKind:
		return Field{Name: field}.Label() + " in lists of " + strings.ToLower(Kind(kind).Label())
	}
	return Field{Name: topic}.Label()
}
