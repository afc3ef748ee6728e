; Captures of nvim-treesitter and helix; where several match, the later pattern wins.

(variable) @variable
(constructor) @constructor
(integer) @number
(boolean) @boolean
(atom) @string.special.symbol
(string) @string
(escape_sequence) @string.escape
(comment) @comment
(empty_list) @constant.builtin
(unit) @constant.builtin
(unknown_character) @error

[
  "let" "in" "spawn" "new" "guard" "free" "empty" "fail" "from" "interface" "of" "inl" "inr"
] @keyword
[ "def" "fun" "linfun" ] @keyword.function
[ "if" "then" "else" "case" "caseL" "receive" "receive*" ] @keyword.control.conditional

(binary operator: _ @operator)
[ "=" "->" "-o" "!" "::" ] @operator
[ "(" ")" "[" "]" "{" "}" ] @punctuation.bracket
[ "," ";" ":" "|" ] @punctuation.delimiter

; Definitions and calls
(definition name: (_) @function)
(call function: (variable) @function.call)
((call function: (variable) @function.builtin)
  (#any-of? @function.builtin "print" "concat" "rand" "randBool" "sleep" "intToString"))
(parameter name: (_) @variable.parameter)

; Interfaces, tags and types
(interface_declaration name: (_) @type)
(new_expression interface: (_) @type)
(message tag: (_) @constructor)
(send tag: (_) @constructor)
(receive_clause tag: (_) @constructor)
(pattern_tag (_) @constructor)
(named_type (constructor) @type.builtin)
"List" @type.builtin
(mailbox_type interface: (_) @type)
(mailbox_type capability: _ @operator)
(usage (constructor) @attribute)
(pattern_sequence operator: _ @operator)
(starred_pattern "*" @operator)
(prefix_star "*" @operator)
(tuple_type "*" @operator)
(sum_type "+" @operator)
(pattern_constant) @number
