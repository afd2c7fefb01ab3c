"""The spec sheet: what each fact is called, how it is read, measured, printed and filtered. It reads the models."""
