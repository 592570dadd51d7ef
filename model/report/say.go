package report

import (
	"fmt"
	"strings"
)

// Say puts a text, in English as its key, into the reader's language, and values in the
// places that it leaves open: "of {{.All}} participants". Fyne's lang.L is one.
type Say func(text string, values ...any) string

// English says texts as they stand.
func English(text string, values ...any) string {
	for _, v := range values {
		named, ok := v.(map[string]any)
		if !ok {
			continue
		}
		for name, value := range named {
			text = strings.ReplaceAll(text, "{{."+name+"}}", fmt.Sprint(value))
		}
	}
	return text
}
