"""`laneway doctor`: looks at everything that keeps a house well and says what to do. Changes nothing."""
