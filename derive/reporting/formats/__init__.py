"""What `check` prints for other programs: workflow commands for GitHub, and SARIF."""
