"""Looking into a PDF from a stranger: in a process of its own, with limits, without database, files or network.

The portal only hands over the bytes and our roots (`asking`) and gets a few plain facts back (`reading`, `findings`).
Whatever a hostile file does to the child, the portal learns "could not be read safely" and nothing else happens.
"""
