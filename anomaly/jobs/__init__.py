"""The queue that trains in the background, and the process it trains in."""
