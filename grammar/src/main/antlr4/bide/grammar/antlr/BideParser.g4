// Tokens, as Layout prepared them, to a parse tree. Every choice here is made by one token of lookahead: Layout has already told
// the meanings of `{`, `|`, `-`, `async` and newlines apart. Expressions are flat, operands and operators in a row: precedence is
// TreeBuilder's business. So neither a long chain nor a deep precedence ladder costs stack.
parser grammar BideParser;

options { tokenVocab = BideLexer; superClass = BideParserBase; }

script: statements EOF;

statements: { atStatement(); } statement? ((NL | SEMI) { atStatement(); } statement?)*;

block: BODY_OPEN statements RBRACE;

statement
  : ( PUB? declaration
    | DEFER expr
    | MUT pattern (COLON type)? (EQ expr)?      // `let` was forgotten
    | expr
    ) { afterStatement(); }
  ;

declaration: letDecl | fnDecl | structDecl | enumDecl | implDecl | useDecl;

letDecl: LET pattern (COLON type)? (EQ expr)?;

fnDecl: ASYNC_NAMED? GEN_NAMED? FN_NAMED IDENT parameters returnType? block;
parameters: LPAREN (parameter (COMMA { atElement(); } parameter?)*)? RPAREN;
parameter: ELLIPSIS? (SELF | pattern) (COLON type)? (EQ expr)?;
returnType: ARROW type;

structDecl: STRUCT IDENT STRUCT_OPEN fieldDecls RBRACE;
fieldDecls: (fieldDecl (COMMA { atElement(); } fieldDecl?)*)?;
fieldDecl: IDENT (COLON type)? (EQ expr)?;

enumDecl: ENUM IDENT STRUCT_OPEN (variant (COMMA { atElement(); } variant?)*)? RBRACE;
variant: IDENT (LPAREN fieldDecls RPAREN | STRUCT_OPEN fieldDecls RBRACE)?;

implDecl: IMPL IDENT block;

useDecl: USE (IDENT | string) (DOT (IDENT | useNames))* (AS IDENT)?;
useNames: STRUCT_OPEN (useName (COMMA { atElement(); } useName?)*)? RBRACE;
useName: IDENT (AS IDENT)?;

// ---- expressions

expr
  : (operand | (DOT_DOT | DOT_DOT_EQ) operand?)
    ((PLUS | MINUS | STAR | SLASH | PERCENT | POW | AMP | BAR | CARET | SHL | SHR
      | EQ_EQ | NOT_EQ | LT | LE | GT | GE | IN | AMP_AMP | BAR_BAR | QQ
      | EQ | PLUS_EQ | MINUS_EQ | STAR_EQ | SLASH_EQ | PERCENT_EQ | POW_EQ | AMP_EQ | BAR_EQ | CARET_EQ | SHL_EQ | SHR_EQ
      ) operand
    | (DOT_DOT | DOT_DOT_EQ) operand?)*
  ;

// The default of a closure's parameter: a `|` here ends the parameters.
defaultExpr
  : operand
    ((PLUS | MINUS | STAR | SLASH | PERCENT | POW | AMP | CARET | SHL | SHR
      | EQ_EQ | NOT_EQ | LT | LE | GT | GE | IN | AMP_AMP | QQ
      ) operand)*
  ;

operand
  : prefix+ (primary suffix*)?      // nothing may follow only return, break and yield
  | primary suffix*
  ;

prefix: NEG | BANG | TILDE | PREFIX_AWAIT | RETURN | THROW | YIELD | BREAK LABEL? | closureHead;

closureHead
  : ASYNC_CLOSURE? MOVE? (CLOSURE_EMPTY | CLOSURE_BAR (closureParameter (COMMA { atElement(); } closureParameter?)*)? BAR)
  ;
closureParameter: ELLIPSIS? patternItem (COLON typeItem)? (EQ defaultExpr)?;

