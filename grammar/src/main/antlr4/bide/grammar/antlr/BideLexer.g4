// Text to tokens. Every character belongs to some token, so the tokens written one after another are the source again.
// Strings are read in modes of their own: what stands in braces inside them is code again, and may hold strings.
lexer grammar BideLexer;

options { superClass = BideLexerBase; }

// What bide.grammar.Layout makes of other tokens once it knows where they stand; the lexer itself never produces them.
tokens {
  NL,             // the end of a statement: a newline that counts, or the place where one is understood
  BODY_OPEN,      // `{` of a body that belongs to if, loop, fn, try, async …; a bare `{` is LBRACE
  MATCH_OPEN, SELECT_OPEN,
  STRUCT_OPEN,    // `{` of a struct literal or pattern, a struct or enum declaration, a list of used names
  NEG,            // `-` before an operand
  CLOSURE_BAR, CLOSURE_EMPTY,               // `|` and `||` where an expression begins
  ASYNC_CLOSURE, ASYNC_NAMED, GEN_NAMED, FN_NAMED,
  GUARD,          // `if` behind the pattern of an arm or the future of a branch
  ELSE_IF, PREFIX_AWAIT, LABEL, LABEL_DEF, AS, BIASED, UNCLOSED_COMMENT
}

ASYNC: 'async'; AWAIT: 'await'; BREAK: 'break'; CATCH: 'catch'; CONTINUE: 'continue'; DEFER: 'defer'; ELSE: 'else';
ENUM: 'enum'; FALSE: 'false'; FINALLY: 'finally'; FN: 'fn'; FOR: 'for'; GEN: 'gen'; IF: 'if'; IMPL: 'impl'; IN: 'in';
LET: 'let'; LOOP: 'loop'; MATCH: 'match'; MOVE: 'move'; MUT: 'mut'; NIL: 'nil'; PUB: 'pub'; RETURN: 'return';
SELECT: 'select'; SELF: 'self'; STRUCT: 'struct'; THROW: 'throw'; TRUE: 'true'; TRY: 'try'; USE: 'use';
WHILE: 'while'; WITH: 'with'; YIELD: 'yield';

// Names and numbers are matched as far as they are ASCII. BideLexerBase.emit goes on with other letters: the tables of Unicode
// inside the lexer would cost every start of the program 20 ms.
IDENT: [a-zA-Z_] [a-zA-Z0-9_]*;

// One token for whatever begins with a digit: Literals tells ints, floats, durations and mistakes apart.
NUMBER
  : [0-9] [a-zA-Z0-9_]* ('.' [0-9] [a-zA-Z0-9_]*)?
  | [0-9] [0-9_]* ('.' [0-9] [0-9_]*)? [eE] [+-] [0-9] [a-zA-Z0-9_]*
  ;

TRIPLE_OPEN: '"""' { openTriple(); };
STRING_OPEN: '"' { openString(); };
RAW_TRIPLE: 'r"""' { restOfRawTriple(); };
RAW_STRING: 'r"' ~["\r\n]* '"'?;
BYTES: 'b"' ('\\' ~[\r\n] | ~["\\\r\n])* ('"' | '\\')?;
// A label such as 'outer, or a string in the wrong quotes: only what follows tells.
QUOTE: '\'' { labelOrQuoted(); };
CURLY: ('“' ~[”\r\n]* '”' | '`' ~[`\r\n]* '`') -> type(QUOTE);

DOC_COMMENT: '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN);
LINE_COMMENT: '//' ~[\r\n]* -> channel(HIDDEN);
SHEBANG: '#!' { atStart() }? ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT: '/*' { restOfComment(); } -> channel(HIDDEN);
NEWLINE: ('\r'? '\n' | '\r') { newline(); } -> channel(HIDDEN);
WS: [ \t\f\u000B\u00A0\uFEFF\u2000-\u200B\u202F\u3000]+ -> channel(HIDDEN);

LPAREN: '(' { open('('); };
RPAREN: ')' { close('('); };
LBRACK: '[' { open('['); };
RBRACK: ']' { close('['); };
LBRACE: '{' { open('{'); };
MAP_OPEN: '#{' { open('{'); };
RBRACE: '}' { closeBrace(); };

PLUS_PLUS: '++';
EQ_EQ_EQ: '==='; NOT_EQ_EQ: '!==';
LOGICAL_ASSIGN: '&&=' | '||=' | '??=';
COLON_COLON: '::'; COLON_EQ: ':=';

PLUS_EQ: '+='; MINUS_EQ: '-='; STAR_EQ: '*='; SLASH_EQ: '/='; PERCENT_EQ: '%='; POW_EQ: '**=';
AMP_EQ: '&='; BAR_EQ: '|='; CARET_EQ: '^='; SHL_EQ: '<<='; SHR_EQ: '>>=';
EQ_EQ: '=='; NOT_EQ: '!='; LE: '<='; GE: '>='; LT: '<'; GT: '>';
AMP_AMP: '&&'; BAR_BAR: '||'; QQ: '??'; QDOT: '?.'; QMARK: '?';
ELLIPSIS: '...'; DOT_DOT_EQ: '..='; DOT_DOT: '..'; DOT: '.';
FAT_ARROW: '=>'; ARROW: '->'; EQ: '=';
POW: '**'; PLUS: '+'; MINUS: '-'; STAR: '*'; SLASH: '/'; PERCENT: '%';
SHL: '<<'; SHR: '>>'; AMP: '&'; BAR: '|'; CARET: '^'; TILDE: '~'; BANG: '!';
COMMA: ','; SEMI: ';'; COLON: ':' { colon(); }; AT: '@';

HASH: '#' (~[{\r\n] ~[\r\n]*)?;
BAD: .;

mode STR;
STR_TEXT: ~["\\{}\r\n]+;
STR_ESCAPE: '\\' ('u{' [0-9a-zA-Z_]* '}' | 'x' [0-9a-zA-Z] [0-9a-zA-Z] | ~[\r\n])?;
STR_BRACE: '{{' | '}}';
STR_LONE_BRACE: '}';
INTERP_OPEN: '{' { openInterpolation(); };
STRING_CLOSE: '"' { closeString(); };
STR_NEWLINE: ('\r'? '\n' | '\r') { newline(); } -> type(NEWLINE), channel(HIDDEN);

mode TRIPLE;
TRIPLE_TEXT: ~["\\{}]+ -> type(STR_TEXT);
TRIPLE_ESCAPE: '\\' ('u{' [0-9a-zA-Z_]* '}' | 'x' [0-9a-zA-Z] [0-9a-zA-Z] | ~[\r\n])? -> type(STR_ESCAPE);
TRIPLE_BRACE: ('{{' | '}}') -> type(STR_BRACE);
TRIPLE_LONE_BRACE: '}' -> type(STR_LONE_BRACE);
TRIPLE_INTERP: '{' { openInterpolation(); } -> type(INTERP_OPEN);
TRIPLE_CLOSE: '"""' { closeString(); } -> type(STRING_CLOSE);
TRIPLE_QUOTE: '"' -> type(STR_TEXT);

// What follows the colon in {x:.2}.
mode FORMAT;
FORMAT_TEXT: ~[}"\r\n]+;
INTERP_CLOSE: '}' { closeFormat(); };
FORMAT_QUOTE: '"' { closeInsideFormat(); } -> type(STRING_CLOSE);
FORMAT_NEWLINE: ('\r'? '\n' | '\r') { newline(); } -> type(NEWLINE), channel(HIDDEN);
