package bide.runtime.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Time, randomness and threads come from {@link Platform} alone; no Truffle, no other module. */
class PlatformSeamTest {
  private static final Pattern OF_THE_SYSTEM =
      Pattern.compile(
          "java/lang/System\\.(nanoTime|currentTimeMillis)"
              + "|java/lang/Thread\\.(<init>|sleep|ofPlatform|ofVirtual|startVirtualThread)"
              + "|java/util/(Random|SplittableRandom)\\..*"
              + "|java/util/concurrent/ThreadLocalRandom\\..*"
              + "|java/lang/Math\\.random"
              + "|java/time/.*\\.now"
              + "|java/util/concurrent/(Executors|ForkJoinPool|CompletableFuture|Timer)\\..*");

  private static final Set<String> SEAM = Set.of("bide/runtime/executor/Platform$SystemPlatform");

  @Test
  void nothing_but_the_platform_asks_the_system() throws Exception {
    List<String> violations = new ArrayList<>();
    int calls = 0;
    for (ClassModel model : classes()) {
      String name = model.thisClass().asInternalName();
      for (String call : calls(model)) {
        calls++;
        if (OF_THE_SYSTEM.matcher(call).matches() && !SEAM.contains(name)) {
          violations.add(name + " calls " + call);
        }
      }
    }
    assertTrue(calls > 500, "the scan has seen the module");
    assertEquals(List.of(), violations);
  }

  @Test
  void the_runtime_knows_no_language() throws Exception {
    for (ClassModel model : classes()) {
      for (String call : calls(model)) {
        assertTrue(
            !call.startsWith("com/oracle/truffle/")
                && (!call.startsWith("bide/") || call.startsWith("bide/runtime/")),
            () -> model.thisClass().asInternalName() + " calls " + call);
      }
    }
  }

  private static List<String> calls(ClassModel model) {
    List<String> calls = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(
              code -> {
                for (CodeElement element : code) {
                  if (element instanceof InvokeInstruction call) {
                    calls.add(call.owner().asInternalName() + "." + call.name().stringValue());
                  }
                }
              });
    }
    return calls;
  }

  private static List<ClassModel> classes() throws IOException, URISyntaxException {
    Path root = Path.of(Executor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<ClassModel> models = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        models.add(ClassFile.of().parse(file));
      }
    }
    return models;
  }
}
