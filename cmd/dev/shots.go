package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// shotsTask draws every screen, or those whose names begin as given, light and
// dark, filled and empty, small and large, into shots/. A test of package ui does the drawing: Fyne's test
// driver needs no display.
func shotsTask(ctx context.Context, p project, args []string) error {
	if err := equip(ctx, p, toBuild); err != nil {
		return err
	}
	folder := p.path("shots")
	if err := emptyFolder(folder); err != nil {
		return err
	}
	env := []string{"ROLLBOOK_SHOTS=" + folder, "ROLLBOOK_SHOTS_OF=" + strings.Join(args, " "), "LANG=en_US.UTF-8"}
	if err := p.show(ctx, env, "go", "test", "-tags", fyneTag, "-count=1", "-run", "^TestShots$", "./ui"); err != nil {
		return err
	}
	drawn, err := filepath.Glob(filepath.Join(folder, "*.png"))
	if err != nil {
		return err
	}
	if len(drawn) == 0 {
		return fmt.Errorf("no picture was drawn into %s: is TestShots still in package ui?", folder)
	}
	fmt.Printf("%d pictures in %s\n", len(drawn), folder)
	return nil
}
