"""What is new, and what the commit that it is compared with had instead: from git and the scripts' own text."""
