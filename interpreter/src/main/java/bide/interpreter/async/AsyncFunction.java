package bide.interpreter.async;

import bide.interpreter.function.FunctionCode;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.NodeUtil;

/**
 * What the two roots of one async function or generator share. The fresh root is called with
 * {strand, captures, parameters…}; the resume root with {strand, activation, value}. Those of a
 * generator get its {@link Coroutine} behind these. The second is made when a call suspends for the
 * first time: code for resuming does not burden functions that never wait.
 */
public final class AsyncFunction {
  /** Slots of a frame that are not variables; they come first. */
  public static final int RESERVED_SLOTS = Dispatch.RESERVED_SLOTS;

  private final TruffleLanguage<?> language;
  private final FunctionCode code;
  private final FrameDescriptor descriptor;
  private final LoopWatch loops;
  private final int coroutineSlot;
  private final FreshRoot fresh;
  private volatile ResumeRoot resume;
  @CompilationFinal private volatile FunctionCode step;

  /**
   * @param loops what the loops among the states look at to give way
   * @param coroutineSlot where an async generator keeps its {@link Coroutine}; -1 in other
   *     functions
   */
  public AsyncFunction(
      TruffleLanguage<?> language,
      FunctionCode code,
      FrameDescriptor descriptor,
      State[] states,
      LoopWatch loops,
      int coroutineSlot) {
    this.language = language;
    this.code = code;
    this.descriptor = descriptor;
    this.loops = loops;
    this.coroutineSlot = coroutineSlot;
    this.fresh = new FreshRoot(language, this, descriptor, new Dispatch(this, states, false));
  }

  FunctionCode code() {
    return code;
  }

  /** Whether calls may rest between two rounds of a loop: a plain generator has no worker. */
  boolean givesWay() {
    return code.isAsync();
  }

  LoopWatch loops() {
    return loops;
  }

  int coroutineSlot() {
    return coroutineSlot;
  }

  /** The entry for fresh calls. */
  public FreshRoot fresh() {
    return fresh;
  }

  /** The code of one step of an async generator: see {@link StepRoot}. */
  FunctionCode stepCode() {
    return step != null ? step : makeStep();
  }

  @TruffleBoundary
  private synchronized FunctionCode makeStep() {
    if (step == null) {
      FunctionCode made =
          new FunctionCode(
              code.name(), FunctionCode.Kind.ASYNC, StepRoot.SIGNATURE, code.section());
      made.setTarget(new StepRoot(language, this).getCallTarget());
      step = made;
    }
    return step;
  }

  synchronized ResumeRoot resume() {
    if (resume == null) {
      State[] states = fresh.dispatch().states;
      State[] copies = new State[states.length];
      for (int i = 0; i < copies.length; i++) {
        copies[i] = NodeUtil.cloneNode(states[i]);
      }
      resume = new ResumeRoot(language, this, descriptor, new Dispatch(this, copies, true));
    }
    return resume;
  }

  /**
   * The layout for a rest whose slots have kinds that they have not had there before. The first
   * suspension of a function gives all its awaits their layouts, from the kinds that slots have had
   * so far: compiled code is thrown away once, not once per await.
   */
  synchronized Layout layoutFor(Rest rest, VirtualFrame frame) {
    ResumeRoot root = resume();
    boolean first = root.dispatch().layouts().length == 0;
    Layout layout = known(root, rest, frame);
    if (layout == null) {
      layout = Layout.of(root, rest, frame);
      root.dispatch().add(layout);
    }
    rest.layout = layout;
    rest.reached = true;
    if (first) {
      predictAll(root);
    }
    return layout;
  }

  private static Layout known(ResumeRoot root, Rest rest, VirtualFrame frame) {
    for (Layout layout : root.dispatch().layouts()) {
      if (layout.rest == rest && layout.sameKinds(frame, rest.layout)) {
        return layout;
      }
    }
    return null;
  }

  /** Of awaits and yields; that loops give way is rare. */
  private static void predictAll(ResumeRoot root) {
    for (State state : root.dispatch().states) {
      Rest rest = state.rest;
      if (rest == null || rest.reached) {
        continue;
      }
      Layout layout = Layout.predicted(root, rest);
      if (layout != null) {
        root.dispatch().add(layout);
        rest.layout = layout;
        rest.reached = true;
      }
    }
  }
}
