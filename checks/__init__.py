"""What `laneway check` looks at. Reads the checkout only; never changes it and never starts the app."""
