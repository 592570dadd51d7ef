package exchange_test

import (
	"context"
	"testing"

	"rollbook/model/exchange"
)

func syncHub(t testing.TB, h *hubServers, d *desk) exchange.Report {
	t.Helper()
	report, err := h.hub(d).Sync(context.Background(), d)
	must(t, err)
	return report
}

func TestDesksThatShareAHubEndTheSame(t *testing.T) {
	all := desks(3)
	h := serveHub(t, 1, all...)
	for round := range 3 {
		for i, d := range all {
			d.edit(round*10 + i + 1)
			syncHub(t, h, d)
		}
	}
	all[0].edit(3500) // more than a message holds
	for range 2 {
		for _, d := range all {
			syncHub(t, h, d)
		}
	}
	agree(t, all...)
	for _, d := range all {
		if report := syncHub(t, h, d); report.Read+report.Written+len(report.Notes)+len(report.Skipped) > 0 {
			t.Errorf("with nothing new it does %+v", report)
		}
	}
}
