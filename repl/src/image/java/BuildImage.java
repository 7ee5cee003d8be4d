import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jdk.tools.jlink.builder.DefaultImageBuilder;
import jdk.tools.jlink.internal.Jlink;
import jdk.tools.jlink.internal.JlinkTask;
import jdk.tools.jlink.internal.Platform;
import jdk.tools.jlink.plugin.Plugin;

/**
 * Makes what {@code ./bide} starts: a Java runtime with the Graal compiler inside, Bide's jars, and
 * an AOT cache.
 *
 * <pre>
 *   runtime/    a JDK linked from the JDK that runs this program, plus Graal and Truffle as system modules
 *   lib/        Bide and its libraries, on the class path
 *   bide.aot    classes loaded, linked and profiled ahead of time, from one training run
 *   launch.sh   the command line of java; the script {@code bide} reads it
 *   stamp       its time is when the build began: sources that are newer make the image stale
 * </pre>
 *
 * <p>Why an image: with Graal on the module path of a stock JDK, HotSpot switches class data
 * sharing and the AOT cache off, which makes start-up four times longer.
 *
 * <p>Run by Maven in source form; arguments: the image's directory, the directory with all jars,
 * the training script, the instant at which the build began.
 */
public final class BuildImage {
  /**
   * What Bide, Graal and the libraries need of the JDK. Without jdk.jfr, which costs a third of the
   * start-up.
   */
  private static final List<String> JDK_MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.sql",
          "jdk.crypto.ec",
          "jdk.internal.vm.ci",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private static final List<String> GRAAL_MODULES =
      List.of(
          "jdk.graal.compiler",
          "org.graalvm.truffle.runtime",
          "org.graalvm.truffle",
          "org.graalvm.polyglot");

  private static final Pattern GRAAL_JAR =
      Pattern.compile(
          "(collections|compiler|jniutils|nativeimage|polyglot|truffle-(api|compiler|runtime)|word)-\\d.*\\.jar");

  /**
   * Options of every run, kept in the runtime itself. The module jdk.internal.vm.ci is what
   * switches JVMCI on.
   */
  private static final String RUNTIME_OPTIONS =
      "--add-modules=jdk.internal.vm.ci --enable-native-access=org.graalvm.truffle,ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow";

  /**
   * Options of training and running alike: the cache holds for one collector and one object layout.
   * The JVM's warnings go to stderr, since stdout is the script's.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // A young generation that grows with the machine (600 MiB of 24 GiB): a million tasks
          // that live for a moment are not copied into the old one. Memory is taken when it is
          // used.
          "-XX:NewRatio=1",
          "-XX:InitialRAMPercentage=5",
          // A collection for the sake of class metadata would come in the middle of every start.
          "-XX:MetaspaceSize=96m",
          // With reserved pages, HotSpot walks the whole stack when it overflows and takes
          // gigabytes for that on a deep one.
          "-XX:StackReservedPages=0",
          "-XX:+UnlockDiagnosticVMOptions",
          // SIGQUIT (Ctrl-\\) belongs to the JVM, which prints its threads: not among the output.
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=warning:stderr");

  /** How the training script ends, so that error reports are trained too. */
  private static final int UNCAUGHT_ERROR = 1;

  private static final String MAIN = "bide.repl.Main";

  private final Path image;
  private final Path runtime;
  private final List<Path> graalJars = new ArrayList<>();
  private final List<Path> bideJars = new ArrayList<>();

