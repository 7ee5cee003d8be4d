package bide.repl;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every block of Bide code in the documents: each is a script of its own, whose {@code //
 * expect:} comments must hold. A block marked {@code bide,no-run} is compiled only; one marked
 * {@code bide,file=NAME} is a module of that name, which the scripts of its document can use.
 */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> DOCUMENTS = List.of("README.md", "docs/language.md");

  private static final String MODULE = "```bide,file=";

  /** Where the modules of a document stand, and its scripts as if they did. */
  @TempDir static Path folder;

  /**
   * A document of many small blocks. Those of a chapter ({@code ##}) are run as one script, each
   * within braces of its own.
   */
  private static final String REFERENCE = "docs/reference.md";

  /**
   * A block of code, with as many empty lines before it as make its line numbers those of the
   * document.
   */
  private record Block(int line, boolean run, String code) {}

  @TestFactory
  Stream<DynamicNode> documents() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (String document : DOCUMENTS) {
      List<String> lines = Files.readAllLines(ROOT.resolve(document));
      nodes.add(tests(document, lines, blocks(lines)));
    }
    List<String> lines = Files.readAllLines(ROOT.resolve(REFERENCE));
    nodes.add(tests(REFERENCE, lines, chapters(lines)));
    return nodes.stream();
  }

  private static DynamicNode tests(String document, List<String> lines, List<Block> blocks)
      throws IOException {
    String name = Path.of(document).getFileName().toString();
    Path beside = Files.createDirectories(folder.resolve(document)).resolve(name);
    writeModules(lines, beside);
    return dynamicContainer(document, blocks.stream().map(block -> test(document, beside, block)));
  }

  private static void writeModules(List<String> lines, Path document) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(MODULE)) {
        int end = i + lines.subList(i, lines.size()).indexOf("```");
        String module = lines.get(i).substring(MODULE.length());
        Files.write(document.resolveSibling(module), lines.subList(i + 1, end));
      }
    }
  }

  private static DynamicNode test(String document, Path file, Block block) {
    String title = document + ":" + block.line;
    return dynamicContainer(
        "line " + block.line,
        Stream.of(Mode.DEFAULT, Mode.ONE_WORKER)
            .map(
                mode ->
                    ScriptsTest.test(
                        title, ScriptRun.source(file, block.code), block.code, mode, block.run)));
  }

  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String fence = lines.get(i).strip();
      if (fence.equals("```bide") || fence.equals("```bide,no-run")) {
        StringBuilder code = new StringBuilder("\n".repeat(i + 1));
        int first = i + 2;
        for (i++; !lines.get(i).strip().equals("```"); i++) {
          code.append(lines.get(i)).append('\n');
        }
        blocks.add(new Block(first, fence.equals("```bide"), code.toString()));
      }
    }
    return blocks;
  }

  /** The blocks of each chapter as one, with the braces in the lines of the fences. */
  private static List<Block> chapters(List<String> lines) {
    List<Block> chapters = new ArrayList<>();
    StringBuilder code = new StringBuilder();
    int first = 0;
    boolean within = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("## ")) {
        chapters.add(new Block(first, true, code.toString()));
        code = new StringBuilder("\n".repeat(i));
        first = i + 1;
      }
      if (within && line.equals("```")) {
        within = false;
        line = "}";
      } else if (line.equals("```bide")) {
        within = true;
        line = "{";
      } else if (!within) {
        line = "";
      }
      code.append(line).append('\n');
    }
    chapters.add(new Block(first, true, code.toString()));
    chapters.removeIf(block -> block.code.isBlank());
    return chapters;
  }
}
