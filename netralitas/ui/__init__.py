"""How it looks: layouts, component tags, Indonesian formats, lists, navigation, theme and the gallery page."""
