"""How well messages are understood, and at what cost, beside other systems and on public data."""
