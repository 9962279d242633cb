package vn.antin.signing.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.signing.engine.DocumentSource;

final class ContainerTest {

  @Test
  void entriesAreReadAsTheyWereWritten() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("mimetype", "application/x".getBytes(StandardCharsets.UTF_8));
    entries.put("thư mục/Công văn.txt", "Ấn Tín".repeat(1000).getBytes(StandardCharsets.UTF_8));
    entries.put("folder/", new byte[0]);
    Container container = opened(TestZips.of(entries));

    assertThat(container.entries())
        .extracting(ContainerEntry::name)
        .containsExactlyElementsOf(entries.keySet());
    for (ContainerEntry entry : container.entries()) {
      assertThat(container.bytes(entry, 100_000)).isEqualTo(entries.get(entry.name()));
      try (var in = container.open(entry)) {
        assertThat(in.readAllBytes()).isEqualTo(entries.get(entry.name()));
      }
    }
    assertThat(container.entry("mimetype")).isPresent();
    assertThat(container.entry("other")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.y", "/abs.x", "a/../b", "a\\b.xx", "C:evil.", "a/./bb", "a//bbb", "..", "."})
  void nameThatLeadsOutIsRefused(String name) throws IOException {
    assertThat(fault(TestZips.of(name))).isEqualTo(ContainerFault.BAD_NAME);
  }

  @Test
  void namesThatOneSystemTakesForTheSameAreRefused() throws IOException {
    assertThat(fault(TestZips.of("word/document.xml", "Word/Document.xml")))
        .isEqualTo(ContainerFault.DUPLICATE_NAME);
    assertThat(fault(TestZips.of("\u1ea4n", "A\u0302\u0301n")))
        .isEqualTo(ContainerFault.DUPLICATE_NAME);
    assertThat(fault(TestZips.replaced(TestZips.of("name1", "name2"), "name2", "name1")))
        .isEqualTo(ContainerFault.DUPLICATE_NAME);
  }

  @Test
  void bombIsSeenBeforeItIsUnpacked() throws IOException {
    byte[] bomb = TestZips.of(Map.of("zeros", new byte[8 << 20]));

    assertThat(fault(bomb)).isEqualTo(ContainerFault.BOMB);
  }

  @Test
  void entryThatUnpacksToMoreThanItSaysIsStoppedThere() throws IOException {
    byte[] zip = TestZips.of(Map.of("zeros", new byte[1 << 20]));
    ByteBuffer lying = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = lying.getInt(zip.length - 6);
    lying.putInt(directory + 24, 1000);
    int descriptor = directory - 16;
    lying.putInt(descriptor + 12, 1000);

    assertThat(fault(zip)).isEqualTo(ContainerFault.DAMAGED);
  }

  @Test
  void headerAndDirectoryMustAgree() throws IOException {
    byte[] zip = TestZips.of("shown.xml", "other.xml");
    int header = indexOf(zip, "shown.xml");
    byte[] twoNames = zip.clone();
    System.arraycopy("else!.xml".getBytes(StandardCharsets.UTF_8), 0, twoNames, header, 9);

    assertThat(fault(twoNames)).isEqualTo(ContainerFault.DAMAGED);
  }

  @Test
  void bytesBeforeBetweenAndBehindEntriesAreRefused() throws IOException {
    byte[] zip = TestZips.of("a.xml", "b.xml");
    byte[] shifted = new byte[zip.length + 4];
    System.arraycopy(zip, 0, shifted, 4, zip.length);
    byte[] behind = Arrays.copyOf(zip, zip.length + 1);

    assertThat(fault(shifted)).isEqualTo(ContainerFault.DAMAGED);
    assertThat(fault(behind)).isEqualTo(ContainerFault.NOT_ZIP);
    assertThat(fault(withoutFirstInDirectory(zip))).isEqualTo(ContainerFault.DAMAGED);
  }

  @Test
  void wrongChecksumIsDamage() throws IOException {
    byte[] zip = TestZips.of("mimetype");
    zip[indexOf(zip, "mimetype") + 8] ^= 1;

    assertThat(fault(zip)).isEqualTo(ContainerFault.DAMAGED);
  }

  @Test
  void cutOffContainerIsRefusedWhereverItIsCut() throws IOException {
    byte[] zip = TestZips.of("a.xml", "mimetype");
    for (int length = 0; length < zip.length; length++) {
      assertThat(fault(Arrays.copyOf(zip, length))).isNotNull();
    }
  }

  @Test
  void limitsHold() throws IOException {
    byte[] zip = TestZips.of("a", "b", "c");
    assertThat(refused(zip, new ContainerLimits(1000, 2, 1000, 10)))
        .isEqualTo(ContainerFault.TOO_MANY_ENTRIES);
    assertThat(refused(zip, new ContainerLimits(10, 5, 1000, 10)))
        .isEqualTo(ContainerFault.TOO_LARGE);
    assertThat(refused(zip, new ContainerLimits(1000, 5, 2, 10)))
        .isEqualTo(ContainerFault.TOO_LARGE);
  }

  @Test
  void encryptedEntriesAreRefused() throws IOException {
    byte[] zip = TestZips.of("mimetype");
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(zip.length - 6);
    bytes.putShort(6, (short) (bytes.getShort(6) | 1));
    bytes.putShort(directory + 8, (short) (bytes.getShort(directory + 8) | 1));

    assertThat(fault(zip)).isEqualTo(ContainerFault.UNSUPPORTED);
  }

  private static byte[] withoutFirstInDirectory(byte[] zip) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(zip.length - 6);
    int size = bytes.getInt(zip.length - 10);
    int first = 46 + 5;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(zip, 0, directory);
    out.write(zip, directory + first, size - first);
    byte[] end = Arrays.copyOfRange(zip, zip.length - 22, zip.length);
    ByteBuffer tail = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    tail.putShort(8, (short) 1).putShort(10, (short) 1).putInt(12, size - first);
    out.writeBytes(end);
    return out.toByteArray();
  }

  private static int indexOf(byte[] zip, String text) {
    return new String(zip, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static Container opened(byte[] zip) throws IOException {
    ContainerOpening opening = Container.open(DocumentSource.of(zip), ContainerLimits.DEFAULT);
    assertThat(opening).isInstanceOf(ContainerOpening.Opened.class);
    return ((ContainerOpening.Opened) opening).container();
  }

  private static ContainerFault fault(byte[] zip) throws IOException {
    return refused(zip, ContainerLimits.DEFAULT);
  }

  private static ContainerFault refused(byte[] zip, ContainerLimits limits) throws IOException {
    ContainerOpening opening = Container.open(DocumentSource.of(zip), limits);
    assertThat(opening).isInstanceOf(ContainerOpening.Refused.class);
    return ((ContainerOpening.Refused) opening).fault();
  }
}
