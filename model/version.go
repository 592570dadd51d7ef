package model

// Version is Rollbook's own. It is written from FyneApp.toml, its one place, by
// go run ./cmd/dev version.
const Version = "0.1.0"
