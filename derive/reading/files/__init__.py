"""Files: Markdown and LaTeX as blocks, with the author's macros."""
