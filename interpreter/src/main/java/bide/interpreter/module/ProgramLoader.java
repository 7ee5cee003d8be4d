package bide.interpreter.module;

import bide.grammar.Diagnostic;
import bide.grammar.LineMap;
import bide.grammar.ParseResult;
import bide.grammar.SourceParser;
import bide.grammar.Span;
import bide.grammar.tree.Stmt;
import bide.interpreter.BideContext;
import bide.interpreter.analysis.Exports;
import bide.interpreter.analysis.Imports;
import bide.interpreter.analysis.Lints;
import bide.interpreter.analysis.ModuleUses;
import bide.interpreter.analysis.Names;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.analysis.Resolver;
import bide.interpreter.analysis.SessionScope;
import bide.interpreter.analysis.UseFinder;
import bide.interpreter.analysis.Variable;
import bide.interpreter.compile.ModuleBindings;
import bide.interpreter.compile.ProgramCompiler;
import bide.interpreter.error.CompileFailure;
import bide.interpreter.error.CompileFailure.Finding;
import bide.interpreter.function.FunctionCode;
import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a program: a script and, before it, all files that it uses. What others need comes first,
 * so that each file is resolved when the exports of those that it uses are known; and all files are
 * read and resolved before one is compiled, so that one run reports the mistakes of all of them.
 */
public final class ProgramLoader {
  private final BideContext context;
  private final Names names;
  private final Source main;
  private final SourceFiles files;

  /** By real path. */
  private final Map<String, Unit> units = new HashMap<>();

  /** Files in the order in which they run; the main one is the last. */
  private final List<Unit> order = new ArrayList<>();

  /** The way from the main file to the one that is being read. */
  private final List<Step> way = new ArrayList<>();

  private final List<Finding> findings = new ArrayList<>();

  private record Step(Unit unit, Span use) {}

  private ProgramLoader(BideContext context, Names names, Source main, SourceFiles files) {
    this.context = context;
    this.names = names;
    this.main = main;
    this.files = files;
  }

  /**
   * The code of a script's top level, which first runs the modules that it uses.
   *
   * @param session the names of the session that the source is an input of; null for a script
   * @param bindings where the top-level variables of {@code main} live
   * @throws CompileFailure with the mistakes of all files
   */
  public static FunctionCode load(
      BideContext context,
      Names names,
      Source main,
      @Nullable SessionScope session,
      ModuleBindings bindings) {
    SourceFiles files = new SourceFiles(context.env(), main);
    return new ProgramLoader(context, names, main, files).load(session, bindings);
  }

  /**
   * All that can be said of a script and the files that it uses without running them: mistakes, and
   * more warnings than a run gives. Files are named relative to the working directory.
   */
  public static List<Finding> check(BideContext context, Names names, Source main) {
    SourceFiles files = SourceFiles.shownFromWorkingDirectory(context.env(), main);
    return new ProgramLoader(context, names, main, files).check();
  }

  private List<Finding> check() {
    Unit program = new Unit(main, null, new ModuleBindings(false));
    read(program);
    for (Unit unit : order) {
      resolve(unit, null);
      if (unit.resolution != null && unit.diagnostics.stream().noneMatch(Diagnostic::isError)) {
        Lints.of(unit.parsed.script(), unit.resolution, unit)
            .forEach(d -> findings.add(new Finding(unit.source, d)));
      }
    }
    return findings;
  }

  private FunctionCode load(@Nullable SessionScope session, ModuleBindings bindings) {
    Unit program = new Unit(main, null, bindings);
    read(program);
    for (Unit unit : order) {
      resolve(unit, unit == program ? session : null);
    }
    if (findings.stream().anyMatch(Finding::isError)) {
      boolean incomplete = SourceParser.isOpen(main.getCharacters().toString(), program.parsed);
      throw CompileFailure.of(findings, incomplete);
    }
    noteDeclarations(program);
    findings.forEach(warning -> context.printError(warning.render()));
    order.forEach(this::compile);
    return program.module.code();
  }

  private void noteDeclarations(Unit program) {
    context.noteDeclarations(program.parsed.script(), main.getCharacters());
    for (Unit unit : order) {
      if (unit != program) {
        context.noteFile(unit.module.path(), unit.parsed.script(), unit.source.getCharacters());
      }
    }
    program.uses.forEach(
        (use, unit) -> context.noteUse(use, ModuleUses.boundName(use), unit.module.path()));
  }

  // ---------------------------------------------------------------- reading

  private void read(Unit unit) {
    for (Stmt.Use use : UseFinder.files(unit.parsed.script())) {
      way.add(new Step(unit, use.moduleSpan()));
      try {
        Unit used = used(unit, use);
        if (used.complete) {
          unit.uses.put(use, used);
        } else {
          reportCycle(unit, use, used);
        }
      } catch (SourceFiles.Unusable e) {
        unit.report("unusable-module", e.getMessage(), use.moduleSpan(), e.help);
      }
      way.removeLast();
    }
    unit.complete = true;
    order.add(unit);
  }

