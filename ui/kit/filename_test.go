package kit_test

import (
	"testing"

	"rollbook/ui/kit"
)

func TestFileNamesFitEverySystem(t *testing.T) {
	for text, want := range map[string]string{"Office: A/B?": "Office- A-B-", " . ": "Register", "전자정부": "전자정부", "Name.": "Name"} {
		if got := kit.FileName(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
