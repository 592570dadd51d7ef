package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// details are what FyneApp.toml says about the program.
type details struct {
	name, id, version, icon string
}

// readDetails reads FyneApp.toml, of which we use only keys with a text.
func readDetails(file string) (details, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return details{}, err
	}
	texts := map[string]string{}
	for line := range strings.Lines(string(content)) {
		key, value, _ := strings.Cut(line, "=")
		if text, err := strconv.Unquote(strings.TrimSpace(value)); err == nil {
			texts[strings.TrimSpace(key)] = text
		}
	}
	for _, key := range []string{"Name", "ID", "Version", "Icon"} {
		if texts[key] == "" {
			return details{}, fmt.Errorf("%s: there is no %s = \"…\"", file, key)
		}
	}
	return details{name: texts["Name"], id: texts["ID"], version: texts["Version"], icon: texts["Icon"]}, nil
}
