"""What everything looks like: tokens, type, space, icons and the one style sheet made from them."""
