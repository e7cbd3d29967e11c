"""What several checks read out of a record, and how they tell it."""
