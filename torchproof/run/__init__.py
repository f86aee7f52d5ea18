"""One program in one clean process: a snippet and what is changed come in; what it printed and drew, or why it failed, goes out."""
