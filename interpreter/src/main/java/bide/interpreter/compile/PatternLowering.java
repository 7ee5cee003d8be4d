package bide.interpreter.compile;

import bide.grammar.tree.Pattern;
import bide.interpreter.analysis.Resolution;
import bide.interpreter.data.Constructed;
import bide.interpreter.data.StructType;
import bide.interpreter.data.Variant;
import bide.interpreter.node.PatternNode;
import bide.interpreter.node.Patterns;
import java.util.List;

/** Makes the nodes of patterns. */
final class PatternLowering {
  private final ProgramCompiler program;
  private final Resolution resolution;
  private final FrameScope frame;

  PatternLowering(ProgramCompiler program, FrameScope frame) {
    this.program = program;
    this.resolution = program.resolution();
    this.frame = frame;
  }

  PatternNode pattern(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Wildcard x -> Patterns.wildcard();
      case Pattern.Name name ->
          resolution.binds(name)
              ? Patterns.bind(frame.declaringWriter(resolution.variable(name)))
              : variant((Variant) resolution.constant(name), List.of());
      case Pattern.Literal literal -> Patterns.literal(program.literal(literal.value()));
      case Pattern.Range range ->
          Patterns.range(
              range.from() == null ? null : program.literal(range.from()),
              range.to() == null ? null : program.literal(range.to()),
              range.inclusive());
      case Pattern.ListPattern list ->
          Patterns.list(
              list.elements().stream().map(this::pattern).toArray(PatternNode[]::new),
              list.restIndex(),
              list.rest() == null ? null : frame.declaringWriter(resolution.variable(list.rest())));
      case Pattern.MapPattern map ->
          Patterns.map(
              map.entries().stream().map(Pattern.FieldPattern::key).toArray(String[]::new),
              map.entries().stream().map(e -> pattern(e.pattern())).toArray(PatternNode[]::new),
              map.rest() == null ? null : frame.declaringWriter(resolution.variable(map.rest())));
      case Pattern.Alternatives alternatives ->
          Patterns.alternatives(
              alternatives.alternatives().stream().map(this::pattern).toArray(PatternNode[]::new));
      case Pattern.Binding binding ->
          Patterns.binding(
              frame.declaringWriter(resolution.variable(binding.name())),
              pattern(binding.pattern()));
      case Pattern.StructPattern struct -> struct(struct);
      case Pattern.VariantPattern variant ->
          variant((Variant) resolution.constant(variant), variant.arguments());
      case Pattern.Error x -> throw Assembly.unsupported(x);
    };
  }

  private PatternNode variant(Variant variant, List<Pattern> values) {
    int[] fields = new int[values.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = i;
    }
    return Patterns.variant(
        variant, fields, values.stream().map(this::pattern).toArray(PatternNode[]::new));
  }

  private PatternNode struct(Pattern.StructPattern struct) {
    Constructed made = (Constructed) resolution.constant(struct);
    int[] fields = struct.fields().stream().mapToInt(f -> made.fields().indexOf(f.key())).toArray();
    PatternNode[] patterns =
        struct.fields().stream().map(f -> pattern(f.pattern())).toArray(PatternNode[]::new);
    return made instanceof Variant variant
        ? Patterns.variant(variant, fields, patterns)
        : Patterns.struct((StructType) made, fields, patterns);
  }
}
