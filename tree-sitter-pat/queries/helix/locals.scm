; Scopes and names for Helix, which colours each use as what it was declared as.
[
  (definition)
  (lambda)
  (block)
  (receive_clause)
  (empty_clause)
  (injection_arm)
  (cons_arm)
] @local.scope

(parameter name: (variable) @local.definition.variable.parameter)

(variable) @local.reference
