// Pat's grammar for tree-sitter (spec §1–2), made for editors: half-typed text must still give a tree whose damage
// is small. Where a piece is missing, `src/scanner.c` puts a token of no width: a hole that stands for a name, type,
// pattern or expression, or the closing bracket, `in`, `;` or `,` that the next token shows to be missing.
// `languages/pat/syntax` turns these into diagnostics, and refuses what this grammar takes and Pat does not.
// Sequences are flat (`repeat`), so that long bodies stay balanced trees.

const POSTFIX = 8;
const NEGATE = 7;
const OPERATORS = [
  [3, ['&&', '||']],
  [4, ['==', '!=', '<', '<=', '>', '>=']],
  [5, ['+', '-']],
  [6, ['*', '/']],
];

/** A construct that goes on as long as it can. */
const construct = (...parts) => prec.right(seq(...parts));

/** Between brackets, items and commas; `missing` stands for an item after a comma, `cut` for the closing bracket. */
const listed = (open, item, missing, comma, close, cut) =>
  construct(
    open,
    choice(close, cut, seq(item, repeat(seq(comma, choice(item, missing))), choice(close, cut))),
  );

/** Stronger than an atom, so that `x :Int` is an annotation wherever one may stand. */
const colon = alias(token(prec(1, ':')), ':');
const doubleColon = alias(token(prec(1, '::')), '::');

