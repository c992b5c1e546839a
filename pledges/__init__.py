"""THE PLEDGE: campaigns, texts, obligations, signatures and their certificates."""
