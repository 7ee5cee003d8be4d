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
  private final int coroutineSlot;
  private final FreshRoot fresh;
  private volatile ResumeRoot resume;
  @CompilationFinal private volatile FunctionCode step;

  /**
   * @param coroutineSlot where an async generator keeps its {@link Coroutine}; -1 in other
   *     functions
   */
  public AsyncFunction(
      TruffleLanguage<?> language,
      FunctionCode code,
      FrameDescriptor descriptor,
      State[] states,
      int coroutineSlot) {
    this.language = language;
    this.code = code;
    this.descriptor = descriptor;
    this.coroutineSlot = coroutineSlot;
    this.fresh = new FreshRoot(language, this, descriptor, new Dispatch(this, states, false));
  }

  FunctionCode code() {
    return code;
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
   * The layout for an await that suspends with slot kinds it has not had before. The first
   * suspension of a function gives all its awaits their layouts, from the kinds that slots have had
   * so far: compiled code is thrown away once, not once per await.
   */
  synchronized Layout layoutFor(State state, VirtualFrame frame) {
    ResumeRoot root = resume();
    boolean first = root.dispatch().layouts().length == 0;
    Layout layout = known(root, state, frame);
    if (layout == null) {
      layout = Layout.of(root, state.index, state.live, frame, state.layout);
      root.dispatch().add(layout);
    }
    state.layout = layout;
    if (first) {
      predictAll(root);
    }
    return layout;
  }

  private static Layout known(ResumeRoot root, State state, VirtualFrame frame) {
    for (Layout layout : root.dispatch().layouts()) {
      if (layout.state == state.index && layout.sameKinds(frame, state.layout)) {
        return layout;
      }
    }
    return null;
  }

  private void predictAll(ResumeRoot root) {
    State[] freshStates = fresh.dispatch().states;
    State[] resumeStates = root.dispatch().states;
    for (int i = 0; i < resumeStates.length; i++) {
      if (!resumeStates[i].suspends()) {
        continue;
      }
      Layout layout = null;
      for (Layout l : root.dispatch().layouts()) {
        if (l.state == i) {
          layout = l;
        }
      }
      if (layout == null) {
        layout = Layout.predicted(root, i, resumeStates[i].live);
        if (layout == null) {
          continue;
        }
        root.dispatch().add(layout);
      }
      adopt(freshStates[i], layout);
      adopt(resumeStates[i], layout);
    }
  }

  private static void adopt(State state, Layout layout) {
    if (state.layout == null) {
      state.layout = layout;
    }
    state.suspended = true;
  }
}
