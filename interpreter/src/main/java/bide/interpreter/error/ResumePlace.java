package bide.interpreter.error;

import com.oracle.truffle.api.nodes.Node;

/** Marks the node from which code resumes a generator. */
public interface ResumePlace {
  static boolean isResume(Node node) {
    return node != null && (node instanceof ResumePlace || node.getParent() instanceof ResumePlace);
  }
}
