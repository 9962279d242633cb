package vn.antin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.audit.proof.Hash;

final class FileRootSinkTest {
  private static final UUID LOG = UUID.fromString("11111111-2222-4333-8444-555555555555");

  @TempDir Path folder;
  private Path file = Path.of("unset");
  private FileRootSink sink = new FileRootSink(file);

  @BeforeEach
  void newFile() {
    file = folder.resolve("roots");
    sink = new FileRootSink(file);
  }

  @Test
  void absentFileHoldsNoRoot() {
    assertThat(sink.last()).isEmpty();
  }

  @Test
  void lastRootIsTheLastOneAppended() {
    sink.append(List.of(root(1)));
    sink.append(List.of(root(2), root(3)));
    assertThat(new FileRootSink(file).last()).contains(root(3));
    assertThat(file).content().hasLineCount(3);
  }

  @Test
  void lastRootOfALongFileIsFound() {
    sink.append(LongStream.rangeClosed(1, 5_000).mapToObj(FileRootSinkTest::root).toList());
    assertThat(sink.last()).contains(root(5_000));
  }

  @Test
  void tornLineIsIgnoredAndWrittenAgain() throws IOException {
    sink.append(List.of(root(1), root(2)));
    Files.writeString(file, Files.readString(file).substring(0, root(1).line().length() + 40));
    assertThat(sink.last()).contains(root(1));
    sink.append(List.of(root(2)));
    assertThat(sink.last()).contains(root(2));
    assertThat(Files.readAllLines(file).getFirst()).isEqualTo(root(1).line());
  }

  @Test
  void wholeLineWithoutItsEndDoesNotCount() throws IOException {
    sink.append(List.of(root(1)));
    Files.writeString(file, root(2).line(), StandardOpenOption.APPEND);
    assertThat(sink.last()).contains(root(1));
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() {
    FileRootSink nowhere = new FileRootSink(folder.resolve("absent/roots"));
    assertThatExceptionOfType(AuditException.class)
        .isThrownBy(() -> nowhere.append(List.of(root(1))))
        .withMessageContaining("absent/roots")
        .satisfies(e -> assertThat(e.code()).isEqualTo(AuditException.Code.SINK));
  }

  @Test
  void lineReadsBackAsItself() {
    assertThat(SealedRoot.parse(root(7).line())).contains(root(7));
    assertThat(SealedRoot.parse("7 abc now log")).isEmpty();
  }

  private static SealedRoot root(long seal) {
    return new SealedRoot(
        LOG,
        seal,
        Hash.ofHex("%064x".formatted(seal)),
        Instant.parse("2026-11-22T08:00:00.123456Z").plusSeconds(seal));
  }
}
