"""`laneway tour`: a house with a story in it, and a picture of every page. Never touches another house."""
