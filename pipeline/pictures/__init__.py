"""Picture files by themselves: what is safe in them, how large they are, which words they hold, their other sizes."""