  private Unit used(Unit user, Stmt.Use use) throws SourceFiles.Unusable {
    TruffleFile file = files.find(use.module(), user.file);
    if (file.equals(files.mainFile())) {
      return way.getFirst().unit;
    }
    Unit known = units.get(file.getPath());
    if (known != null) {
      return known;
    }
    FileModule ran = context.moduleThatRan(file.getPath());
    Unit unit =
        ran != null
            ? new Unit(ran)
            : new Unit(files.read(file, use.module()), file, new ModuleBindings(false));
    units.put(file.getPath(), unit);
    if (ran == null) {
      read(unit);
    }
    return unit;
  }

  private void reportCycle(Unit user, Stmt.Use use, Unit first) {
    List<Step> cycle = way;
    while (cycle.getFirst().unit != first) {
      cycle = cycle.subList(1, cycle.size());
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cycle.size(); i++) {
      Unit next = i + 1 < cycle.size() ? cycle.get(i + 1).unit : first;
      Step step = cycle.get(i);
      text.append(i == 0 ? "" : ", ")
          .append(step.unit.name())
          .append(':')
          .append(step.unit.line(step.use))
          .append(" uses ")
          .append(next == step.unit ? "itself" : next.name());
    }
    user.report(
        "import-cycle",
        "a cycle of modules: " + text,
        use.moduleSpan(),
        cycle.size() == 1 ? null : "move what they share into a file that uses none of them");
  }

  // ---------------------------------------------------------------- resolving

  private void resolve(Unit unit, @Nullable SessionScope session) {
    if (!unit.parsed.hasErrors()) {
      if (session != null) {
        unit.resolution = Resolver.resolve(unit.parsed.script(), names, unit, session);
      } else {
        String title = unit.source == main ? "main" : "module " + unit.name();
        unit.resolution = Resolver.resolve(unit.parsed.script(), title, names, unit);
      }
      unit.diagnostics.addAll(unit.resolution.diagnostics());
    }
    unit.diagnostics.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
    unit.diagnostics.forEach(d -> findings.add(new Finding(unit.source, d)));
  }

  // ---------------------------------------------------------------- compiling

  private void compile(Unit unit) {
    Map<FileModule, Span> used = new LinkedHashMap<>();
    for (Map.Entry<Stmt.Use, Unit> use : unit.uses.entrySet()) {
      used.putIfAbsent(use.getValue().module, use.getKey().span());
      use.getValue().shareWith(unit);
    }
    List<ProgramCompiler.Start> starts = new ArrayList<>();
    used.forEach(
        (module, place) ->
            starts.add(
                new ProgramCompiler.Start(
                    ImportNodes.run(module), ImportNodes.ran(module, context), place)));
    FunctionCode code =
        ProgramCompiler.compile(
            context.language(),
            unit.source,
            unit.parsed.script(),
            unit.resolution,
            unit.bindings,
            starts);
    unit.module.define(code, unit.exports, unit.bindings);
  }

  /** One file of the program, while it is loaded. */
  private final class Unit implements Imports {
    final FileModule module;
    final Exports exports;
    final ModuleBindings bindings;
    final @Nullable Source source;
    final @Nullable TruffleFile file;
    final @Nullable ParseResult parsed;
    final Map<Stmt.Use, Unit> uses = new LinkedHashMap<>();
    final List<Diagnostic> diagnostics = new ArrayList<>();
    Resolution resolution;

    /** All files that it uses have been read. */
    boolean complete;

    Unit(Source source, @Nullable TruffleFile file, ModuleBindings bindings) {
      this.source = source;
      this.file = file;
      this.bindings = bindings;
      this.parsed = SourceParser.parse(source.getCharacters().toString());
      this.diagnostics.addAll(parsed.diagnostics());
      this.module = new FileModule(source.getName(), file == null ? null : file.getPath());
      this.exports = new Exports(source.getName(), module, !parsed.hasErrors());
    }

    /** A module that has run in this context before. */
    Unit(FileModule module) {
      this.module = module;
      this.exports = module.exports();
      this.bindings = module.bindings();
      this.source = null;
      this.file = null;
      this.parsed = null;
      this.complete = true;
    }

    String name() {
      return module.name();
    }

    int line(Span span) {
      return new LineMap(source.getCharacters().toString()).line(span.start());
    }

    void report(String code, String message, Span span, @Nullable String help) {
      diagnostics.add(Diagnostic.error(code, message, span, help));
    }

    void shareWith(Unit user) {
      for (Object member : exports.members().values()) {
        if (member instanceof Variable variable) {
          user.bindings.adopt(variable, bindings);
        }
      }
    }

    @Override
    public Exports exports() {
      return exports;
    }

    @Override
    public @Nullable Exports of(Stmt.Use use) {
      Unit used = uses.get(use);
      return used == null ? null : used.exports;
    }

    @Override
    public @Nullable String fileNamed(String name) {
      return files.beside(name, file);
    }

    @Override
    public String place(Span span) {
      LineMap lines = new LineMap(source.getCharacters().toString());
      return name() + ":" + lines.line(span.start()) + ":" + lines.column(span.start());
    }
  }
}
