; What Enter indents in Helix.
[
  (message_list)
  (braces)
  (clauses)
  (arms)
  (receive_clause)
  (empty_clause)
  (free_clause)
  (arguments)
  (parameters)
  (payloads)
  (tuple)
  (parenthesized)
] @indent

[ "}" ")" "]" ] @outdent
