package vn.antin.auth.provisioning.spreadsheet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.Accounts;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.provisioning.table.RowReader;
import vn.antin.auth.provisioning.table.TableLimits;
import vn.antin.auth.provisioning.table.TableRefused;
import vn.antin.auth.provisioning.table.TableRow;
import vn.antin.auth.provisioning.table.Tables;
import vn.antin.rootkey.RootKey;

/** Reads the file into rows of the database, as it is, before anything is compared. */
@Repository
final class Staging {
  private static final int BATCH = 500;
  private static final int COLUMNS = 60;
  private static final int CELL = 4000;

  /** Headings stand below the title of a list, not far down. */
  private static final int LATEST_HEADINGS = 30;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Leases leases;
  private final Accounts accounts;
  private final RootKey rootKey;
  private final JsonMapper json;
  private final ImportProperties properties;

  Staging(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Leases leases,
      Accounts accounts,
      RootKey rootKey,
      JsonMapper json,
      ImportProperties properties) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.leases = leases;
    this.accounts = accounts;
    this.rootKey = rootKey;
    this.json = json;
    this.properties = properties;
  }

  static String contentContext(ImportId id) {
    return "official-import:" + id;
  }

  static String numberContext(ImportId id, int position) {
    return "official-import-row:" + id + ":" + position;
  }

  /** Reads the whole file anew. */
  void stage(Job job) throws TableRefused {
    byte[] wrapped =
        transaction.execute(status -> {
          held(job);
          jdbc.sql("DELETE FROM official_import_row WHERE import_id = :id")
              .param("id", job.id().value())
              .update();
          jdbc.sql("UPDATE official_import SET rows = 0 WHERE id = :id")
              .param("id", job.id().value())
              .update();
          return jdbc.sql("SELECT content FROM official_import WHERE id = :id")
              .param("id", job.id().value())
              .query((row, number) -> row.getBytes(1))
              .single();
        });
    Reader reader = new Reader(job);
    Tables.read(
        rootKey.unwrap(wrapped, contentContext(job.id())),
        new TableLimits(properties.rows(), COLUMNS, CELL, properties.inflated().toBytes()),
        reader);
    reader.flush();
    if (reader.headings == null) {
      throw new TableRefused(TableRefused.Reason.NO_HEADINGS, "no row names the columns");
    }
    note(job, reader.headings);
  }

  private void note(Job job, Headings headings) {
    Map<String, String> used = new TreeMap<>();
    headings.used().forEach((column, heading) -> used.put(column.key(), heading));
    jdbc.sql(
            """
            UPDATE official_import
            SET headings = CAST(:headings AS jsonb), ignored = CAST(:ignored AS jsonb)
            WHERE id = :id
            """)
        .param("headings", json.writeValueAsString(used))
        .param("ignored", json.writeValueAsString(headings.ignored()))
        .param("id", job.id().value())
        .update();
  }

  private void held(Job job) {
    if (!leases.renew(job)) {
      throw new StepAbandoned();
    }
  }

  /** Finds the headings on the first sheet that has them, and takes the rows below. */
  private final class Reader implements RowReader {
    private final Job job;
    private final List<Staged> batch = new ArrayList<>();
    private @Nullable Headings headings;
    private boolean ended;
    private int before;

    Reader(Job job) {
      this.job = job;
    }

    @Override
    public boolean sheet(String name) {
      ended = headings != null;
      before = 0;
      return !ended;
    }

    @Override
    public void row(TableRow row) {
      if (headings == null) {
        if (before++ < LATEST_HEADINGS) {
          headings = Headings.of(row).orElse(null);
        }
        return;
      }
      if (Headings.of(row).isPresent() || isNumbering(row)) {
        // Printed lists repeat their headings on every page, and number the columns below them.
        return;
      }
      batch.add(staged(row, RowReading.of(headings, row)));
      if (batch.size() == BATCH) {
        flush();
      }
    }

    private boolean isNumbering(TableRow row) {
      return row.cells().stream()
          .allMatch(cell -> cell.isEmpty() || cell.text().matches("\\(?[0-9]{1,2}\\)?"));
    }

    void flush() {
      if (batch.isEmpty()) {
        return;
      }
      transaction.executeWithoutResult(status -> {
        held(job);
        insert(job, batch);
      });
      batch.clear();
    }

    private Staged staged(TableRow row, RowReading.Read read) {
      NationalId number = read.nationalId();
      String displayName = read.wanted().displayName();
      return new Staged(
          row.number(),
          read.wanted(),
          number == null
              ? null
              : Base64.getEncoder()
                  .encodeToString(
                      rootKey.wrap(
                          number.reveal().getBytes(StandardCharsets.US_ASCII),
                          numberContext(job.id(), row.number()))),
          number == null ? null : Base64.getEncoder().encodeToString(accounts.key(number)),
          read.wanted().officialCode(),
          read.wanted().username(),
          displayName.isEmpty() ? "?" : displayName,
          read.reasons());
    }
  }

  /** A row on its way into the database; bytes in Base64. */
  private record Staged(
      int position,
      Wanted wanted,
      @Nullable String nationalId,
      @Nullable String nationalIdHash,
      @Nullable String officialCode,
      @Nullable String username,
      String displayName,
      List<Reason> reasons) {}

  private void insert(Job job, List<Staged> rows) {
    jdbc.sql(
            """
            INSERT INTO official_import_row (import_id, position, wanted, national_id,
              national_id_hash, official_code, username, display_name, reasons)
            SELECT :id, r.position, r.wanted, decode(r."nationalId", 'base64'),
                   decode(r."nationalIdHash", 'base64'), r."officialCode", r.username,
                   r."displayName", r.reasons
            FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r
              (position integer, wanted jsonb, "nationalId" text, "nationalIdHash" text,
               "officialCode" text, username text, "displayName" text, reasons jsonb)
            """)
        .param("id", job.id().value())
        .param("rows", json.writeValueAsString(rows))
        .update();
    jdbc.sql(
            """
            UPDATE official_import SET rows = rows + :count WHERE id = :id
            """)
        .params(Map.of("count", rows.size(), "id", job.id().value()))
        .update();
  }
}
