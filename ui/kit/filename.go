package kit

import "strings"

// FileName makes a text fit for the name of a file on every system.
func FileName(text string) string {
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.TrimSpace(text))
	if clean = strings.TrimRight(clean, ". "); clean == "" {
		return "Register"
	}
	return clean
}
