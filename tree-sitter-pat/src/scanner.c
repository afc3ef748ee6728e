// Tokens of no width for what is missing. Stateless: each is decided by which of them the grammar allows here and by
// the kind of the next token, so incremental parsing needs nothing from us. Nothing is given while tree-sitter itself
// recovers. Kept free of libc, so that it links into a bare WebAssembly module.
#include "tree_sitter/parser.h"

// In the order of `externals` in grammar.js.
enum Missing {
  EXPRESSION,
  RESULT,
  NAME,
  TYPE,
  PATTERN,
  BODY,
  UNTERMINATED,
  IN,
  SEMICOLON,
  COMMA,
  PAREN,
  CUT,
  BRACKET,
  BRACE,
  END,
  IN_RECOVERY,
};

typedef enum {
  NEXT_END,         // end of file, or a word that begins an item
  NEXT_CLAUSE,      // a word that begins a clause of a guard
  NEXT_IN,          // `in`
  NEXT_JOINT,       // `else`, `of`: they go on with something that began before
  NEXT_THEN,        // `then`: also a variable
  NEXT_FROM,        // `from`
  NEXT_STARTER,     // a keyword that begins an expression
  NEXT_LIST,        // `List`
  NEXT_VARIABLE,
  NEXT_CONSTRUCTOR,
  NEXT_DIGIT,
  NEXT_QUOTE,
  NEXT_ATOM,        // `:` and a letter
  NEXT_MINUS,       // `-` but not `->`
  NEXT_ARROW,
  NEXT_BAR,         // `|` but not `||`
  NEXT_STAR,
  NEXT_OPEN_PAREN,
  NEXT_CLOSE_PAREN,
  NEXT_OPEN_BRACKET,
  NEXT_CLOSE_BRACKET,
  NEXT_OPEN_BRACE,
  NEXT_CLOSE_BRACE,
  NEXT_COMMA,
  NEXT_SEMICOLON,
  NEXT_EQUALS,      // `=` but not `==`
  NEXT_OTHER,
  NEXT_COMMENT,     // one more comment than is looked past
} Next;

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }
static bool is_space(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool equal(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

/**
 * So many comments are looked past. This is asked again behind each comment, so that looking past all of them would take
 * time that grows with their square.
 */
#define MOST_COMMENTS 64

/** Skips spaces and comments; says whether a line ended. */
static bool skip_space(TSLexer *lexer) {
  bool newline = false;
  unsigned comments = 0;
  while (!lexer->eof(lexer)) {
    int32_t c = lexer->lookahead;
    if (c == '#') {
      if (comments++ == MOST_COMMENTS) break;
      while (!lexer->eof(lexer) && lexer->lookahead != '\n') lexer->advance(lexer, false);
    } else if (is_space(c)) {
      newline = newline || c == '\n';
      lexer->advance(lexer, false);
    } else {
      break;
    }
  }
  return newline;
}

static Next word(TSLexer *lexer) {
  static const char *const starters[] = {"let",  "spawn", "new", "guard",  "if",   "case",  "caseL",
                                         "inl",  "inr",   "nil", "fun",    "linfun", "true", "false", 0};
  Next name = lexer->lookahead >= 'a' ? NEXT_VARIABLE : NEXT_CONSTRUCTOR;
  char text[16];
  unsigned length = 0;
  for (;; lexer->advance(lexer, false)) {
    int32_t c = lexer->lookahead;
    if (!is_letter(c) && !is_digit(c) && c != '_' && c != '\'') break;
    if (length < sizeof text - 1) text[length] = (char)c;
    length++;
  }
  if (length >= sizeof text) return name;
  text[length] = 0;
  if (equal(text, "def") || equal(text, "interface")) return NEXT_END;
  if (equal(text, "receive") || equal(text, "empty")) return NEXT_CLAUSE;
  if (equal(text, "in")) return NEXT_IN;
  if (equal(text, "else") || equal(text, "of")) return NEXT_JOINT;
  if (equal(text, "then")) return NEXT_THEN;
  if (equal(text, "from")) return NEXT_FROM;
  if (equal(text, "List")) return NEXT_LIST;
  if (equal(text, "free") || equal(text, "fail")) {
    // `free ->` and `fail :` are clauses, `free(x)` and `fail(x)[T]` expressions.
    skip_space(lexer);
    return lexer->lookahead == '(' ? NEXT_STARTER : NEXT_CLAUSE;
  }
  for (unsigned i = 0; starters[i]; i++) {
    if (equal(text, starters[i])) return NEXT_STARTER;
  }
  return name;
}

static Next next_token(TSLexer *lexer) {
  if (lexer->eof(lexer)) return NEXT_END;
  int32_t c = lexer->lookahead;
  if (c == '#') return NEXT_COMMENT;
  if (is_letter(c)) return word(lexer);
  if (is_digit(c)) return NEXT_DIGIT;
  switch (c) {
    case '"': return NEXT_QUOTE;
    case '(': return NEXT_OPEN_PAREN;
    case ')': return NEXT_CLOSE_PAREN;
    case '[': return NEXT_OPEN_BRACKET;
    case ']': return NEXT_CLOSE_BRACKET;
    case '{': return NEXT_OPEN_BRACE;
    case '}': return NEXT_CLOSE_BRACE;
    case ',': return NEXT_COMMA;
    case ';': return NEXT_SEMICOLON;
    case '*': return NEXT_STAR;
    case ':':
      lexer->advance(lexer, false);
      return is_letter(lexer->lookahead) ? NEXT_ATOM : NEXT_OTHER;
    case '-':
      lexer->advance(lexer, false);
      return lexer->lookahead == '>' ? NEXT_ARROW : NEXT_MINUS;
    case '|':
      lexer->advance(lexer, false);
      return lexer->lookahead == '|' ? NEXT_OTHER : NEXT_BAR;
    case '=':
      lexer->advance(lexer, false);
      return lexer->lookahead == '=' ? NEXT_OTHER : NEXT_EQUALS;
    default: return NEXT_OTHER;
  }
}

static bool is_name(Next next) { return next == NEXT_VARIABLE || next == NEXT_CONSTRUCTOR; }

static bool begins_expression(Next next) {
  switch (next) {
    case NEXT_STARTER:
    case NEXT_VARIABLE:
    case NEXT_CONSTRUCTOR:
    case NEXT_THEN:
    case NEXT_DIGIT:
    case NEXT_QUOTE:
    case NEXT_ATOM:
    case NEXT_MINUS:
    case NEXT_OPEN_PAREN: return true;
    default: return false;
  }
}

/** A token that begins a step although the step before it has not ended. `(`, `-` and `:` go on with that step. */
static bool begins_step(Next next) {
  return next == NEXT_STARTER || is_name(next) || next == NEXT_DIGIT || next == NEXT_QUOTE;
}

/** A token that nothing between parentheses can go on with. */
static bool ends_parentheses(Next next) {
  switch (next) {
    case NEXT_END:
    case NEXT_CLAUSE:
    case NEXT_IN:
    case NEXT_FROM:
    case NEXT_BAR:
    case NEXT_EQUALS:
    case NEXT_CLOSE_BRACE: return true;
    default: return false;
  }
}

/** A token after a name, type or bound term that no `let` can go on with; a step may go on with less (`begins_step`). */
static bool ends_let(Next next) {
  switch (next) {
    case NEXT_END:
    case NEXT_CLAUSE:
    case NEXT_FROM:
    case NEXT_STARTER:
    case NEXT_BAR:
    case NEXT_CLOSE_PAREN:
    case NEXT_CLOSE_BRACKET:
    case NEXT_CLOSE_BRACE:
    case NEXT_COMMA: return true;
    default: return false;
  }
}

/** A token that cannot go on with a type, nor open the body that follows it. */
static bool ends_type(Next next) { return ends_let(next) || next == NEXT_IN || next == NEXT_SEMICOLON; }

void *tree_sitter_pat_external_scanner_create(void) { return 0; }
void tree_sitter_pat_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_pat_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload, (void)buffer;
  return 0;
}
void tree_sitter_pat_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload, (void)buffer, (void)length;
}

