package vn.antin.rootkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.antin.rootkey.RootKeyException.Code;

final class RootKeyTest {
  private static final byte[] SECRET = "con dấu của tỉnh".getBytes(UTF_8);

  @TempDir Path folder;
  RootKey key;

  @BeforeEach
  void makeKey() {
    key = RootKey.create(folder.resolve("root.key"));
  }

  @Test
  void wrappedSecretOpensUnderTheSameKeyReadAgain() {
    byte[] blob = key.wrap(SECRET, "totp:1");
    assertThat(RootKey.open(folder.resolve("root.key")).unwrap(blob, "totp:1")).isEqualTo(SECRET);
  }

  @Test
  void emptySecretIsWrappedToo() {
    assertThat(key.unwrap(key.wrap(new byte[0], "c"), "c")).isEmpty();
  }

  @Test
  void blobCarriesVersionAndKeyId() {
    byte[] blob = key.wrap(SECRET, "totp:1");
    assertThat(blob).hasSize(1 + 8 + 12 + SECRET.length + 16);
    assertThat(blob[0]).isEqualTo((byte) 1);
    assertThat(HexFormat.of().formatHex(blob, 1, 9)).isEqualTo(key.id());
  }

  @Test
  void sameSecretNeverGivesTheSameBlob() {
    Set<String> blobs = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      blobs.add(HexFormat.of().formatHex(key.wrap(SECRET, "c")));
    }
    assertThat(blobs).hasSize(1_000);
  }

  @Test
  void blobDoesNotOpenInAnotherContext() {
    byte[] blob = key.wrap(SECRET, "totp:1");
    refuses(Code.NOT_AUTHENTIC, () -> key.unwrap(blob, "totp:2"));
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] blob = key.wrap(SECRET, "totp:1");
    for (int bit = 0; bit < blob.length * 8; bit++) {
      byte[] changed = blob.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      boolean inKeyId = bit >= 8 && bit < 72;
      refuses(inKeyId ? Code.OTHER_KEY : Code.NOT_AUTHENTIC, () -> key.unwrap(changed, "totp:1"));
    }
  }

  @Test
  void everyCutBlobIsRefused() {
    byte[] blob = key.wrap(SECRET, "c");
    for (int length = 0; length < blob.length; length++) {
      byte[] cut = Arrays.copyOf(blob, length);
      refuses(Code.NOT_AUTHENTIC, () -> key.unwrap(cut, "c"));
    }
  }

  @Test
  void anotherInstallationsBlobIsNamedAsSuch() {
    RootKey other = RootKey.create(folder.resolve("other.key"));
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> key.unwrap(other.wrap(SECRET, "c"), "c"))
        .withMessageContainingAll(other.id(), key.id())
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OTHER_KEY));
  }

  @Test
  void printedFormHoldsNoKey() {
    assertThat(key).hasToString("RootKey[" + key.id() + "]");
    assertThat(key.id()).matches("[0-9a-f]{16}");
  }

  @Test
  void manyThreadsShareOneKey() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> work =
          IntStream.range(0, 400)
              .<Callable<Boolean>>mapToObj(i ->
                  () -> {
                    byte[] secret = ("secret " + i).getBytes(UTF_8);
                    byte[] opened = key.unwrap(key.wrap(secret, "c" + i), "c" + i);
                    return Arrays.equals(secret, opened);
                  })
              .toList();
      for (Future<Boolean> outcome : threads.invokeAll(work)) {
        assertThat(outcome.get()).isTrue();
      }
    }
  }

  private static void refuses(Code code, Runnable action) {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(action::run)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
