package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rollbook/assets"
	"rollbook/model"
)

// The texts with a singular of their own are known before any screen is made.
func init() {
	if err := lang.AddTranslationsFS(assets.Translations, "translations"); err != nil {
		fyne.LogError("The texts of the window could not be read", err)
	}
}

// Number is how many a figure says there are, as far as the grammar of a text is concerned:
// only what is known exactly can be one.
func Number(f model.Figure) int {
	if f.Kind != model.Exact && f.Value == 1 {
		return 2
	}
	return f.Value
}
