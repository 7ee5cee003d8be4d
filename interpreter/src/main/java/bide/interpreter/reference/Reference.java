package bide.interpreter.reference;

import bide.interpreter.analysis.Names;
import bide.interpreter.async.Generators;
import bide.interpreter.async.Strand;
import bide.interpreter.async.Stream;
import bide.interpreter.async.TaskFunctions;
import bide.interpreter.builtin.ChannelObject;
import bide.interpreter.library.BuiltinFunction;
import bide.interpreter.library.Globals;
import bide.interpreter.library.Method;
import bide.interpreter.library.MethodTable;
import bide.interpreter.stream.StreamMethods;
import bide.interpreter.sync.SyncFunctions;
import bide.interpreter.value.BideBuffer;
import bide.interpreter.value.BideBytes;
import bide.interpreter.value.BideDuration;
import bide.interpreter.value.BideInstant;
import bide.interpreter.value.BideIterator;
import bide.interpreter.value.BideList;
import bide.interpreter.value.BideMap;
import bide.interpreter.value.BideRange;
import bide.interpreter.value.LibraryObject;
import com.oracle.truffle.api.strings.TruffleString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects what there is to document, from the registrations that calls are answered from. */
public final class Reference {
  /**
   * A kind of values.
   *
   * @param inherited the kind whose methods it has too; null for none
   */
  private record Kind(String name, Class<?> type, @Nullable String inherited, String intro) {}

  private static final String ITERATOR = "iterator";

