"""Values and their arithmetic: intervals, quantities, periods, units, claims, sources. No I/O."""
