package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

// aboutWords say that a number is not exact.
var aboutWords = regexp.MustCompile(`^(?:~|≈|±|>|≥|c\.?|ca\.?|circa|about|approx\.?|approximately|around|over|more than|at least|some|nearly|almost|est\.?|environ|plus de|près de|unos|unas|cerca de|más de|alrededor de|около|более|свыше|примерно|约|大约|超过|حوالي|نحو|أكثر من|약|대략|이상)\s*`)

// afterWords say the same behind the number.
var afterWords = regexp.MustCompile(`\s*(?:\+|plus|or more|approx\.?|\(est\.?\)|여|여명|이상|余|多|以上)$`)

// unitWords behind a number mean nothing more.
var unitWords = regexp.MustCompile(`\s*(?:people|persons|participants|trainees|pax|명|人|名|чел\.?|personnes|personas)$`)

var grouped = regexp.MustCompile(`^\d{1,3}(?:[ ,.'’\x{2009}]\d{3})+$`)

// readNumber reads a whole number as people write it: "1,248", "~100", "over 100", "100+".
func Number(text string) (n int, approximate bool, err error) {
	plain := strings.ToLower(westernDigits(text))
	plain = unitWords.ReplaceAllString(plain, "")
	if rest := afterWords.ReplaceAllString(plain, ""); rest != plain {
		plain, approximate = rest, true
	}
	plain = unitWords.ReplaceAllString(plain, "")
	if rest := aboutWords.ReplaceAllString(plain, ""); rest != plain {
		plain, approximate = rest, true
	}
	if grouped.MatchString(plain) {
		plain = strings.NewReplacer(" ", "", ",", "", ".", "", "'", "", "’", "", "\u2009", "").Replace(plain)
	}
	if f, err := strconv.ParseFloat(plain, 64); err == nil {
		switch {
		case f != float64(int(f)):
			return 0, false, fmt.Errorf("this is not a whole number")
		case f < 0:
			return 0, false, fmt.Errorf("a number of people cannot be negative")
		case f > model.MaxNumber:
			return 0, false, fmt.Errorf("%s cannot be right", plain)
		}
		return int(f), approximate, nil
	}
	return 0, false, fmt.Errorf("this is not a number; write figures, with ~ before them where they are not exact")
}

// nothing says whether a cell says that there is nothing to say.
func nothing(text string) bool {
	switch fold.Text(text) {
	case "", "-", "–", "—", "n/a", "na", "n.a.", "none", "nil", "/", "?", "tbd", "tbc":
		return true
	}
	return false
}

var yesWords = words("yes y true 1 x ✓ ✔ oui o vrai si sí s verdadero да д 是 对 نعم 예 네 o○")
var noWords = words("no n false 0 non faux falso нет н 否 لا 아니오 아니요")

// readYes reads a yes or no; nothing means no.
func readYes(text string) (bool, error) {
	key := fold.Text(text)
	switch {
	case nothing(text), noWords[key]:
		return false, nil
	case yesWords[key]:
		return true, nil
	}
	return false, fmt.Errorf("write yes or no")
}

func words(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[fold.Text(w)] = true
	}
	return set
}
