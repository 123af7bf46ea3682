"""Which school a visitor works on: opened, dropped, brought up to date."""
