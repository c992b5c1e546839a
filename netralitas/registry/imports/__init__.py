"""The import of staff: from a workbook's columns to a plan, and from a plan to rows."""