bool tree_sitter_pat_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  if (valid[IN_RECOVERY]) return false;
  lexer->mark_end(lexer);
  if (valid[UNTERMINATED]) {
    if (!lexer->eof(lexer) && lexer->lookahead != '\n') return false;
    lexer->result_symbol = UNTERMINATED;
    return true;
  }
  bool newline = skip_space(lexer);
  Next next = next_token(lexer);
  if (next == NEXT_COMMENT) return false;
  // Only after a whole expression can `;` come; elsewhere the next word may belong to a type that goes on.
  bool new_step = valid[SEMICOLON] && begins_step(next);
  int missing = -1;

  // A comma goes before a name, and before a tag in an interface; elsewhere a capital letter may go on with a type.
  // Where a piece must begin, only that piece can be missing.
  if (valid[EXPRESSION] || valid[RESULT]) {
    bool opens = next == NEXT_OPEN_BRACE || (valid[RESULT] && next == NEXT_IN);
    if (!opens && !begins_expression(next)) missing = valid[RESULT] ? RESULT : EXPRESSION;
  } else if (valid[NAME]) {
    bool opens = next == NEXT_OPEN_PAREN || next == NEXT_OPEN_BRACKET || next == NEXT_STAR;
    if (!opens && !is_name(next) && next != NEXT_THEN && next != NEXT_LIST) missing = NAME;
  } else if (valid[TYPE]) {
    if (!is_name(next) && next != NEXT_THEN && next != NEXT_LIST && next != NEXT_OPEN_PAREN) missing = TYPE;
  } else if (valid[PATTERN]) {
    if (!is_name(next) && next != NEXT_THEN && next != NEXT_LIST && next != NEXT_DIGIT && next != NEXT_OPEN_PAREN && next != NEXT_STAR) missing = PATTERN;
  } else if (valid[BODY]) {
    if (ends_type(next)) missing = BODY;
  } else if (valid[IN] && (new_step || ends_let(next))) {
    missing = IN;
  } else if (valid[PAREN] && (ends_parentheses(next) || (newline && new_step))) {
    missing = PAREN;
  } else if (valid[CUT] && ends_parentheses(next)) {
    missing = CUT;
  } else if (valid[COMMA] && (next == NEXT_VARIABLE || (next == NEXT_CONSTRUCTOR && valid[END]))) {
    missing = COMMA;
  } else if (new_step) {
    missing = SEMICOLON;
  } else if (valid[BRACE] && (next == NEXT_END || next == NEXT_CLAUSE || next == NEXT_BAR)) {
    missing = BRACE;
  } else if (valid[END] && next == NEXT_END) {
    missing = END;
  } else if (valid[BRACKET] && (ends_type(next) || next == NEXT_EQUALS || next == NEXT_OPEN_BRACE)) {
    // In a list of names another may come.
    if (next != NEXT_CLOSE_BRACKET && !(valid[COMMA] && next == NEXT_COMMA)) missing = BRACKET;
  }
  if (missing < 0) return false;
  lexer->result_symbol = (TSSymbol)missing;
  return true;
}
