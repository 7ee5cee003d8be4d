package bide.interpreter.node.literal;

import bide.interpreter.error.BideException;
import bide.interpreter.error.Errors;
import bide.interpreter.node.BideNode;
import bide.interpreter.node.Failures;
import bide.interpreter.ownership.Ownership;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.Kinds;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;

/** {@code #{name: "x", [key]: 2, ...m}}; of two equal keys the later value counts. */
public final class MapNode extends BideNode {
  @Children private final BideNode[] keys;
  @Children private final BideNode[] values;

  /**
   * @param keys null where the value is a map whose entries are taken over
   */
  public MapNode(BideNode[] keys, BideNode[] values) {
    this.keys = keys;
    this.values = values;
  }

  @Override
  @ExplodeLoop
  public Object executeGeneric(VirtualFrame frame) {
    BideMap map = new BideMap(strand(frame).region());
    for (int i = 0; i < values.length; i++) {
      if (keys[i] == null) {
        putAll(frame, map, values[i].executeGeneric(frame), values[i]);
      } else {
        Object key = keys[i].executeGeneric(frame);
        set(map, key, values[i].executeGeneric(frame), keys[i]);
      }
    }
    return map;
  }

  private static void set(BideMap map, Object key, Object value, BideNode place) {
    try {
      map.set(key, value);
    } catch (BideException e) {
      CompilerDirectives.transferToInterpreter();
      throw Failures.at(place, e);
    }
  }

  private static void putAll(VirtualFrame frame, BideMap map, Object value, BideNode place) {
    if (value instanceof BideMap other) {
      Ownership.checkRead(other, strand(frame).region(), place);
      map.putAll(other);
    } else {
      CompilerDirectives.transferToInterpreter();
      throw Failures.at(
          place, Errors.type("only a map can be spread into a map, not " + Kinds.described(value)));
    }
  }
}
