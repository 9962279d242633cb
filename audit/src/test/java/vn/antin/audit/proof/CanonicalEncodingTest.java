package vn.antin.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The encoding is for ever: a changed byte here would break every log that was sealed before. */
final class CanonicalEncodingTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456Z");
  private static final int ROUNDS = Boolean.getBoolean("antin.long") ? 2_000_000 : 50_000;

  @Test
  void rowGivesTheseBytesForEver() {
    Entry entry =
        new Entry(
            7,
            AT,
            "login.succeeded",
            "17",
            null,
            Map.of("client", "demo-app", "đơn", "vị"),
            Map.of("address", Hash.ofHex("ab".repeat(32))));
    assertThat(HexFormat.of().formatHex(entry.encoded()))
        .isEqualTo(
            "00000014"
                + hex("antin-audit-entry-v1")
                + "0000000000000007"
                + "000660d8dd2c2240"
                + "0000000f"
                + hex("login.succeeded")
                + "01"
                + "00000002"
                + hex("17")
                + "00"
                + "00000002"
                + "00000006"
                + hex("client")
                + "00000008"
                + hex("demo-app")
                + "00000005"
                + hex("đơn")
                + "00000004"
                + hex("vị")
                + "00000001"
                + "00000007"
                + hex("address")
                + "ab".repeat(32));
  }

  /** The expected values were computed by another implementation (Python). */
  @Test
  void hashesStayTheSameForEver() {
    Entry entry = new Entry(1, AT, "a", null, null, Map.of(), Map.of());
    UUID log = UUID.fromString("11111111-2222-4333-8444-555555555555");
    Seal seal = Seal.over(log, 1, SealHead.genesis(log), AT, List.of(entry));
    PersonalField field = new PersonalField("username", new byte[32], "nguyễn");
    assertThat(
            List.of(
                entry.leaf().hex(),
                SealHead.genesis(log).hex(),
                seal.root().hex(),
                field.commitment().hex()))
        .containsExactly(
            "f587dc22d83d09c62f43c8d3bf3ace060b089eee91b4339bc0e36b8979a4160e",
            "f222fb405f983716ae3b2671599476af1e6c9f881cb2f3f493d2da4f3ae454c3",
            "ef16cdf736519abb647babdc022a999f4ce3f2a5885a098279cdd058ba1f2082",
            "0e1531616dca5ba92e1e220289cf437fc42aa1b5a92766904c64900f65b4d92f");
  }

  @Test
  void differentRowsNeverGiveTheSameBytes() {
    Random random = new Random(42);
    Map<String, Entry> seen = new HashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      Entry entry = randomEntry(random);
      Entry before = seen.putIfAbsent(HexFormat.of().formatHex(entry.encoded()), entry);
      if (before != null) {
        assertThat(entry).isEqualTo(before);
      }
    }
    assertThat(new HashSet<>(seen.values())).hasSameSizeAs(seen.keySet());
  }

  @Test
  void orderOfInsertionDoesNotMatter() {
    Map<String, String> one = new LinkedHashMap<>();
    Map<String, String> other = new LinkedHashMap<>();
    List<String> names = List.of("a", "b", "\uFFFF", "\uD83D\uDE00", "ab", "");
    names.forEach(name -> one.put(name, "x"));
    names.reversed().forEach(name -> other.put(name, "x"));
    assertThat(new Entry(1, AT, "t", null, null, one, Map.of()).leaf())
        .isEqualTo(new Entry(1, AT, "t", null, null, other, Map.of()).leaf());
  }

  /** Few letters and short texts, so that borders between fields are where the bytes could meet. */
  private static Entry randomEntry(Random random) {
    Map<String, String> facts = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      facts.put(word(random), word(random));
    }
    Map<String, Hash> commitments =
        random.nextInt(4) == 0 ? Map.of(word(random), Hash.ofHex("00".repeat(32))) : Map.of();
    return new Entry(
        random.nextInt(2),
        AT.plusNanos(1_000L * random.nextInt(2)),
        word(random),
        optional(random),
        optional(random),
        facts,
        commitments);
  }

  private static @Nullable String optional(Random random) {
    return random.nextBoolean() ? null : word(random);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      word.append(random.nextBoolean() ? '\u0001' : 'a');
    }
    return word.toString();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
