"""`laneway tour`: a demo house, and a picture of every page. Never touches another house."""
