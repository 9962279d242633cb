package vn.antin.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static vn.antin.audit.verify.Finding.Kind.CHAIN_BROKEN;
import static vn.antin.audit.verify.Finding.Kind.LINE_UNREADABLE;
import static vn.antin.audit.verify.Finding.Kind.PERSONAL_EDITED;
import static vn.antin.audit.verify.Finding.Kind.ROW_DELETED;
import static vn.antin.audit.verify.Finding.Kind.ROW_EDITED;
import static vn.antin.audit.verify.Finding.Kind.ROW_INSERTED;
import static vn.antin.audit.verify.Finding.Kind.ROW_MOVED;
import static vn.antin.audit.verify.Finding.Kind.SEAL_EDITED;
import static vn.antin.audit.verify.Finding.Kind.SEAL_MISSING;
import static vn.antin.audit.verify.Finding.Kind.SIGNATURE_FORGED;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.antin.audit.LogLines;
import vn.antin.audit.TestDatabase;

/** The superuser changes something; database and export must both tell what. */
final class TamperingTest {
  @TempDir static Path folder;
  private static @Nullable TestDatabase untouched;

  @BeforeAll
  static void makeLog() {
    untouched = new TestLog(folder).database;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acts")
  void tamperingIsFoundAndNamed(String act, String sql, List<Finding.Kind> kinds, String sentence) {
    TestDatabase database = Objects.requireNonNull(untouched).copy();
    database.tamper(sql);
    Report report = verify(TestLog.lines(database));
    assertThat(report.findings()).extracting(Finding::kind).containsExactlyElementsOf(kinds);
    assertThat(report.findings())
        .extracting(Finding::sentence)
        .anyMatch(s -> s.startsWith(sentence));
    assertThat(verify(exported(database)).findings()).isEqualTo(report.findings());
  }

  private static Report verify(LogLines source) {
    try (LogLines lines = source) {
      return Verifier.verify(lines, Expectations.none());
    }
  }

  private static LogLines exported(TestDatabase database) {
    Path file = folder.resolve(UUID.randomUUID() + ".jsonl");
    try (LogLines lines = TestLog.lines(database)) {
      Export.write(lines, file);
    }
    return new FileLines(file);
  }

  static Stream<Arguments> acts() {
    return Stream.of(
        act(
            "fact edited",
            "UPDATE audit.entry SET facts = facts || '{\"client\": \"other\"}' WHERE id = 6",
            "Row 6 was edited",
            ROW_EDITED),
        act(
            "time edited",
            "UPDATE audit.entry SET at = at - interval '1 microsecond' WHERE id = 6",
            "Row 6 was edited",
            ROW_EDITED),
        act(
            "actor erased",
            "UPDATE audit.entry SET actor = NULL WHERE id = 12",
            "Row 12 was edited",
            ROW_EDITED),
        act(
            "fact added",
            "UPDATE audit.entry SET facts = facts || '{\"\": \"\"}' WHERE id = 1",
            "Row 1 was edited",
            ROW_EDITED),
        act(
            "time out of range",
            """
            ALTER TABLE audit.entry DROP CONSTRAINT entry_at_check;
            UPDATE audit.entry SET at = 'infinity' WHERE id = 6
            """,
            "Row 6 was edited",
            ROW_EDITED),
        act(
            "facts no longer texts",
            """
            ALTER TABLE audit.entry DROP CONSTRAINT entry_facts_check;
            UPDATE audit.entry SET facts = '[1]' WHERE id = 6
            """,
            "Row 6 was edited",
            ROW_EDITED),
        act(
            "commitment replaced with its personal field",
            """
            UPDATE audit.entry SET commitments =
              (SELECT commitments FROM audit.entry WHERE id = 5) WHERE id = 6;
            DELETE FROM audit.personal WHERE entry_id = 6;
            INSERT INTO audit.personal SELECT 6, name, salt, value
              FROM audit.personal WHERE entry_id = 5
            """,
            "Row 6 was edited",
            ROW_EDITED),
        act(
            "row deleted",
            "DELETE FROM audit.entry WHERE id = 7",
            "Row 7 of seal 2 was deleted",
            ROW_DELETED),
        act(
            "batch emptied",
            "DELETE FROM audit.entry WHERE batch = 2",
            "Row 8 of seal 2 was deleted",
            ROW_DELETED,
            ROW_DELETED,
            ROW_DELETED,
            ROW_DELETED),
        act(
            "row unclaimed",
            "UPDATE audit.entry SET batch = NULL WHERE id = 7",
            "Row 7 of seal 2 was deleted",
            ROW_DELETED),
        act(
            "row inserted",
            """
            INSERT INTO audit.entry (at, type, facts, commitments, batch)
            VALUES (now(), 'grant.approved', '{}', '{}', 2)
            """,
            "Row 13 was inserted: seal 2 does not cover it",
            ROW_INSERTED),
        act(
            "row inserted in a deleted one's place",
            """
            DELETE FROM audit.personal WHERE entry_id = 7;
            DELETE FROM audit.entry WHERE id = 7;
            INSERT INTO audit.entry (id, at, type, facts, commitments, batch)
            OVERRIDING SYSTEM VALUE VALUES (7, now(), 'grant.approved', '{}', '{}', 2)
            """,
            "Row 7 was edited",
            ROW_EDITED),
        act(
            "row inserted under a seal that is not there",
            """
            INSERT INTO audit.entry (at, type, facts, commitments, batch)
            VALUES (now(), 'grant.approved', '{}', '{}', 9)
            """,
            "Row 13 says that seal 9 covers it",
            ROW_INSERTED),
        act(
            "row moved to another seal",
            "UPDATE audit.entry SET batch = 3 WHERE id = 7",
            "Row 7 was inserted: seal 3",
            ROW_DELETED,
            ROW_INSERTED),
        act(
            "two rows exchanged",
            """
            ALTER TABLE audit.entry ALTER id DROP IDENTITY;
            UPDATE audit.entry SET id = -1 WHERE id = 6;
            UPDATE audit.entry SET id = 6 WHERE id = 7;
            UPDATE audit.entry SET id = 7 WHERE id = -1;
            UPDATE audit.personal SET entry_id = -entry_id WHERE entry_id IN (6, 7);
            UPDATE audit.personal SET entry_id = 13 + entry_id WHERE entry_id IN (-6, -7)
            """,
            "Row 6 of seal 2 now stands under the number 7",
            ROW_MOVED,
            ROW_MOVED),
        act(
            "row renumbered",
            """
            ALTER TABLE audit.entry ALTER id DROP IDENTITY;
            UPDATE audit.entry SET id = 99 WHERE id = 6
            """,
            "Row 6 of seal 2 now stands under the number 99",
            ROW_MOVED),
        act(
            "personal value edited",
            """
            UPDATE audit.personal SET value = '10.9.9.9' WHERE entry_id = 6 AND name = 'address'
            """,
            "The personal field \"address\" beside row 6 was edited",
            PERSONAL_EDITED),
        act(
            "personal salt cut",
            """
            ALTER TABLE audit.personal DROP CONSTRAINT personal_salt_check;
            UPDATE audit.personal SET salt = 'x' WHERE entry_id = 6 AND name = 'address'
            """,
            "The personal field \"address\" beside row 6 was edited",
            PERSONAL_EDITED),
        act(
            "personal field inserted",
            "INSERT INTO audit.personal VALUES (6, 'phone', sha256('x'), '0')",
            "The personal field \"phone\" beside row 6 was inserted",
            PERSONAL_EDITED),
        act(
            "seal's time edited",
            "UPDATE audit.seal SET sealed_at = sealed_at + interval '1 s' WHERE number = 2",
            "Seal 2 was edited: its fields do not give its root",
            SEAL_EDITED),
        act(
            "seal's list of hashes edited",
            """
            UPDATE audit.seal SET leaves = set_byte(leaves, 0, 255 - get_byte(leaves, 0))
            WHERE number = 2
            """,
            "Seal 2 was edited: its list",
            SEAL_EDITED),
        act(
            "row and its hash edited",
            """
            UPDATE audit.entry SET type = 'login.failed' WHERE id = 5;
            UPDATE audit.seal SET leaves = set_byte(leaves, 0, 255 - get_byte(leaves, 0))
            WHERE number = 2
            """,
            "Row 5 was edited",
            SEAL_EDITED,
            ROW_EDITED),
        act(
            "seal's tree root edited",
            "UPDATE audit.seal SET merkle_root = sha256('x') WHERE number = 2",
            "Seal 2 was edited: its fields",
            SEAL_EDITED,
            SEAL_EDITED),
        act(
            "seal's root edited",
            "UPDATE audit.seal SET root = sha256('x') WHERE number = 2",
            "Seal 3 does not follow seal 2",
            SEAL_EDITED,
            SIGNATURE_FORGED,
            CHAIN_BROKEN),
        act(
            "seal made unreadable",
            """
            ALTER TABLE audit.seal DROP CONSTRAINT seal_root_check;
            UPDATE audit.seal SET root = 'x' WHERE number = 2
            """,
            "Seal 2 was edited and cannot be read",
            SEAL_EDITED),
        act(
            "seal deleted",
            "DELETE FROM audit.seal WHERE number = 2; DELETE FROM audit.entry WHERE batch = 2",
            "Seal 2 is missing",
            SEAL_MISSING),
        act(
            "first seals deleted",
            "DELETE FROM audit.seal WHERE number < 3; DELETE FROM audit.entry WHERE batch < 3",
            "Seals 1 to 2 are missing",
            SEAL_MISSING),
        act(
            "beginning cut and seals renumbered",
            """
            DELETE FROM audit.seal WHERE number = 1; DELETE FROM audit.entry WHERE batch = 1;
            UPDATE audit.seal SET number = number - 1; UPDATE audit.entry SET batch = batch - 1
            """,
            "Seal 1 does not begin this log",
            CHAIN_BROKEN,
            SEAL_EDITED,
            SEAL_EDITED),
        act(
            "signature forged",
            "UPDATE audit.seal SET signature = set_byte(signature, 20, 0) WHERE number = 2",
            "The signature of seal 2 is forged",
            SIGNATURE_FORGED),
        act(
            "signature taken from another seal",
            """
            UPDATE audit.seal SET signature =
              (SELECT signature FROM audit.seal WHERE number = 1) WHERE number = 2
            """,
            "The signature of seal 2 is forged",
            SIGNATURE_FORGED),
        act(
            "certificate made unreadable",
            "UPDATE audit.seal SET certificate = 'x' WHERE number = 2",
            "The signature of seal 2 is forged: it is not one over the seal's root by an unreadable",
            SIGNATURE_FORGED),
        act(
            "log identity replaced",
            "UPDATE audit.log SET id = '11111111-2222-4333-8444-555555555555'",
            "Seal 1 does not begin this log",
            CHAIN_BROKEN,
            SEAL_EDITED,
            SEAL_EDITED,
            SEAL_EDITED),
        act(
            "facts nested deeper than any reader goes",
            """
            ALTER TABLE audit.entry DROP CONSTRAINT entry_facts_check;
            UPDATE audit.entry SET facts = (repeat('[', 50) || repeat(']', 50))::jsonb WHERE id = 6
            """,
            "Row 6 of seal 2 was deleted",
            LINE_UNREADABLE,
            ROW_DELETED));
  }

  private static Arguments act(String name, String sql, String sentence, Finding.Kind... kinds) {
    return arguments(name, sql, List.of(kinds), sentence);
  }
}
