; What a program declares and where it is used: `tree-sitter tags`, and the symbol picker of Helix.
(definition
  name: (variable) @name) @definition.function

(interface_declaration
  name: (constructor) @name) @definition.interface

(message
  tag: (constructor) @name) @definition.constant

(call
  function: (variable) @name) @reference.call

(send
  tag: (constructor) @name) @reference.send

(mailbox_type
  interface: (constructor) @name) @reference.implementation

(new_expression
  interface: (constructor) @name) @reference.class
