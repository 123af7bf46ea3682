"""Records of a made-up school: kept honestly, and made up in ten ways."""
