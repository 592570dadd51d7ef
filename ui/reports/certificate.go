package reports

import (
	"context"
	"fmt"
	"os"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/ui/kit"
)

// editCertificate asks how the activity's certificates read, are signed and numbered.
func (s *Screen) editCertificate() {
	activity := s.request.Activity
	if err := s.ready(); err != nil {
		kit.ShowError(s.navigator.Window(), err)
		return
	}
	var c model.Certificate
	kit.Work(s.navigator.Window(), lang.L("Reading the wording"), func(ctx context.Context, _ model.Progress) error {
		var err error
		c, err = s.register.Certificate(ctx, activity)
		return err
	}, func(err error) {
		if err != nil {
			kit.ShowError(s.navigator.Window(), err)
			return
		}
		s.openCertificate(activity, c)
	})
}

func (s *Screen) openCertificate(activity model.ID, c model.Certificate) {
	e := &kit.Editor{}
	title := e.Line("title", lang.L("Title"), c.Title)
	lead := e.Line("lead", lang.L("Above the name"), c.Lead)
	text := e.Block("text", lang.L("Below the name"), c.Text)
	e.Note(lang.L("Words in braces are filled in: {{.Words}}.", map[string]any{"Words": "{" + strings.Join(model.CertificateWords(), "}, {") + "}"}))
	var signatures []string
	for _, one := range c.Signatures {
		signatures = append(signatures, strings.TrimSuffix(one.Name+", "+one.Title, ", "))
	}
	signed := e.Block("signatures", lang.L("Who signs, a line each: name, what they are"), strings.Join(signatures, "\n"))
	number := e.Line("number", lang.L("Before the number"), c.Number)
	first := e.Line("first", lang.L("First number"), fmt.Sprint(max(c.First, 1)))
	e.Beside(2, 150)
	s.addLogo(e, &c)
	e.Save = func() (kit.Change, error) {
		c.Title, c.Lead, c.Text, c.Number = title.Text, lead.Text, text.Text, number.Text
		c.Signatures = readSignatures(signed.Text)
		if _, err := fmt.Sscan(first.Text, &c.First); err != nil {
			return nil, &model.Error{Code: model.EInvalid, Fields: []model.FieldError{{Field: "first", Message: lang.L("Write a whole number, such as 1.")}}}
		}
		return func(ctx context.Context) error { return s.register.SaveCertificate(ctx, activity, c) }, nil
	}
	e.Open(s.navigator.Window(), lang.L("How the certificates read"), s.do, nil)
}

// readSignatures reads a line for each who signs: a name and, behind the first comma, what
// they are.
func readSignatures(text string) []model.Signature {
	var all []model.Signature
	for _, line := range strings.Split(text, "\n") {
		name, title, _ := strings.Cut(line, ",")
		if name = strings.TrimSpace(name); name != "" {
			all = append(all, model.Signature{Name: name, Title: strings.TrimSpace(title)})
		}
	}
	return all
}

// addLogo adds the choice of a logo to the dialog.
func (s *Screen) addLogo(e *kit.Editor, c *model.Certificate) {
	says := kit.Quiet("")
	show := func() {
		if len(c.Logo) == 0 {
			says.SetText(lang.L("No logo"))
			return
		}
		says.SetText(lang.L("A logo of {{.N}} kB", map[string]any{"N": len(c.Logo)/1000 + 1}))
	}
	show()
	choose := kit.NewButton(lang.L("Choose a picture …"), func() {
		s.program.Choose(lang.L("Choose the logo"), []string{".png", ".jpg", ".jpeg"}, func(path string) {
			data, err := os.ReadFile(path)
			if err != nil {
				kit.ShowError(s.navigator.Window(), err)
				return
			}
			c.Logo = data
			show()
		})
	})
	without := kit.NewButton(lang.L("None"), func() {
		c.Logo = nil
		show()
	})
	e.Field("logo", lang.L("Logo"), container.NewBorder(nil, nil, nil, container.NewHBox(choose, without), kit.Middle(says)))
}
