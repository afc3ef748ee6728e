(definition) @local.scope
(lambda) @local.scope
(block) @local.scope
(receive_clause) @local.scope
(empty_clause) @local.scope
(injection_arm) @local.scope
(cons_arm) @local.scope

(definition name: (variable) @local.definition.function)
(parameter name: (variable) @local.definition.parameter)
(let_statement name: (variable) @local.definition.var)
(names name: (variable) @local.definition.var)
(bracketed_names name: (variable) @local.definition.var)
(receive_clause mailbox: (variable) @local.definition.var)
(cons_arm head: (variable) @local.definition.var)
(cons_arm tail: (variable) @local.definition.var)

(variable) @local.reference
