package intake

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"rollbook/model"
	"rollbook/model/fold"
)

var statusWords = choices(map[model.Status]string{
	model.Planned:   "planned|plan|scheduled|upcoming|prévu|planifié|planificado|previsto|запланировано|план|计划|已计划|مخطط|예정|계획",
	model.Held:      "held|done|completed|took place|finished|implemented|tenu|réalisé|terminé|celebrado|realizado|проведено|состоялось|已举行|完成|已完成|عقد|منفذ|완료|개최|실시",
	model.Postponed: "postponed|deferred|delayed|reporté|aplazado|pospuesto|отложено|перенесено|推迟|延期|مؤجل|연기|연기됨",
	model.Cancelled: "cancelled|canceled|annulé|cancelado|отменено|取消|ملغى|취소|취소됨",
})

var modeWords = choices(map[model.Mode]string{
	model.InPerson: "in person|in_person|onsite|on site|face to face|physical|offline|présentiel|en présentiel|presencial|очно|очный|线下|面对面|حضوري|대면|오프라인|현장",
	model.Online:   "online|virtual|remote|webinar|en ligne|virtuel|à distance|en línea|virtual|онлайн|дистанционно|线上|在线|عبر الإنترنت|افتراضي|온라인|비대면",
	model.Hybrid:   "hybrid|mixed|blended|hybride|mixte|híbrido|mixto|гибридный|смешанный|混合|هجين|하이브리드|혼합|온오프라인",
})

var evidenceWords = choices(map[model.Evidence]string{model.FromRegister: "register", model.FromHeadcounts: "headcounts"})

var partnerRoles = choices(map[model.PartnerRole]string{
	model.Host: "host|hôte|anfitrión|주최", model.CoOrganiser: "co-organiser|co-organizer|coorganiser|organiser|organizer|공동주최",
	model.Funder: "funder|donor|funding|bailleur|financiador|후원", model.Technical: "technical|technical partner|technique|técnico|기술",
})

// activity reads a row of a list of activities. One that the register has — by its code,
// or by title, type and first day — is changed in what the list says of it.
func (c *checker) activity(ctx context.Context) error {
	a := model.Activity{Title: c.required("title"), Code: c.said("code"), Type: c.activityType("type"), City: c.said("city"), Notes: c.said("notes")}
	c.required("first_day")
	a.FirstDay, a.LastDay = c.span("first_day", "last_day")
	a.Status = choice(c, "status", statusWords, "write planned, held, postponed or cancelled")
	a.Mode = choice(c, "mode", modeWords, "write in person, online or hybrid")
	a.Country = c.country("country")
	a.Counts = choice(c, "counts", evidenceWords, "write register or headcounts, or leave it empty")
	a.Completion, _, _ = c.number("completion")
	a.Themes, a.SDGs, a.Partners = c.themeIDs(), c.sdgs(), c.partnerParts()
	c.onlyOnce(a)
	if c.bad {
		return nil
	}
	c.noteActivity(a)
	existing, err := c.findActivity(a)
	if err != nil || c.bad {
		return err
	}
	if existing == 0 || a.Status != "" {
		if a.Status = c.ahead(a); c.bad {
			return nil
		}
	}
	if existing != 0 {
		return c.changeActivity(ctx, existing, a)
	}
	a.ID = c.newID()
	if a.Status == "" {
		a.Status = model.Held // a list of what an office did; what lies ahead says so
	}
	if err := a.Validate(); err != nil {
		c.refuse(err)
		return nil
	}
	c.p.Made++
	c.p.Batch.Activities = append(c.p.Batch.Activities, a)
	return nil
}

// onlyOnce complains of a code that the list uses twice.
func (c *checker) onlyOnce(a model.Activity) {
	if a.Code == "" {
		return
	}
	key := fold.Text(a.Code)
	if row, twice := c.codes[key]; twice {
		c.complainHere("code", a.Code, fmt.Sprintf("row %d has the same code; each activity needs its own", row))
	} else {
		c.codes[key] = c.l.sheet().Line(c.row)
	}
}

// findActivity gives the activity of the register that a row is about, or 0.
func (c *checker) findActivity(a model.Activity) (model.ID, error) {
	if a.Code != "" {
		ids := c.known.byCode[fold.Text(a.Code)]
		if len(ids) > 1 {
			c.complain("code", a.Code, fmt.Sprintf("the register has %d activities with this code; give each its own first", len(ids)))
		}
		if len(ids) == 1 {
			return ids[0], nil
		}
		return 0, nil
	}
	return c.known.bySame[same{fold.Text(a.Title), a.Type, a.FirstDay}], nil
}

