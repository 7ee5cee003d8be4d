package bide.interpreter.node.pattern;

import bide.interpreter.error.BideException;
import bide.interpreter.library.CallContext;
import bide.interpreter.node.PatternNode;
import bide.interpreter.node.ValueWriter;
import bide.interpreter.node.access.Fields;
import bide.interpreter.ownership.OwnerCheck;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Region;
import bide.interpreter.value.Strings;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.strings.TruffleString;

/**
 * {@code #{name, age: a, ..rest}}: the named keys must be there. Without a rest it also takes
 * errors apart, by their fields.
 */
public final class MapPattern extends PatternNode {
  private final OwnerCheck owner = new OwnerCheck();

  @CompilationFinal(dimensions = 1)
  private final String[] names;

  @CompilationFinal(dimensions = 1)
  private final TruffleString[] keys;

  @Children private final PatternNode[] patterns;
  @Child private ValueWriter rest;

  /**
   * @param rest null where the other keys are not wanted
   */
  public MapPattern(String[] names, PatternNode[] patterns, ValueWriter rest) {
    this.names = names;
    this.patterns = patterns;
    this.rest = rest;
    this.keys = new TruffleString[names.length];
    for (int i = 0; i < names.length; i++) {
      keys[i] = Strings.of(names[i]);
    }
  }

  @Override
  @ExplodeLoop
  public boolean match(VirtualFrame frame, Object value) {
    boolean isMap = value instanceof BideMap;
    if (!isMap && !(value instanceof BideException && rest == null)) {
      return false;
    }
    Region region = ((CallContext) frame.getArguments()[0]).region();
    if (value instanceof BideMap map) {
      owner.read(map, (CallContext) frame.getArguments()[0], this);
    }
    for (int i = 0; i < patterns.length; i++) {
      Object part =
          isMap ? ((BideMap) value).get(keys[i]) : Fields.stored(value, names[i], keys[i], region);
      if (part == null || !patterns[i].match(frame, part)) {
        return false;
      }
    }
    if (rest != null) {
      rest.write(frame, others((BideMap) value, region));
    }
    return true;
  }

  @TruffleBoundary
  private BideMap others(BideMap map, Region region) {
    BideMap others = map.copy(region);
    for (TruffleString key : keys) {
      others.remove(key);
    }
    return others;
  }
}
