"""The app's screens. They ask ``planning``, draw what they are told, and compute nothing."""
