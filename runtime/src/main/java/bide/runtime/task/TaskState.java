package bide.runtime.task;

/**
 * The states of a task, all in one int: a phase in the low three bits and flags above it.
 *
 * <pre>
 *              wake, cancel          wake, cancel
 *     IDLE ────────────────► ACTIVE ──────────────► NOTIFIED
 *      ▲                     │  ▲ │                  │   │
 *      └── suspend = true ───┘  │ └─ complete        │   └─ complete ─► COMPLETE
 *                               └── begin, requeue, ─┘
 *                                   suspend = false
 * </pre>
 *
 * <ul>
 *   <li>IDLE: in no queue; only a waker or a cancel moves it. A new task is idle.
 *   <li>ACTIVE: either in exactly one queue (or on its way into it by whoever made the transition),
 *       or held by exactly one driver, who took it out of there.
 *   <li>NOTIFIED: active, and woken since; its driver, present or next, has to poll (once more).
 *       This is what keeps a wake that comes in the middle of a run from being lost, and what keeps
 *       a woken task from running on two workers at once. A further wake changes nothing, yet still
 *       writes the word: the poll that follows must see everything written before the wake, and an
 *       atomic update on both sides is what orders the two.
 *   <li>COMPLETE: final. Wakes and cancels are ignored. A task may also be completed while idle or
 *       queued (an owner that abandons a sub-task); {@link Task#begin} then refuses it.
 * </ul>
 *
 * <p>What others do, and why this differs. tokio and async-task have separate states for a task in
 * a queue and one that runs, and so pay an atomic update when a run begins. But nobody has to tell
 * the two apart: to the one who wakes it, both mean that somebody else will poll. So beginning a
 * run reads the word and writes nothing, unless a wake came while the task was queued. (An atomic
 * update is a tenth of what passing a message to another task costs.) For people {@link Task} keeps
 * a note.
 *
 * <p>Flags are only ever added, by atomic updates from any thread: CANCEL_REQUESTED never after
 * COMPLETE; CANCEL_TAKEN by the driver once it has begun to unwind (it alone is taken away, by a
 * request that is repeated); FAILED or CANCELLED together with COMPLETE; OBSERVED after FAILED;
 * DETACHED at any time.
 */
final class TaskState {
  static final int IDLE = 0;
  static final int ACTIVE = 1;
  static final int NOTIFIED = 2;
  static final int COMPLETE = 4;
  static final int PHASE = 7;

  /** Somebody asked for cancellation; the task may still end in whatever way it likes. */
  static final int CANCEL_REQUESTED = 1 << 3;

  /** The driver has seen the request and raises it once, not at every await of a finally block. */
  static final int CANCEL_TAKEN = 1 << 4;

  /** Ended by throwing; the outcome is the throwable. */
  static final int FAILED = 1 << 5;

  /** Ended by cancellation; there is no outcome. */
  static final int CANCELLED = 1 << 6;

  /** The failure was handed to somebody. */
  static final int OBSERVED = 1 << 7;

  /** Not to be cancelled when the main task ends. */
  static final int DETACHED = 1 << 8;

  /** Failed, unobserved when it ended, and so put into the list of unseen failures. */
  static final int KEPT = 1 << 9;

  private TaskState() {}

  static int phase(int state) {
    return state & PHASE;
  }

  static int withPhase(int state, int phase) {
    return (state & ~PHASE) | phase;
  }

  /** What a wake makes of {@code state}; only idle and active change. */
  static int woken(int state) {
    return switch (state & PHASE) {
      case IDLE -> withPhase(state, ACTIVE);
      case ACTIVE -> withPhase(state, NOTIFIED);
      default -> state;
    };
  }

  /** What the end of a poll makes of an active {@code state}: idle, or active still if notified. */
  static int suspended(int state) {
    return switch (state & PHASE) {
      case ACTIVE -> withPhase(state, IDLE);
      case NOTIFIED -> withPhase(state, ACTIVE);
      default ->
          throw new IllegalStateException("suspend of a task that is " + describe(state, false));
    };
  }

  /**
   * @param running a driver holds the task
   */
  static String describe(int state, boolean running) {
    String phase =
        switch (state & PHASE) {
          case IDLE -> "idle";
          case ACTIVE -> running ? "running" : "scheduled";
          case NOTIFIED -> running ? "running, notified" : "scheduled, notified";
          case COMPLETE ->
              (state & FAILED) != 0
                  ? "failed"
                  : (state & CANCELLED) != 0 ? "cancelled" : "complete";
          default -> "broken state " + state;
        };
    boolean pending = (state & PHASE) != COMPLETE && (state & CANCEL_REQUESTED) != 0;
    return pending ? phase + ", cancel requested" : phase;
  }
}
