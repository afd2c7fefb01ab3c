"""Work on files that somebody has sent, in processes that get only so much time and memory."""
