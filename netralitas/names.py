"""Indonesian personal names: titles apart, a key to sort and search by, a mask for the public."""
