"""The forms of the desk: what is typed, pasted and shown, before anything is saved."""
