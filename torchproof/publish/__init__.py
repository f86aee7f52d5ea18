"""What readers get: pages, records and proofs come in; formulas, index, all claims, notebooks, and the last touches of the site go out."""