  private static final String STREAM = "stream";

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "value", Object.class, null, "Every value has these methods, whatever its kind."),
          new Kind(
              "int",
              Long.class,
              null,
              "Whole numbers of any size. A result that does not fit 64 bits grows; nothing overflows. Methods that give a float work on the nearest float."),
          new Kind("float", Double.class, null, "64-bit floating-point numbers (IEEE 754)."),
          new Kind("bool", Boolean.class, null, "`true` and `false`."),
          new Kind(
              "string",
              TruffleString.class,
              null,
              "Text. Indexes and lengths count code points. A string never changes: each method gives a new one."),
          new Kind(
              "list",
              BideList.class,
              null,
              "Lists know two sorts of methods: those that change the list give nil, or what they took out of it; all others leave it alone and give something new."),
          new Kind(
              "map",
              BideMap.class,
              null,
              "Maps keep the order in which keys were first set. Functions get key and value as two arguments."),
          new Kind(
              "iterator",
              BideIterator.class,
              null,
              "What `.iter()` and the lazy methods give. Methods marked lazy compute nothing until values are asked for; the others use the iterator up."),
          new Kind(
              "range",
              BideRange.class,
              ITERATOR,
              "`a..b` without its end and `a..=b` with it. A range can be iterated any number of times, and has no `next`."),
          new Kind(
              "bytes",
              BideBytes.class,
              null,
              "Byte strings, such as `b\"\\x00ab\"`. They never change. A byte is an int of 0 to 255."),
          new Kind("buffer", BideBuffer.class, null, "Bytes that grow and change."),
          new Kind(
              "duration",
              BideDuration.class,
              null,
              "Spans of time to the nanosecond, such as `1.5s`. `+ - * / %` and comparisons work on them."),
          new Kind(
              "instant",
              BideInstant.class,
              null,
              "Points in time, from `time.now()`. The difference of two is a duration."),
          new Kind(
              "future",
              TaskFunctions.futureClass(),
              null,
              "What calls of async functions give, and `join`, `sleep`, `recv` and the like."),
          new Kind(
              "waker",
              TaskFunctions.wakerClass(),
              null,
              "Given to `poll` methods as their `cx`, or made by `waker(|| …)`. Any task may use it."),
          new Kind("task", Strand.class, null, "The handle that `spawn` gives."),
          new Kind("scope", TaskFunctions.scopeClass(), null, "What `scope` gives its body."),
          new Kind(
              "generator", Generators.generatorClass(), ITERATOR, "What calls of a `gen fn` give."),
          new Kind(
              STREAM,
              Stream.class,
              null,
              "What `for await` goes over. `as_completed`, `lines()` and these methods give streams; other kinds are streams too and say so."),
          new Kind(
              "async generator",
              Generators.streamClass(),
              STREAM,
              "What calls of an `async gen fn` give."),
          new Kind(
              "interval", TaskFunctions.intervalClass(), STREAM, "Made by `interval(period)`."),
          new Kind(
              "channel",
              ChannelObject.class,
              STREAM,
              "Made by `channel(capacity)`. A sender has the methods that send, a receiver those that receive."));

  private Reference() {}

  /** The methods that have been registered and stand in no section: {@code "interval.tick"}. */
  public static List<String> undocumented(Names names) {
    List<Method> shown = new ArrayList<>();
    sections(names).forEach(section -> shown.addAll(section.methods()));
    List<String> missing = new ArrayList<>();
    MethodTable.registered()
        .forEach(
            (type, methods) -> {
              for (Method method : methods) {
                if (shown.stream().noneMatch(other -> isSame(method, other))) {
                  missing.add(type.getSimpleName() + "." + method.name());
                }
              }
            });
    return missing;
  }

  /** All sections, in the order of the page. */
  public static List<Section> sections(Names names) {
    List<Section> sections = new ArrayList<>();
    sections.add(functions());
    for (Kind kind : KINDS) {
      sections.add(section(kind, sections));
    }
    for (SyncFunctions.SharedKind kind : SyncFunctions.kinds()) {
      sections.add(section(kind));
    }
    for (String module : new TreeSet<>(listOf(names.modules()))) {
      addModule(names, module, sections);
    }
    return sections;
  }

  private static Section functions() {
    List<Method> methods = new ArrayList<>();
    for (String name : Globals.names()) {
      methods.add(((BuiltinFunction) Globals.lookup(name)).method());
    }
    return new Section("", "Functions", "Every script can call these.", methods);
  }

  private static Section section(SyncFunctions.SharedKind kind) {
    initialise(kind.type());
    List<Method> own = withoutCommon(MethodTable.methods(kind.type()));
    String inherited = takeOutStreams(own) ? STREAM : null;
    return new Section(kind.name(), kind.name(), kind.intro(), own, inherited);
  }

  /** Leaves the methods of streams out, which have a section of their own; whether there were. */
  private static boolean takeOutStreams(List<Method> methods) {
    boolean any = false;
    for (Method ofStreams : StreamMethods.all().all()) {
      any |= methods.removeIf(method -> isSame(method, ofStreams));
    }
    return any;
  }

  private static Section section(Kind kind, List<Section> before) {
    initialise(kind.type);
    Collection<Method> methods =
        kind.type == Object.class
            ? MethodTable.methods(Object.class)
            : kind.type == Stream.class
                ? StreamMethods.all().all()
                : withoutCommon(MethodTable.methods(kind.type));
    List<Method> own = new ArrayList<>(methods);
    for (Section section : before) {
      if (section.name().equals(kind.inherited)) {
        own.removeIf(method -> isSame(method, section.method(method.name())));
      }
    }
    return new Section(kind.name, kind.name, kind.intro, own, kind.inherited);
  }

  private static boolean isSame(Method method, @Nullable Method other) {
    return other != null
        && method.signature().equals(other.signature())
        && method.doc().equals(other.doc());
  }

  private static List<Method> withoutCommon(Collection<Method> methods) {
    List<Method> own = new ArrayList<>(methods);
    own.removeAll(MethodTable.methods(Object.class));
    return own;
  }

  /** A class of the library registers its methods when it is first used. */
  private static void initialise(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addModule(Names names, String name, List<Section> sections) {
    Object module = names.module(name);
    List<Method> functions = new ArrayList<>();
    List<Section> types = new ArrayList<>();
    for (String member : names.members(module)) {
      Object value = names.member(module, member);
      if (value instanceof BuiltinFunction function) {
        functions.add(function.method());
      } else if (value instanceof LibraryObject type && type.instances() != null) {
        types.add(typeSection(member, type, name));
      }
    }
    if (!functions.isEmpty()) {
      sections.add(new Section(name, "Module " + name, "Needs `use " + name + "`.", functions));
    }
    sections.addAll(types);
  }

  /** What makes such objects first, then their methods. */
  private static Section typeSection(String name, LibraryObject type, String module) {
    initialise(type.instances());
    List<Method> methods = new ArrayList<>();
    for (String field : new TreeSet<>(listOf(type.fieldNames()))) {
      if (type.field(field) instanceof BuiltinFunction function) {
        methods.add(function.method());
      }
    }
    methods.addAll(withoutCommon(MethodTable.methods(type.instances())));
    String inherited = takeOutStreams(methods) ? STREAM : null;
    String title = "%s (of module %s)".formatted(name, module);
    return new Section(name, title, intro(type, name, module), methods, inherited);
  }

  private static String intro(LibraryObject type, String name, String module) {
    List<String> makers = new ArrayList<>();
    for (String field : new TreeSet<>(listOf(type.fieldNames()))) {
      makers.add("`" + name + "." + field + "(…)`");
    }
    return "Needs `use "
        + module
        + ".{"
        + name
        + "}`. Made by "
        + String.join(", ", makers)
        + "; the other methods are those of what that gives.";
  }

  private static List<String> listOf(Iterable<String> names) {
    List<String> list = new ArrayList<>();
    names.forEach(list::add);
    return list;
  }
}
