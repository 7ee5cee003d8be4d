package bide.interpreter.async;

import bide.interpreter.error.BideException;
import bide.interpreter.error.StackDepth;
import bide.interpreter.node.Failures;
import bide.interpreter.node.control.OuterLoop;
import com.oracle.truffle.api.CompilerAsserts;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.BytecodeOSRNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.ExplodeLoop.LoopExplosionKind;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state loop of an async function.
 *
 * <p>Partial evaluation unrolls the loop over all states and merges copies of the same state, so
 * that compiled code has no dispatch left: each edge is a jump. For that, the number of the current
 * state must stay a constant: no edge may compute its target. And code behind the loop would be
 * merged over all states and lose its constants; so the result goes through a slot to one {@link
 * #EXIT} state, and only there the loop is left.
 *
 * <p>A resumed call starts in {@link #RESUME}, which looks for the activation's layout among those
 * of the function, one pseudo state per layout, restores its slots and goes on behind the await.
 * That enters loops in their middle, which compilers cannot optimise as loops; so the rest of the
 * current round of each enclosing loop is copied (the level above {@link #LEVEL_SHIFT} counts loops
 * that were not entered through their header) until a header is reached and the regular copy takes
 * over.
 *
 * <p>A main program is called once and may loop for ever, so the loop can be replaced while it
 * runs: every edge backwards polls for on-stack replacement.
 */
final class Dispatch extends Node implements BytecodeOSRNode, OuterLoop {
  /** Frame slot of the value that leaves the loop, or that a resumed call starts with. */
  static final int RESULT = 0;

  /** Slots that are not variables. */
  static final int RESERVED_SLOTS = 1;

  private static final int EXIT = 1 << 27;
  static final int RESUME = 1 << 28;
  private static final int LEVEL_SHIFT = 20;
  private static final int INDEX_MASK = (1 << LEVEL_SHIFT) - 1;

  /**
   * Functions with more states resume into the regular copy: the code would grow more than it
   * gains.
   */
  private static final int MAX_STATES_TO_COPY = 64;

  private static final int MAX_SMALL_STATES = 16;

  @Children final State[] states;
  private final AsyncFunction function;
  private final boolean copies;

  /** Layouts of suspended calls that this root resumes; empty in a fresh root. */
  @CompilationFinal(dimensions = 1)
  private Layout[] layouts = new Layout[0];

  @CompilationFinal private Object osrMetadata;

  /** Rounds that loops within states have interpreted since the last edge backwards; a guess. */
  private int innerRounds;

  /** This root's calls are resumed ones: argument 1 is the activation. */
  private final boolean resumes;

  private final boolean generator;

  /** Calls may rest wherever the function allows it; those of a plain generator only at a yield. */
  private final boolean async;

  private final LoopWatch loops;

  /** Where an async generator keeps its coroutine, since the driver resumes it without; else -1. */
  private final int coroutineSlot;

  /** The argument that is the coroutine of a plain generator. */
  private final int coroutineArgument;

  Dispatch(AsyncFunction function, State[] states, boolean resumes) {
    this.function = function;
    this.states = states;
    this.resumes = resumes;
    this.copies = states.length <= MAX_STATES_TO_COPY;
    this.generator = function.code().isGenerator();
    this.async = function.givesWay();
    this.loops = function.loops();
    this.coroutineSlot = function.coroutineSlot();
    this.coroutineArgument = resumes ? 3 : 2 + function.code().signature().count();
  }

  /** Whether it pays to compile this function into the worker's loop. */
  boolean isSmall() {
    return states.length <= MAX_SMALL_STATES;
  }

  /**
   * Runs the states from {@code start} on. A cancellation may also be raised between two of them,
   * at a safepoint of the edge: it is an error of the one that is left, or of the one that is about
   * to begin where compiled code is that far, and both are within the same {@code try}.
   */
  @ExplodeLoop(kind = LoopExplosionKind.MERGE_EXPLODE)
  Object run(VirtualFrame frame, int start) {
    int at = start;
    while (true) {
      try {
        CompilerAsserts.partialEvaluationConstant(at);
        if (at == EXIT) {
          return frame.getObject(RESULT);
        }
        if (at >= RESUME) {
          Layout layout = layoutAt(at - RESUME);
          Activation activation = (Activation) frame.getArguments()[1];
          if (activation.layout != layout) {
            at = at + 1;
            continue;
          }
          layout.restore(activation, frame);
          State state = states[layout.rest.state];
          Object value = frame.getArguments()[2];
          if (value instanceof Thrown thrown) {
            if (!state.resumedWithError) {
              CompilerDirectives.transferToInterpreterAndInvalidate();
              state.resumedWithError = true;
            }
            if (state.handler < 0) {
              throw thrown.error();
            }
            layout.arrives(thrown);
            frame.setObject(state.errorSlot, thrown.error());
            at = resumed(state.handler);
            continue;
          }
          if (layout.rest.atHead) {
            at = resumed(layout.rest.state);
            continue;
          }
          state.result.write(frame, value);
          at = resumed(state.next);
          continue;
        }
        State state = states[at & INDEX_MASK];
        CompilerAsserts.partialEvaluationConstant(state);
        Object result = null;
        boolean taken = false;
        if (state.handler >= 0) {
          AbstractTruffleException error = null;
          try {
            state.executeBody(frame);
            switch (state.kind) {
              case State.BRANCH -> taken = condition(state, frame);
              case State.RETURN, State.THROW -> result = state.value.executeGeneric(frame);
              case State.YIELD -> result = toYield(state, frame);
              case State.AWAIT ->
                  result = state.await.execute(strand(frame), state.value.executeGeneric(frame));
              default -> {}
            }
          } catch (AbstractTruffleException thrown) {
            error = thrown;
          } catch (StackOverflowError overflow) {
            error = StackDepth.exceeded(overflow, state);
          } catch (OutOfMemoryError full) {
            error = Failures.memory(state);
          }
          if (error != null) {
            keepError(frame, state, error);
            if (state.handler <= state.index) {
              if (givesWay(frame)) {
                giveWay(frame, states[state.handler]);
                at = EXIT;
                continue;
              }
              Object replaced = backEdge(frame, edge(at, state.handler));
              if (replaced != null) {
                at = EXIT; // what it has thrown has been through its states
                return ended(replaced);
              }
            }
            at = edge(at, state.handler);
            continue;
          }
        } else {
          state.executeBody(frame);
          switch (state.kind) {
            case State.BRANCH -> taken = condition(state, frame);
            case State.RETURN, State.THROW -> result = state.value.executeGeneric(frame);
            case State.YIELD -> result = toYield(state, frame);
            case State.AWAIT, State.TAIL_AWAIT ->
                result = state.await.execute(strand(frame), state.value.executeGeneric(frame));
            default -> {}
          }
        }
        if (state.kind == State.RETURN) {
          frame.setObject(RESULT, generator ? coroutine(frame).completed(result) : result);
          at = EXIT;
          continue;
        }
        if (state.kind == State.YIELD) {
          Activation activation = layout(frame, state.rest).save(frame);
          frame.setObject(RESULT, coroutine(frame).yielded(result, activation));
          at = EXIT;
          continue;
        }
        if (state.kind == State.TAIL_AWAIT) {
          frame.setObject(RESULT, result);
          if (result == AwaitNode.PENDING) {
            suspendTail(frame, state);
          } else if (result instanceof Activation callee) {
            passParent(frame, callee);
          }
          at = EXIT;
          continue;
        }
        if (state.kind == State.AWAIT) {
          if (result == AwaitNode.PENDING || result instanceof Activation) {
            suspend(frame, state.rest, result);
            at = EXIT;
            continue;
          }
          state.result.write(frame, result);
        }
        if (state.kind == State.THROW) {
          throw CompilerDirectives.shouldNotReachHere("a throw that did not");
        }
        // Each edge sets the state by itself: a target chosen by an expression would not be a
        // constant.
        if (state.kind == State.BRANCH && !taken) {
          if (state.otherwise <= state.index) {
            if (givesWay(frame)) {
              giveWay(frame, states[state.otherwise]);
              at = EXIT;
              continue;
            }
            Object replaced = backEdge(frame, edge(at, state.otherwise));
            if (replaced != null) {
              at = EXIT; // what it has thrown has been through its states
              return ended(replaced);
            }
          }
          at = edge(at, state.otherwise);
          continue;
        }
        if (state.next <= state.index) {
          if (state.loops || givesWay(frame)) {
            giveWay(frame, states[state.next]);
            at = EXIT;
            continue;
          }
          Object replaced = backEdge(frame, edge(at, state.next));
          if (replaced != null) {
            at = EXIT; // what it has thrown has been through its states
            return ended(replaced);
          }
        }
        at = edge(at, state.next);
      } catch (AbstractTruffleException between) {
        CompilerAsserts.partialEvaluationConstant(at);
        if (at >= EXIT || states[at & INDEX_MASK].handler < 0) {
          throw between;
        }
        State state = states[at & INDEX_MASK];
        keepError(frame, state, between);
        at = edge(at, state.handler);
      }
    }
  }

  /** For the handler of the state, which is no part of compiled code before there was an error. */
  private static void keepError(VirtualFrame frame, State state, AbstractTruffleException error) {
    if (!state.failed) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      state.failed = true;
    }
    if (error instanceof BideException traced && traced.trace().isRead()) {
      traced.trace().comesBack(Strand.runNow());
    }
    frame.setObject(state.errorSlot, error);
  }

  private static Strand strand(VirtualFrame frame) {
    return (Strand) frame.getArguments()[0];
  }

  private static boolean condition(State state, VirtualFrame frame) {
    try {
      return state.value.executeBoolean(frame);
    } catch (com.oracle.truffle.api.nodes.UnexpectedResultException notBoolean) {
      throw CompilerDirectives.shouldNotReachHere(notBoolean);
    }
  }

  // ---------------------------------------------------------------- edges

  private int edge(int from, int target) {
    if (!copies) {
      return target;
    }
    int level = from >> LEVEL_SHIFT;
    return level == 0 ? target : atLevel(target, level);
  }

  private int resumed(int target) {
    return copies ? atLevel(target, states[target].loopDepth) : target;
  }

  private int atLevel(int target, int level) {
    State state = states[target];
    int most = state.loopHeader ? state.loopDepth - 1 : state.loopDepth;
    return target | Math.min(level, most) << LEVEL_SHIFT;
  }

  /**
   * An edge to an earlier state. Not null: replaced code has run to the end, with this result, or
   * has thrown what is in a {@link Thrown}.
   */
  private Object backEdge(VirtualFrame frame, int target) {
    TruffleSafepoint.poll(this);
    if (CompilerDirectives.inInterpreter()) {
      int weight = 1 + innerRounds;
      innerRounds = 0;
      if (BytecodeOSRNode.pollOSRBackEdge(this, weight)) {
        try {
          return BytecodeOSRNode.tryOSR(this, target, null, null, frame);
        } catch (AbstractTruffleException thrown) {
          return new Thrown(thrown);
        }
      }
    } else if (CompilerDirectives.hasNextTier()) {
      LoopNode.reportLoopCount(this, 1);
    }
    return null;
  }

  private static Object ended(Object replaced) {
    if (replaced instanceof Thrown thrown) {
      throw thrown.error();
    }
    return replaced;
  }

  @Override
  public void addInnerRounds(int rounds) {
    innerRounds = OuterLoop.sum(innerRounds, rounds);
  }

  // ---------------------------------------------------------------- suspending

  /** How the slots are kept that a call which rests there reads again. */
  private Layout layout(VirtualFrame frame, Rest rest) {
    CompilerAsserts.partialEvaluationConstant(rest);
    Layout layout = rest.layout;
    if (!rest.reached || layout == null || !layout.fits(frame)) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      layout = function.layoutFor(rest, frame);
    }
    return layout;
  }

  private void suspend(VirtualFrame frame, Rest rest, Object waiting) {
    Layout layout = layout(frame, rest);
    Activation activation = layout.save(frame);
    activation.parent = parent(frame);
    Strand strand = strand(frame);
    strand.grow(layout.bytes);
    if (waiting == AwaitNode.PENDING) {
      strand.innermost = activation;
    } else {
      ((Activation) waiting).parent = activation;
    }
    frame.setObject(RESULT, activation);
  }

  /** Whether a loop is to let others run before its next round. */
  private boolean givesWay(VirtualFrame frame) {
    return async && loops.givesWay(frame);
  }

  /** Whether loops can give way: not those of a plain generator. */
  boolean mayRest() {
    return async;
  }

  LoopWatch loops() {
    return loops;
  }

  /** That of an async function's root; null for other roots. */
  static @Nullable Dispatch of(@Nullable RootNode root) {
    if (root instanceof FreshRoot fresh) {
      return fresh.dispatch();
    }
    return root instanceof ResumeRoot resumed ? resumed.dispatch() : null;
  }

  /** The call rests between two rounds of the loop that begins with {@code state}. */
  private void giveWay(VirtualFrame frame, State state) {
    suspend(frame, state.head, AwaitNode.PENDING);
    strand(frame).giveWay();
  }

  /**
   * A leaf in tail position: nothing of this call is needed any more, its caller waits for the leaf
   * itself.
   */
  private void suspendTail(VirtualFrame frame, State state) {
    Strand strand = strand(frame);
    Activation relay = new Relay(state.await);
    relay.parent = parent(frame);
    strand.innermost = relay;
    frame.setObject(RESULT, relay);
  }

  // ---------------------------------------------------------------- generators

  private Coroutine coroutine(VirtualFrame frame) {
    return (Coroutine)
        (coroutineSlot >= 0
            ? frame.getObject(coroutineSlot)
            : frame.getArguments()[coroutineArgument]);
  }

  /** The value that a yield gives; an error where nobody would take it. */
  private Object toYield(State state, VirtualFrame frame) {
    Object value = state.value.executeGeneric(frame);
    Coroutine coroutine = coroutine(frame);
    if (coroutine.isClosing()) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.at(state.value, coroutine.yieldsWhileClosing());
    }
    return value;
  }

  private void passParent(VirtualFrame frame, Activation callee) {
    Activation parent = parent(frame);
    if (parent != null) {
      callee.parent = parent;
    }
  }

  /**
   * Who waits for this call, as far as it knows: the caller of a fresh call links itself when it
   * suspends.
   */
  private Activation parent(VirtualFrame frame) {
    return resumes ? ((Activation) frame.getArguments()[1]).parent : null;
  }

  private Layout layoutAt(int index) {
    if (index >= layouts.length) {
      CompilerDirectives.transferToInterpreterAndInvalidate();
      throw CompilerDirectives.shouldNotReachHere("a suspended call without a layout");
    }
    return layouts[index];
  }

  // ---------------------------------------------------------------- layouts (under the function's
  // lock)

  Layout[] layouts() {
    return layouts;
  }

  void add(Layout layout) {
    Layout[] more = Arrays.copyOf(layouts, layouts.length + 1);
    more[layouts.length] = layout;
    layouts = more;
  }

  // ---------------------------------------------------------------- on-stack replacement

  @Override
  public Object executeOSR(VirtualFrame frame, int target, Object interpreterState) {
    return run(frame, target);
  }

  @Override
  public Object getOSRMetadata() {
    return osrMetadata;
  }

  @Override
  public void setOSRMetadata(Object metadata) {
    osrMetadata = metadata;
  }

  /** The default copies the slots back; the interpreter's frame is never looked at again. */
  @Override
  public void restoreParentFrame(VirtualFrame osrFrame, VirtualFrame parentFrame) {}

  /**
   * The strand and, in a resumed call, the activation stay where the states look for them; the
   * frame comes after them.
   */
  @Override
  public Object[] storeParentFrameInArguments(VirtualFrame parentFrame) {
    Object[] arguments = parentFrame.getArguments();
    Object[] extended = Arrays.copyOf(arguments, arguments.length + 1);
    extended[arguments.length] = parentFrame;
    return extended;
  }

  @Override
  public Frame restoreParentFrameFromArguments(Object[] arguments) {
    return (Frame) arguments[arguments.length - 1];
  }
}