  private BuildImage(Path image, Path jars) throws IOException {
    this.image = image;
    this.runtime = image.resolve("runtime");
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.sorted().toList()) {
        boolean graal = GRAAL_JAR.matcher(jar.getFileName().toString()).matches();
        (graal ? graalJars : bideJars).add(jar);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]).toAbsolutePath();
    Path training = Path.of(args[2]).toAbsolutePath();
    FileTime began = FileTime.from(Instant.parse(args[3]));

    BuildImage build = new BuildImage(image, Path.of(args[1]));
    build.linkRuntime();
    build.copyJars();
    build.writeLaunchScript();
    build.checkEngine();
    build.trainCache(training);
    Path stamp = image.resolve("stamp");
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, began);
  }

  /** Links the runtime, unless the one that is there was linked from the same parts. */
  private void linkRuntime() throws Exception {
    Path partsFile = image.resolve("runtime.parts");
    String parts =
        String.join(
            "\n",
            Runtime.version().toString(),
            JDK_MODULES.toString(),
            graalJars.toString(),
            RUNTIME_OPTIONS);
    Files.deleteIfExists(image.resolve("stamp"));
    if (Files.exists(partsFile) && Files.readString(partsFile).equals(parts)) {
      return;
    }
    delete(image);
    Files.createDirectories(image);
    if (Files.exists(Path.of(System.getProperty("java.home"), "jmods"))) {
      linkFromJmods();
    } else {
      linkFromRuntimeImage();
    }
    copyAttachLibrary();
    Files.writeString(partsFile, parts);
  }

  private static Stream<String> modules() {
    return Stream.concat(JDK_MODULES.stream(), GRAAL_MODULES.stream());
  }

  private void linkFromJmods() {
    String[] arguments = {
      "--module-path",
      join(graalJars),
      "--add-modules",
      modules().collect(Collectors.joining(",")),
      "--add-options=" + RUNTIME_OPTIONS,
      "--strip-java-debug-attributes",
      "--no-header-files",
      "--no-man-pages",
      "--output",
      runtime.toString()
    };
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    if (jlink.run(System.out, System.err, arguments) != 0) {
      throw new IllegalStateException("jlink failed");
    }
  }

  /**
   * Links from a JDK that has no jmods and links from its own files instead (JEP 493). The command
   * jlink puts the JDK's modules before those of the module path there, and the JDK has an empty
   * jdk.graal.compiler that would win over ours. So this calls what the command calls, with the
   * module path first.
   */
  private void linkFromRuntimeImage() throws Exception {
    ModuleFinder modules =
        ModuleFinder.compose(JlinkTask.newModuleFinder(graalJars), ModuleFinder.ofSystem());
    List<Plugin> plugins =
        List.of(
            plugin("add-options", RUNTIME_OPTIONS),
            plugin("strip-java-debug-attributes", ""),
            plugin("exclude-jmod-section", "man"));
    boolean linkFromRuntime = true;
    boolean ignoreModified = false;
    boolean generateLinkableRuntime = false;
    Jlink.JlinkConfiguration configuration =
        new Jlink.JlinkConfiguration(
            runtime,
            modules().collect(Collectors.toSet()),
            modules,
            linkFromRuntime,
            ignoreModified,
            generateLinkableRuntime);
    DefaultImageBuilder builder = new DefaultImageBuilder(runtime, Map.of(), Platform.runtime());
    new Jlink().build(configuration, new Jlink.PluginsConfiguration(plugins, builder, null));
  }

  private static Plugin plugin(String name, String argument) {
    return Jlink.newPlugin(name, Map.of(name, argument), null);
  }

  /**
   * Truffle would otherwise unpack this library into the user's cache directory at its first run.
   */
  private void copyAttachLibrary() throws IOException {
    String os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "amd64";
    Path truffle =
        graalJars.stream()
            .filter(jar -> jar.getFileName().toString().startsWith("truffle-api-"))
            .findFirst()
            .orElseThrow();
    String folder = "META-INF/resources/engine/libtruffleattach/" + os + "/" + arch + "/bin/";
    try (ZipFile zip = new ZipFile(truffle.toFile())) {
      ZipEntry entry = zip.getEntry(folder + attachLibrary());
      try (InputStream content = zip.getInputStream(entry)) {
        Files.copy(content, runtime.resolve("lib").resolve(attachLibrary()));
      }
    }
  }

  private static String attachLibrary() {
    return System.mapLibraryName("truffleattach");
  }

  private void copyJars() throws IOException {
    Path lib = image.resolve("lib");
    delete(lib);
    Files.createDirectories(lib);
    for (Path jar : bideJars) {
      Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** The options and main class, with {@code directory} for where the image lies. */
  private List<String> javaArguments(String directory) {
    List<String> arguments = new ArrayList<>(JVM_OPTIONS);
    arguments.add("-Dtruffle.attach.library=" + directory + "/runtime/lib/" + attachLibrary());
    arguments.add("-cp");
    arguments.add(
        bideJars.stream()
            .map(jar -> directory + "/lib/" + jar.getFileName())
            .collect(Collectors.joining(":")));
    return arguments;
  }

  private void writeLaunchScript() throws IOException {
    String arguments =
        javaArguments("$image").stream()
            .map(argument -> "  \"" + argument + "\" \\\n")
            .collect(Collectors.joining());
    String script =
        """
        # Written by BuildImage; expects image=<the directory of this file>.
        exec "$image/runtime/bin/java" -XX:AOTCache="$image/bide.aot" \\
        %s  ${BIDE_JAVA_OPTIONS-} %s "$@"
        """
            .formatted(arguments, MAIN);
    Files.writeString(image.resolve("launch.sh"), script);
  }

  /** An image whose engine only interprets would work, at a fiftieth of the speed. */
  private void checkEngine() throws Exception {
    String version = run(List.of(), List.of("--version"), 0);
    if (!version.contains("optimizing")) {
      throw new IllegalStateException(
          "the engine of the image is not the optimizing one:\n" + version);
    }
  }

  private void trainCache(Path script) throws Exception {
    Path cache = image.resolve("bide.aot");
    Files.deleteIfExists(cache);
    String output =
        run(List.of("-XX:AOTCacheOutput=" + cache), List.of(script.toString()), UNCAUGHT_ERROR);
    if (!Files.exists(cache)) {
      throw new IllegalStateException("the training run left no AOT cache:\n" + output);
    }
  }

  /** Runs Bide in the new image and returns what it printed. */
  private String run(List<String> jvmOptions, List<String> arguments, int expectedStatus)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(runtime.resolve("bin/java").toString());
    command.addAll(jvmOptions);
    command.addAll(javaArguments(image.toString()));
    command.add(MAIN);
    command.addAll(arguments);
    Path log = image.resolve("build.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running after 300 s: " + command);
    }
    String output = Files.readString(log);
    if (process.exitValue() != expectedStatus) {
      throw new IllegalStateException(
          "exit status " + process.exitValue() + " of " + command + "\n" + output);
    }
    return output;
  }

  private static String join(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
