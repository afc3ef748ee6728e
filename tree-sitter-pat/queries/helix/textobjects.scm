; Text objects of Helix: `mif`, `maf`, `]f` and so on. A class is an interface, an entry a message or a clause.
(definition body: (braces expression: (_) @function.inside)) @function.around
(lambda body: (braces expression: (_) @function.inside)) @function.around

(interface_declaration messages: (message_list) @class.inside) @class.around

(message) @entry.around
(receive_clause body: (_) @entry.inside) @entry.around
(empty_clause body: (_) @entry.inside) @entry.around
(free_clause body: (_) @entry.inside) @entry.around

((parameter) @parameter.inside . ","? @parameter.around) @parameter.around
((arguments argument: (_) @parameter.inside . ","? @parameter.around) @parameter.around)

(comment) @comment.inside
(comment)+ @comment.around