// changeActivity changes an activity of the register in what the list says of it.
func (c *checker) changeActivity(ctx context.Context, id model.ID, said model.Activity) error {
	was, err := c.known.register.Activity(ctx, id)
	if err != nil {
		return err
	}
	a := c.merge(was, said)
	if err := a.Validate(); err != nil {
		c.refuse(err)
		return nil
	}
	c.p.Changed++
	c.p.Batch.ActivityEdits = append(c.p.Batch.ActivityEdits, model.Edit[model.ActivityUpdate]{ID: id, Update: model.ActivityChanges(was, a.Normal())})
	return nil
}

// merge lays what the list says over what the register has.
func (c *checker) merge(a, said model.Activity) model.Activity {
	a.Title, a.Type, a.FirstDay = said.Title, said.Type, said.FirstDay
	for _, f := range []struct {
		field string
		take  func()
	}{
		{"code", func() { a.Code = said.Code }}, {"last_day", func() { a.LastDay = said.LastDay }}, {"status", func() { a.Status = said.Status }},
		{"country", func() { a.Country = said.Country }}, {"city", func() { a.City = said.City }}, {"mode", func() { a.Mode = said.Mode }},
		{"themes", func() { a.Themes = said.Themes }}, {"sdgs", func() { a.SDGs = said.SDGs }}, {"partners", func() { a.Partners = said.Partners }},
		{"notes", func() { a.Notes = said.Notes }}, {"counts", func() { a.Counts = said.Counts }}, {"completion", func() { a.Completion = said.Completion }},
	} {
		if !nothing(c.cell(f.field)) {
			f.take()
		}
	}
	if a.LastDay < a.FirstDay {
		a.LastDay = said.LastDay
	}
	return a
}

// themeIDs reads the themes; those that the register does not have are added.
func (c *checker) themeIDs() []model.ID {
	var ids []model.ID
	for _, name := range several(c.cell("themes")) {
		key := fold.Text(name)
		id, ok := c.themes[key]
		for _, t := range c.known.themes {
			if !ok && fold.Text(t.Name) == key {
				id, ok = t.ID, true
			}
		}
		if !ok {
			id = c.newID()
			c.p.Batch.Themes = append(c.p.Batch.Themes, model.Theme{ID: id, Name: name})
			c.newThemes = append(c.newThemes, name)
		}
		c.themes[key] = id
		ids = append(ids, id)
	}
	return ids
}

var sdgPrefix = regexp.MustCompile(`(?i)^(?:sdg|goal|target|odd|ods|цур|목표)?\s*#?\s*`)

// sdgs reads goals and targets: "16", "SDG 16.6"; commas may stand between them too.
func (c *checker) sdgs() []string {
	var codes []string
	text := c.cell("sdgs")
	for _, part := range several(strings.ReplaceAll(text, ",", ";")) {
		code := strings.ToLower(strings.TrimSuffix(sdgPrefix.ReplaceAllString(westernDigits(part), ""), "."))
		code = strings.TrimSuffix(code, ".0")
		if !model.ValidSDG(code) {
			reason := "this is not an SDG goal or target; write 16 or 16.6"
			if part != text {
				reason = fmt.Sprintf("“%s” is not an SDG goal or target; write 16 or 16.6", part)
			}
			c.complain("sdgs", text, reason) // the whole cell: its correction stands in its place
			return nil
		}
		codes = append(codes, code)
	}
	return codes
}

var inBrackets = regexp.MustCompile(`^(.*?)\s*[(（]([^()（）]*)[)）]$`)

// partnerParts reads partners: "Ministry of the Interior (host); A University". Without a
// role a partner is a co-organiser; one that the register does not have is added.
func (c *checker) partnerParts() []model.ActivityPartner {
	var parts []model.ActivityPartner
	for _, text := range several(c.cell("partners")) {
		name, role := text, model.CoOrganiser
		if m := inBrackets.FindStringSubmatch(text); m != nil {
			if r, ok := partnerRoles[headingKey(m[2])]; ok {
				name, role = m[1], r
			}
		}
		key := fold.Text(name)
		id, ok := c.partners[key]
		for _, p := range c.known.partners {
			if !ok && fold.Text(p.Name) == key {
				id, ok = p.ID, true
			}
		}
		if !ok {
			id = c.newID()
			c.p.Batch.Partners = append(c.p.Batch.Partners, model.Partner{ID: id, Name: name, Kind: model.InternationalOrganisation})
			c.newPartner = append(c.newPartner, name)
		}
		c.partners[key] = id
		parts = append(parts, model.ActivityPartner{Partner: id, Role: role})
	}
	return parts
}
