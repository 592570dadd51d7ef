package pptx

import (
	"context"
	"io"

	"rollbook/model"
	"rollbook/model/report"
)

// Write TODO
func Write(ctx context.Context, w io.Writer, d report.Deck, progress model.Progress) error { return nil }
