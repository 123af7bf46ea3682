"""What a sheet is: its headers, its titles, its words."""
