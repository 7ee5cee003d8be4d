package bide.stdlib.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bide.stdlib.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTest {
  @Test
  void instants_are_subtracted_compared_and_know_what_has_passed() throws Exception {
    assertEquals(
        List.of("instant", "true", "true", "true", "duration"),
        Script.run(
            """
            use time
            let start = time.now()
            print(type_of(start))
            sleep(2ms).await
            let end = time.now()
            print(end > start)
            print(end - start >= 2ms)
            print(start.elapsed() >= end - start)
            print(type_of(start.elapsed()))
            """));
  }

  @Test
  void unix_is_the_systems_time_of_day() throws Exception {
    double before = System.currentTimeMillis() / 1000.0;
    double seen = Double.parseDouble(Script.run("use time\nprint(time.unix())").getFirst());
    double after = System.currentTimeMillis() / 1000.0;
    assertTrue(before <= seen && seen <= after, () -> before + " " + seen + " " + after);
  }
}
