"""THE DEMONSTRATION: a fictitious Kabupaten Contoh, loaded through the same code as a real pemda's data.

Nothing here is real: names of people end in words like Contoh or Peraga, sub-districts and schools are invented.
The workbooks are as ugly as those of real offices, so that every start of the demonstration tests the import.
"""
