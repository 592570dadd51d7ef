package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// installer is how a family of Linux systems is asked what it has, and given
// what it lacks.
type installer struct {
	packages map[need][]string
	query    []string                                      // the command that tells which packages are there; their names follow
	missing  func(wanted []string, answer string) []string // reads its answer
	refresh  []string                                      // fetches the list of what can be had; may be empty
	install  []string                                      // the command that installs; names follow
}

var debian = installer{
	packages: debianPackages,
	query:    []string{"dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n"},
	missing:  missingByDpkg,
	refresh:  []string{"apt-get", "update", "-q"},
	install: []string{"env", "DEBIAN_FRONTEND=noninteractive",
		"apt-get", "install", "-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"},
}

var fedora = installer{
	packages: fedoraPackages,
	query:    []string{"rpm", "--query"},
	missing:  missingByRpm,
	install:  []string{"dnf", "install", "-y", "--setopt=install_weak_deps=False"},
}

// equip sees to it that the system has what the needs ask for. On Debian,
// Ubuntu and Fedora it installs what is missing, as root or by sudo; elsewhere
// it says what to get if the compiler is not there.
func equip(ctx context.Context, p project, needs ...need) error {
	if runtime.GOOS != "linux" {
		return findCompiler(runtime.GOOS, exec.LookPath)
	}
	release, err := os.ReadFile("/etc/os-release")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("finding out which Linux this is: %w", err)
	}
	in, known := chooseInstaller(string(release))
	if !known {
		fmt.Printf("This Linux is not one that we know how to install on. What Debian calls %s should be there.\n",
			strings.Join(namesFor(debian, needs), ", "))
		return nil
	}
	return in.equip(ctx, p, needs)
}

// equip installs what is missing of what the needs ask for.
func (in installer) equip(ctx context.Context, p project, needs []need) error {
	wanted := namesFor(in, needs)
	// The query fails when one of the packages is unknown; its answer about the
	// others is what we are after.
	answer, err := p.output(ctx, nil, in.query[0], slices.Concat(in.query[1:], wanted)...)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("finding out what is installed: %w", err)
	}
	lacking := in.missing(wanted, string(answer))
	if len(lacking) == 0 {
		return nil
	}
	become, err := rootBy(os.Geteuid(), exec.LookPath)
	if err != nil {
		return fmt.Errorf("%w: %s", err, commandLine(nil, in.install[0], slices.Concat(in.install[1:], lacking)))
	}
	fmt.Printf("Installing %s\n", strings.Join(lacking, " "))
	if len(in.refresh) > 0 {
		refresh := slices.Concat(become, in.refresh)
		if err := p.show(ctx, nil, refresh[0], refresh[1:]...); err != nil {
			// One source out of several may be out of reach. Whether the
			// packages can be had shows below.
			fmt.Println(err)
		}
	}
	install := slices.Concat(become, in.install, lacking)
	return p.show(ctx, nil, install[0], install[1:]...)
}

// chooseInstaller tells the family of a Linux by its /etc/os-release.
func chooseInstaller(release string) (installer, bool) {
	for line := range strings.Lines(release) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		if key != "ID" && key != "ID_LIKE" {
			continue
		}
		for _, id := range strings.Fields(strings.Trim(value, `"'`)) {
			switch id {
			case "debian", "ubuntu":
				return debian, true
			case "fedora":
				return fedora, true
			}
		}
	}
	return installer{}, false
}

// namesFor lists the packages that the needs ask for.
func namesFor(in installer, needs []need) []string {
	var names []string
	for _, n := range needs {
		names = append(names, in.packages[n]...)
	}
	return names
}

// missingByDpkg reads lines of "PACKAGE STATUS". A package that was removed
// but whose settings are still there has a line, too.
func missingByDpkg(wanted []string, answer string) []string {
	installed := map[string]bool{}
	for line := range strings.Lines(answer) {
		name, status, _ := strings.Cut(strings.TrimSpace(line), " ")
		if status == "installed" {
			installed[name] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(wanted), func(name string) bool { return installed[name] })
}

// missingByRpm reads the lines "package NAME is not installed" out of all
// lines; the others name what is there, with its version.
func missingByRpm(_ []string, answer string) []string {
	var missing []string
	for line := range strings.Lines(answer) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "package ")
		if name, absent := strings.CutSuffix(rest, " is not installed"); ok && absent {
			missing = append(missing, name)
		}
	}
	return missing
}

// rootBy is what to put before a command so that it runs as root: nothing for
// root, sudo for others, where there is one.
func rootBy(uid int, lookPath func(string) (string, error)) ([]string, error) {
	if uid == 0 {
		return nil, nil
	}
	sudo, err := lookPath("sudo")
	if err != nil {
		return nil, errors.New("packages are missing and there is no sudo to install them with; as root, do this and start again")
	}
	return []string{sudo}, nil
}

// findCompiler returns an error that says what to get if there is no C compiler.
func findCompiler(goos string, lookPath func(string) (string, error)) error {
	names := []string{"gcc", "clang"}
	if cc := os.Getenv("CC"); cc != "" {
		names = strings.Fields(cc)[:1]
	}
	for _, name := range names {
		if _, err := lookPath(name); err == nil {
			return nil
		}
	}
	get, ok := compilers[goos]
	if !ok {
		get = "get a C compiler"
	}
	return fmt.Errorf("there is no C compiler (%s): %s", strings.Join(names, ", "), get)
}
