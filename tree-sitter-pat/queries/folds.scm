[
  (message_list)
  (braces)
  (clauses)
  (arms)
  (parameters)
  (arguments)
  (tuple)
] @fold
