"""OPD AND PEOPLE: the tree of Perangkat Daerah, staff, penugasan, transfers; NIP, NI PPPK and NIK as values."""
