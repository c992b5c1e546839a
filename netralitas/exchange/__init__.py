"""IN AND OUT: workbook readers and writers, import batches with findings by row."""
