package overview

import (
	"fyne.io/fyne/v2/lang"

	"rollbook/model"
	"rollbook/model/chart"
	"rollbook/model/report"
)

// chartCount is how many charts the screen has, and chartHeight how high each is drawn.
const (
	chartCount          = 6
	chartHeight float32 = 230
)

// charts gives the screen's charts; a datum leads to activities within the filter.
func (st state) charts(counted model.ActivityFilter) []chart.Chart {
	return report.Charts{Overview: st.overview, Names: st.names, Counted: counted, Say: lang.L}.All()
}