primary
  : NUMBER | NIL | TRUE | FALSE | SELF | IDENT | BYTES | RAW_STRING | RAW_TRIPLE | QUOTE
  | CONTINUE LABEL?
  | string
  | LPAREN expr RPAREN
  | list
  | map
  | blockExpr
  | ifExpr
  | matchExpr
  | loopExpr
  | tryExpr
  | withExpr
  | selectExpr
  | asyncExpr
  | functionExpr
  ;

suffix
  : (DOT | QDOT) (IDENT | AWAIT)
  | LPAREN (argument (COMMA { atElement(); } argument?)*)? RPAREN
  | LBRACK expr RBRACK
  | STRUCT_OPEN (fieldInit (COMMA { atElement(); } fieldInit?)*)? RBRACE
  ;

argument: ELLIPSIS expr | expr (COLON expr)?;
fieldInit: (DOT_DOT | ELLIPSIS) expr | IDENT (COLON expr)?;

string: (STRING_OPEN | TRIPLE_OPEN) (STR_TEXT | STR_ESCAPE | STR_BRACE | STR_LONE_BRACE | interpolation)* STRING_CLOSE;
interpolation: INTERP_OPEN expr (COLON FORMAT_TEXT?)? INTERP_CLOSE;

list: LBRACK (element (COMMA { atElement(); } element?)*)? RBRACK;
element: ELLIPSIS? expr;

map: MAP_OPEN (mapEntry (COMMA { atElement(); } mapEntry?)*)? RBRACE;
mapEntry: (ELLIPSIS | DOT_DOT) expr | (IDENT | string | QUOTE | LBRACK expr RBRACK) (COLON expr)?;

blockExpr: LBRACE statements RBRACE;

ifExpr: IF expr block (ELSE_IF expr block)* (ELSE block)?;

matchExpr: MATCH expr matchBody;
matchBody: MATCH_OPEN { atArm(); } matchArm? ((COMMA | NL | SEMI) { atArm(); } matchArm?)* RBRACE;
matchArm: pattern (GUARD expr)? FAT_ARROW expr { afterArm(); };

loopExpr: (LABEL_DEF COLON)? (LOOP block | WHILE expr block | FOR AWAIT? pattern IN expr block);

tryExpr: TRY block (CATCH pattern? block)? (FINALLY block)?;

withExpr: WITH pattern EQ expr block;

selectExpr: SELECT BIASED? selectBody;
selectBody: SELECT_OPEN { atBranch(); } selectBranch? ((COMMA | NL | SEMI) { atBranch(); } selectBranch?)* RBRACE;
selectBranch: (ELSE FAT_ARROW expr | pattern EQ expr (GUARD expr)? FAT_ARROW expr) { afterArm(); };

asyncExpr: ASYNC (MOVE? block | functionExpr);
functionExpr: GEN? FN parameters returnType? block;

// ---- patterns

pattern: CLOSURE_BAR? patternItem (BAR patternItem)*;

patternItem
  : MUT patternItem
  | IDENT (AT patternItem | (DOT IDENT)+ taken? | taken)?
  | NIL | TRUE | FALSE
  | literal ((DOT_DOT | DOT_DOT_EQ) literal?)?
  | (DOT_DOT | DOT_DOT_EQ) (literal | IDENT)?   // a bound, or, in a list, the name of the rest
  | LBRACK (listPart (COMMA { atElement(); } listPart?)*)? RBRACK
  | MAP_OPEN fieldPatterns RBRACE
  | LPAREN pattern RPAREN
  ;
taken: LPAREN patterns RPAREN | STRUCT_OPEN fieldPatterns RBRACE;
literal: NEG? NUMBER | BYTES | RAW_STRING | RAW_TRIPLE | QUOTE | string;
patterns: (pattern (COMMA { atElement(); } pattern?)*)?;
listPart: pattern | ELLIPSIS IDENT? ;
fieldPatterns: (fieldPattern (COMMA { atElement(); } fieldPattern?)*)?;
fieldPattern: MUT? IDENT (COLON pattern)? | (string | QUOTE) COLON pattern | (DOT_DOT | ELLIPSIS) IDENT?;

// ---- annotations

type: typeItem (BAR typeItem)*;
typeItem: (IDENT (DOT IDENT)* | NIL | FN | LPAREN type RPAREN) QMARK*;
