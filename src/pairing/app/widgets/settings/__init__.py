"""Forms made from what they are about: rules, and tables of settings."""
