"""The languages of readers' pages: what is printed in them, their addresses, and the files of translations."""
