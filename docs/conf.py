"""How the documentation site is built: ``uv run sphinx-build -W -q docs site``, without network."""

import pairing
from pairing import planning

# The faces are lazy. Sphinx patches what it imports by itself, so all is imported before.
for face in (pairing, planning):
    for name in face.__all__:
        getattr(face, name)

project = "pairing"
author = "the pairing project"
release = version = pairing.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["conf.py"]

# GitHub's anchors, so that a link into a page works in both.
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True

html_theme = "alabaster"
html_theme_options = {
    "description": "Peer tutoring, mentors and seating for schools",
    "page_width": "1100px",
    "sidebar_width": "240px",
}
html_copy_source = False
html_show_sphinx = False
