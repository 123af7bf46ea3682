"""Whether hard terms leave room for everybody, counted: whoever is alike is counted together."""
