package country

import (
	"strings"

	"rollbook/assets"
	"rollbook/model"
)

// InitialStatuses gives the facts on groups that a new register starts with.
func InitialStatuses() []model.CountryStatus {
	var all []model.CountryStatus
	for _, r := range mustRead(assets.CountryGroups)[1:] {
		group, associate := strings.CutSuffix(r[0], "-associate")
		all = append(all, model.CountryStatus{Group: model.Group(group), Country: model.CountryCode(r[1]), From: model.Day(r[2]), To: model.Day(r[3]),
			Effective: r[4] == "effective", Associate: associate, Note: r[5]})
	}
	return all
}

// GroupsOn gives the groups that a country belongs to on a day (counting rule 11).
// Associate members count among the SIDS only when asked for.
func GroupsOn(statuses []model.CountryStatus, code model.CountryCode, day model.Day, associates bool) []model.Group {
	var groups []model.Group
	for _, g := range model.Groups() {
		for _, s := range statuses {
			if s.Country == code && s.Group == g && s.On(day) && (associates || !s.Associate) {
				groups = append(groups, g)
				break
			}
		}
	}
	return groups
}
