"""Pages for people, rendered on the server from the same rows as the API's answers: no script, no build
step."""
