; Text objects of nvim-treesitter-textobjects.
(definition) @function.outer
(definition body: (braces expression: (_) @function.inner))
(lambda) @function.outer
(lambda body: (braces expression: (_) @function.inner))

(interface_declaration) @class.outer
(interface_declaration messages: (message_list) @class.inner)

(guard_expression) @conditional.outer
(guard_expression clauses: (clauses) @conditional.inner)
(if_expression) @conditional.outer
(case_expression) @conditional.outer
(case_list_expression) @conditional.outer

(receive_clause) @block.outer
(receive_clause body: (_) @block.inner)

(parameter) @parameter.outer @parameter.inner
(arguments argument: (_) @parameter.outer @parameter.inner)
(call) @call.outer
(call arguments: (arguments) @call.inner)
(send) @call.outer

(let_statement) @assignment.outer
(let_statement bound: (_) @assignment.rhs @assignment.inner)
(let_statement name: (_) @assignment.lhs)

(then_statement) @statement.outer
(comment) @comment.outer
