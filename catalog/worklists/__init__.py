"""To do: worklists over the whole catalogue, drafts included, withdrawn phones left out."""
