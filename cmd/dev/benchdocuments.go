package main

import (
	"context"
	"fmt"
)

// benchDocuments times what is handed out: 100 000 rows as a workbook beside excelize's
// stream writer alone, a deck, and the papers of a workshop.
func benchDocuments(ctx context.Context, p project) error {
	rows, err := benchmarks(ctx, p, nil, "Rows|StreamWriterAlone", "./model/xlsx")
	if err != nil {
		return err
	}
	deck, err := benchmarks(ctx, p, nil, "Deck", "./model/pptx")
	if err != nil {
		return err
	}
	papers, err := benchmarks(ctx, p, nil, "Papers", "./model/pdf")
	if err != nil {
		return err
	}
	ours, alone := rows["Rows"], rows["StreamWriterAlone"]
	fmt.Printf("\n100 000 rows to XLSX %s, excelize alone %s   × %.2f\n", round(ours), round(alone), ours.Seconds()/alone.Seconds())
	fmt.Printf("a deck to PPTX %s; sign-in sheets, badges and certificates for 300 people to PDF %s\n", round(deck["Deck"]), round(papers["Papers"]))
	return nil
}
