package bide.interpreter.analysis;

import bide.grammar.Span;
import bide.grammar.tree.TypeExpr;
import org.jspecify.annotations.Nullable;

/** A declared name: {@code let}, parameter, function, loop or pattern variable. */
public final class Variable {
  /** Where the value of a variable lives while the program runs. */
  public enum Storage {
    /** A frame slot of the function that declares it. Closures take a copy of the value. */
    SLOT,
    /**
     * A heap cell, because a closure sees assignments that are made after it was created. The frame
     * slot holds the cell.
     */
    CELL,
    /** A module binding: top-level declarations that functions refer to. */
    GLOBAL
  }

  private final String name;
  private final FunctionInfo function;
  private final boolean mutable;
  private final Span declared;
  private final @Nullable FunctionInfo declaredFunction;
  private final boolean topLevel;
  private boolean captured;
  private boolean namedEarly;
  private boolean assigned;
  private boolean used;
  private boolean global;
  private @Nullable String exportedFrom;
  private @Nullable TypeExpr type;
  private boolean let;

  Variable(
      String name,
      FunctionInfo function,
      boolean mutable,
      boolean topLevel,
      Span declared,
      @Nullable FunctionInfo declaredFunction) {
    this.name = name;
    this.function = function;
    this.mutable = mutable;
    this.topLevel = topLevel;
    this.declared = declared;
    this.declaredFunction = declaredFunction;
  }

  public String name() {
    return name;
  }

  /** The function whose frame holds the variable. */
  public FunctionInfo function() {
    return function;
  }

  public boolean isMutable() {
    return mutable;
  }

  public Span declared() {
    return declared;
  }

  /** The function that a {@code fn} declaration binds the name to; null for other variables. */
  public @Nullable FunctionInfo declaredFunction() {
    return declaredFunction;
  }

  public boolean isTopLevel() {
    return topLevel;
  }

  public boolean isUsed() {
    return used;
  }

  /** What every value of the variable must be; null where that may be anything. */
  public @Nullable TypeExpr type() {
    return type;
  }

  void annotate(@Nullable TypeExpr annotation) {
    type = annotation;
  }

  /** Declared by a {@code let}, not by a parameter, a loop or an arm. */
  boolean isLet() {
    return let;
  }

  void markLet() {
    let = true;
  }

  void markUsed() {
    used = true;
  }

  void markCaptured() {
    captured = true;
  }

  /** A local function that is named before the line of its declaration. */
  void markNamedEarly() {
    namedEarly = true;
  }

  void markAssigned() {
    assigned = true;
  }

  /**
   * Declared {@code pub}, so that other files may refer to it: it needs a place of its own.
   *
   * @param file the file that declares it, for messages
   */
  void export(String file) {
    global = true;
    exportedFrom = file;
  }

  /** The file that exports it; null for a variable that other files do not see. */
  @Nullable String exportedFrom() {
    return exportedFrom;
  }

  void makeGlobalIf(boolean condition) {
    global |= condition;
  }

  public Storage storage() {
    if (global || (topLevel && captured) || (topLevel && declaredFunction != null)) {
      return Storage.GLOBAL;
    }
    // A local function may be named before its own declaration has run, so it needs a place that
    // knows whether it has.
    boolean changesAfterCapture = captured && (assigned || declaredFunction != null);
    return changesAfterCapture || namedEarly ? Storage.CELL : Storage.SLOT;
  }
}
