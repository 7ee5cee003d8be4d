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

/**
 * Runs every block of Bide code in the documents: each is a script of its own, whose {@code //
 * expect:} comments must hold. A block marked {@code bide,no-run} is compiled only.
 */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> DOCUMENTS = List.of("README.md", "docs/language.md");

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
      Stream<DynamicNode> blocks =
          blocks(Files.readAllLines(file)).stream().map(block -> test(document, name, block));
      nodes.add(dynamicContainer(document, blocks));
    }
    return nodes.stream();
  }

  private static DynamicNode test(String document, String name, Block block) {
    String title = document + ":" + block.line;
    return dynamicContainer(
        "line " + block.line,
        Stream.of(Mode.DEFAULT, Mode.ONE_WORKER)
            .map(mode -> ScriptsTest.test(title, name, block.code, mode, block.run)));
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
