; Brackets coloured by depth, in Helix.
[
  (message_list)
  (payloads)
  (parameters)
  (arguments)
  (argument)
  (braces)
  (clauses)
  (arms)
  (tuple)
  (cons)
  (parenthesized)
  (parenthesized_pattern)
  (function_type)
  (tuple_type)
  (sum_type)
] @rainbow.scope

[ "(" ")" "[" "]" "{" "}" ] @rainbow.bracket
