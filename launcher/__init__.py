"""What gets Laneway going: environment, front end, embedded services, supervisor. Stdlib only, never the app."""