module.exports = grammar({
  name: 'pat',

  word: $ => $.variable,

  externals: $ => [
    $.missing_expression,
    $.missing_result,
    $.missing_name,
    $.missing_type,
    $.missing_pattern,
    $.missing_body,
    $._unterminated,
    $._missing_in,
    $._missing_semicolon,
    $._missing_comma,
    $._missing_paren,
    $._cut,
    $._missing_bracket,
    $._missing_brace,
    $._missing_end,
    $._in_recovery,
  ],

  extras: $ => [/[ \t\r\n\f\v]/, $.comment, $.unknown_character],

  reserved: {
    global: _ => [
      ...[
        'let',
        'in',
        'spawn',
        'new',
        'guard',
        'receive',
        'free',
        'empty',
        'fail',
        'from',
        'interface',
        'def',
      ],
      ...['if', 'else', 'case', 'caseL', 'of', 'inl', 'inr', 'nil', 'fun', 'linfun', 'true', 'false'],
    ],
  },

  rules: {
    program: $ => repeat(choice($.interface_declaration, $.definition, $.body, $.unmatched_brace)),

    // ------------------------------------------------------------------------------------------- items

    interface_declaration: $ => construct('interface', $._named, optional(field('messages', $.message_list))),
    message_list: $ =>
      listed('{', field('message', $.message), $.missing_name, $._comma, '}', $._missing_end),
    message: $ => construct(field('tag', $._name), optional(field('payloads', $.payloads))),
    payloads: $ => listed('(', field('type', $._outer_type), $.missing_type, ',', ')', $._cut),

    definition: $ =>
      construct(
        'def',
        optional($._named),
        optional(field('parameters', $.parameters)),
        optional($._result_type),
        optional(field('body', $.braces)),
      ),
    parameters: $ => listed('(', field('parameter', $.parameter), $.missing_name, $._comma, ')', $._cut),
    parameter: $ => construct(field('name', $._name), optional($._of_type)),
    _result_type: $ => construct(colon, field('result', choice($._outer_type, $.missing_type))),
    _of_type: $ => construct(colon, field('type', choice($._outer_type, $.missing_type))),
    _named: $ => field('name', choice($._name, $.missing_name)),

    body: $ => field('expression', $._expression),
    unmatched_brace: _ => '}',

    // ------------------------------------------------------------------------------------- expressions

    _expression: $ => construct(choice($._basic, $.annotation, $.block)),

    /** Steps, then a result: `let x = a in b; c`. */
    block: $ =>
      construct(
        repeat1($._step),
        optional(field('result', choice($._basic, $.annotation, $.missing_result))),
      ),
    _step: $ =>
      choice(
        $.let_statement,
        $.let_tuple_statement,
        $.then_statement,
        alias($.then_in_statement, $.then_statement),
      ),
    then_statement: $ =>
      prec.right(
        2,
        choice(
          seq(field('expression', choice($._basic, $.annotation)), ';'),
          seq(field('expression', $._basic), $._missing_semicolon),
        ),
      ),
    // `e; in` where no `let` is open.
    then_in_statement: $ =>
      prec.right(1, seq(field('expression', choice($._basic, $.annotation)), ';', 'in')),
    let_statement: $ => construct('let', $._named, optional($._of_type), optional($._let_bound), $._let_end),
    let_tuple_statement: $ =>
      construct('let', field('names', $.names), optional($._of_type), optional($._let_bound), $._let_end),
    _let_bound: $ => construct('=', field('bound', choice($._expression, $.missing_expression))),
    _let_end: $ => choice('in', $._missing_in),
    names: $ => listed('(', field('name', $._name), $.missing_name, $._comma, ')', $._cut),

    annotation: $ => construct(field('expression', $._basic), $._of_type),

    _basic: $ => choice($._primary, $.binary, $.negation),

    binary: $ =>
      choice(
        ...OPERATORS.map(([level, operators]) =>
          prec.left(
            level,
            seq(
              field('left', $._basic),
              field('operator', choice(...operators)),
              field('right', choice($._basic, $.missing_expression)),
            ),
          ),
        ),
      ),
    negation: $ => prec.right(NEGATE, seq('-', field('operand', choice($._basic, $.missing_expression)))),

    _primary: $ =>
      choice(
        $.variable,
        $.constructor,
        $.integer,
        $.string,
        $.boolean,
        $.atom,
        $.empty_list,
        $.unit,
        $.parenthesized,
        $.tuple,
        $.cons,
        $.injection,
        $.case_expression,
        $.case_list_expression,
        $.new_expression,
        $.spawn_expression,
        $.free_expression,
        $.fail_expression,
        $.call,
        $.lambda,
        $.send,
        $.if_expression,
        $.guard_expression,
      ),

    boolean: _ => choice('true', 'false'),
    empty_list: _ => 'nil',
    unit: $ => seq('(', choice(')', $._cut)),
    parenthesized: $ => seq('(', field('expression', $._expression), $._close),
    tuple: $ => seq('(', $._part, repeat1(seq(',', $._later_part)), $._close),
    cons: $ => seq('(', $._part, repeat1(seq(doubleColon, $._later_part)), $._close),
    _part: $ => field('part', $._expression),
    _later_part: $ => field('part', choice($._expression, $.missing_expression)),
    _close: $ => choice(')', $._missing_paren),

    injection: $ => construct(field('side', choice('inl', 'inr')), optional(field('argument', $.argument))),
    argument: $ => seq('(', choice(')', $._cut, seq(field('expression', $._expression), $._close))),
    arguments: $ =>
      seq(
        '(',
        choice(
          ')',
          $._cut,
          seq(
            field('argument', $._expression),
            repeat(seq(',', field('argument', choice($._expression, $.missing_expression)))),
            $._close,
          ),
        ),
      ),
    braces: $ => seq('{', optional(field('expression', $._expression)), choice('}', $._missing_brace)),

    case_expression: $ =>
      construct(
        'case',
        field('scrutinee', choice($._expression, $.missing_expression)),
        optional('of'),
        optional(field('arms', $.arms)),
      ),
    case_list_expression: $ =>
      construct(
        'caseL',
        field('scrutinee', choice($._basic, $.missing_expression)),
        choice(
          seq(
            $._of_type,
            choice(seq('of', optional(field('arms', $.arms))), field('arms', $.arms), $.missing_body),
          ),
          seq(optional('of'), optional(field('arms', $.arms))),
        ),
      ),
    arms: $ =>
      seq(
        '{',
        optional('|'),
        optional(seq($._arm, repeat(seq('|', optional($._arm))))),
        choice('}', $._missing_end),
      ),
    _arm: $ => field('arm', choice($.injection_arm, $.nil_arm, $.cons_arm)),
    injection_arm: $ =>
      construct(
        field('side', choice('inl', 'inr')),
        optional(field('names', $.names)),
        optional($._of_type),
        optional($._arm_body),
      ),
    nil_arm: $ => construct('nil', optional($._arm_body)),
    cons_arm: $ =>
      construct(
        '(',
        field('head', choice($._name, $.missing_name)),
        optional(seq(doubleColon, field('tail', choice($._name, $.missing_name)))),
        choice(')', $._cut),
        optional($._arm_body),
      ),
    _arm_body: $ => construct('->', field('body', choice($._expression, $.missing_expression))),

    new_expression: $ =>
      construct(
        'new',
        choice($._interface_name, seq('[', $._interface_name, choice(']', $._missing_bracket))),
      ),
    _interface_name: $ => field('interface', choice($._name, $.missing_name)),
    spawn_expression: $ =>
      construct('spawn', field('body', choice($.braces, $._primary, $.missing_expression))),
    free_expression: $ => construct('free', optional(field('argument', $.argument))),
    fail_expression: $ =>
      construct(
        'fail',
        optional(field('argument', $.argument)),
        optional(seq('[', field('type', choice($._type, $.missing_type)), choice(']', $._missing_bracket))),
      ),
    call: $ => prec(POSTFIX, seq(field('function', $._primary), field('arguments', $.arguments))),
    lambda: $ =>
      construct(
        field('kind', choice('fun', 'linfun')),
        optional(field('parameters', $.parameters)),
        choice(
          seq($._result_type, field('body', choice($.braces, $.missing_body))),
          optional(field('body', $.braces)),
        ),
      ),
    send: $ =>
      prec.right(
        POSTFIX,
        seq(
          field('target', $._primary),
          '!',
          optional(field('tag', choice($._name, $.missing_name))),
          optional(field('arguments', $.arguments)),
        ),
      ),
    if_expression: $ =>
      construct(
        'if',
        field('condition', choice($._basic, $.missing_expression)),
        optional('then'),
        optional(field('consequence', $.braces)),
        optional(seq('else', field('alternative', choice($.braces, $._primary, $.missing_expression)))),
      ),

    guard_expression: $ =>
      construct(
        'guard',
        field('target', choice($._basic, $.missing_expression)),
        optional(seq(colon, field('pattern', choice($._pattern, $.missing_pattern)))),
        optional(field('clauses', $.clauses)),
      ),
    clauses: $ => seq('{', repeat(field('clause', $._clause)), choice('}', $._missing_end)),
    _clause: $ => choice($.fail_clause, $.empty_clause, $.free_clause, $.receive_clause),
    fail_clause: $ => construct('fail', optional($._of_type)),
    empty_clause: $ => construct('empty', optional(field('names', $.names)), optional($._clause_body)),
    free_clause: $ => construct('free', optional(field('argument', $.argument)), optional($._clause_body)),
    receive_clause: $ =>
      construct(
        field('keyword', choice('receive', 'receive*')),
        optional('*'),
        field('tag', choice($._name, $.missing_name)),
        optional(field('names', choice($.names, $.bracketed_names))),
        optional(seq('from', field('mailbox', choice($._name, $.missing_name)))),
        optional($._clause_body),
      ),
    bracketed_names: $ =>
      listed('[', field('name', $._name), $.missing_name, $._comma, ']', $._missing_bracket),
    _clause_body: $ => construct('->', field('body', choice($._expression, $.missing_expression))),

    // ------------------------------------------------------------------------------------------- types

    _type: $ =>
      choice(
        $.mailbox_type,
        $.named_type,
        $.list_type,
        $.function_type,
        $.tuple_type,
        $.sum_type,
        $.unknown_type,
      ),
    _outer_type: $ => choice($._type, alias($.loose_mailbox_type, $.mailbox_type)),

    named_type: $ => construct($.constructor),
    unknown_type: $ => construct($.variable),
    mailbox_type: $ =>
      construct(
        field('interface', $.constructor),
        field('capability', choice('!', '?')),
        optional(field('pattern', $._pattern_atom)),
        optional(field('usage', $.usage)),
      ),
    // A pattern that lacks its parentheses, outside the types where `*` and `+` are separators.
    loose_mailbox_type: $ =>
      construct(
        field('interface', $.constructor),
        field('capability', choice('!', '?')),
        field(
          'pattern',
          choice($.starred_pattern, $.prefix_star, alias($.loose_sequence, $.pattern_sequence)),
        ),
        optional(field('usage', $.usage)),
      ),
    loose_sequence: $ =>
      construct(
        field('part', choice($._pattern_atom, $.starred_pattern, $.prefix_star)),
        repeat1($._pattern_rest),
      ),
    usage: $ => seq('[', $._named, choice(']', $._missing_bracket)),
    list_type: $ =>
      construct('List', optional(seq('(', field('element', choice($._type, $.missing_type)), $._close))),
    function_type: $ =>
      construct(
        '(',
        choice(
          ')',
          $._cut,
          seq(
            field('parameter', $._type),
            repeat(seq(',', field('parameter', choice($._type, $.missing_type)))),
            $._close,
          ),
        ),
        optional(seq(field('arrow', choice('->', '-o')), field('result', choice($._type, $.missing_type)))),
      ),
    tuple_type: $ => seq('(', field('part', $._type), repeat1(seq('*', $._later_type)), $._close),
    sum_type: $ => seq('(', field('part', $._type), repeat1(seq('+', $._later_type)), $._close),
    _later_type: $ => field('part', choice($._type, $.missing_type)),

    // ---------------------------------------------------------------------------------------- patterns

    _pattern: $ => construct(choice($._pattern_star, $.pattern_sequence)),
    pattern_sequence: $ => construct(field('part', $._pattern_star), repeat1($._pattern_rest)),
    _pattern_rest: $ =>
      construct(
        field('operator', choice('+', '.')),
        field('part', choice($._pattern_star, $.missing_pattern)),
      ),
    _pattern_star: $ => construct(choice($._pattern_atom, $.starred_pattern, $.prefix_star)),
    starred_pattern: $ => construct(field('body', choice($._pattern_atom, $.prefix_star)), repeat1('*')),
    prefix_star: $ => construct('*', field('body', choice($._pattern_atom, $.missing_pattern))),
    _pattern_atom: $ => choice($.pattern_tag, $.pattern_constant, $.parenthesized_pattern),
    pattern_tag: $ => construct($._name),
    pattern_constant: $ => construct($.integer),
    parenthesized_pattern: $ => seq('(', field('pattern', choice($._pattern, $.missing_pattern)), $._close),

    // ------------------------------------------------------------------------------------------ tokens

    _comma: $ => choice(',', $._missing_comma),
    // A name of the wrong case is still a name: one fault, not a broken tree.
    _name: $ => choice($.variable, $.constructor),
    variable: _ => /[a-z][A-Za-z0-9_']*/,
    constructor: _ => /[A-Z][A-Za-z0-9_']*/,
    atom: _ => /:[A-Za-z][A-Za-z0-9_']*/,
    integer: _ => /[0-9]+/,
    string: $ =>
      construct(
        '"',
        repeat(choice($.string_content, $.escape_sequence)),
        choice(alias(token.immediate(prec(1, '"')), '"'), $._unterminated),
      ),
    string_content: _ => token.immediate(prec(1, /[^"\\\n]+/)),
    escape_sequence: _ => token.immediate(prec(1, /\\[^\n]?/)),
    comment: _ => /#[^\n]*/,
    unknown_character: _ => /[^A-Za-z0-9\s"#:;,=+\-*/&|<>!?.(){}\x5b\x5d]+|&/,
  },
});
