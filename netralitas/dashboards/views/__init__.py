"""Pages of the dashboards: home, the pemda, a unit, a kecamatan, persons, the desk, the projector."""
