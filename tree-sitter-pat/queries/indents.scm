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
  (tuple)
  (parenthesized)
] @indent.begin

[ "}" ")" "]" ] @indent.branch @indent.end
"|" @indent.branch
(comment) @indent.ignore
