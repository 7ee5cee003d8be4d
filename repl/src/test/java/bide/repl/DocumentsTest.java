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
   * A block of code, with as many empty lines before it as make its line numbers those of the
   * document.
   */
  private record Block(int line, boolean run, String code) {}

  @TestFactory
  Stream<DynamicNode> documents() throws IOException {
    List<DynamicNode> nodes = new ArrayList<>();
    for (String document : DOCUMENTS) {
      Path file = ROOT.resolve(document);
      String name = file.getFileName().toString();
      Path beside = Files.createDirectories(folder.resolve(document)).resolve(name);
      writeModules(Files.readAllLines(file), beside);
      Stream<DynamicNode> blocks =
          blocks(Files.readAllLines(file)).stream().map(block -> test(document, beside, block));
      nodes.add(dynamicContainer(document, blocks));
    }
    return nodes.stream();
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
}
