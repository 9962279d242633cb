package vn.antin.audit.verify;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.audit.LogLines;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.Seal;
import vn.antin.audit.verify.Finding.Kind;

/** Reads a log line by line, one seal in memory at a time, and never stops at the first fault. */
final class Verifier {
  private final Expectations expected;
  private final Findings findings = new Findings();
  private final PersonalCheck personal = new PersonalCheck(findings);
  private @Nullable ChainCheck chain;
  private @Nullable RowsCheck rows;
  private long currentSeal;
  private long line;
  private long seals;
  private long rowCount;
  private long unsealed;
  private boolean ended;

  private Verifier(Expectations expected) {
    this.expected = expected;
  }

  static Report verify(LogLines lines, Expectations expected) {
    return new Verifier(expected).read(lines);
  }

  private Report read(LogLines lines) {
    KeptRoots kept = expected.roots() == null ? null : new KeptRoots(expected.roots(), findings);
    try (kept) {
      for (String text = lines.next(); text != null; text = lines.next()) {
        line++;
        read(text, kept);
      }
      finishRows();
      if (!ended) {
        findings.add(
            Kind.END_CUT, "Line %d is not the end line: the export was cut off".formatted(line));
      }
      if (chain != null) {
        chain.end();
        if (kept != null) {
          kept.end(chain.lastNumber());
        }
      }
    }
    return report();
  }

  private void read(String text, @Nullable KeptRoots kept) {
    try {
      Json.Members json = Json.parseMembers(text);
      switch (json.text("kind")) {
        case "log" -> startLog(json);
        case "seal" -> readSeal(json, kept);
        case "entry" -> readRow(json);
        case "end" -> {
          started();
          ended = true;
          unsealed = json.whole("unsealed");
        }
        default -> throw new IllegalArgumentException("its kind is not known");
      }
    } catch (IllegalArgumentException e) {
      findings.add(
          Kind.LINE_UNREADABLE, "Line %d cannot be read: %s".formatted(line, e.getMessage()));
    }
  }

  private void startLog(Json.Members json) {
    if (chain != null) {
      throw new IllegalArgumentException("a second log begins here");
    }
    if (json.whole("format") != 1) {
      throw new IllegalArgumentException("this is an export of a later release");
    }
    chain = new ChainCheck(UUID.fromString(json.text("log")), expected, findings);
  }

  private void readSeal(Json.Members json, @Nullable KeptRoots kept) {
    finishRows();
    ChainCheck started = started();
    seals++;
    Seal seal;
    try {
      seal = Seal.fromJson(started.log(), json);
    } catch (IllegalArgumentException e) {
      started.skipOne();
      currentSeal = started.lastNumber();
      findings.add(
          Kind.SEAL_EDITED,
          "Seal %d was edited and cannot be read: %s".formatted(currentSeal, e.getMessage()));
      return;
    }
    started.check(seal);
    if (kept != null) {
      kept.check(seal);
    }
    currentSeal = seal.head().number();
    rows = new RowsCheck(seal, findings);
  }

  private void readRow(Json.Members json) {
    started();
    rowCount++;
    long id = json.whole("id");
    long seal = json.whole("seal");
    if (seal != currentSeal) {
      findings.add(
          Kind.ROW_INSERTED,
          "Row %d says that seal %d covers it, which is not there".formatted(id, seal));
      return;
    }
    Entry entry = null;
    try {
      entry = Entry.fromJson(json);
      personal.check(entry, json);
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Reported by its seal as edited: no content that cannot be read was ever sealed.
    }
    if (rows != null) {
      rows.add(id, entry);
    }
  }

  private ChainCheck started() {
    if (chain == null) {
      throw new IllegalArgumentException("the first line does not say which log this is");
    }
    if (ended) {
      throw new IllegalArgumentException("it stands after the end line");
    }
    return chain;
  }

  private void finishRows() {
    if (rows != null) {
      rows.finish();
      rows = null;
    }
  }

  private Report report() {
    Signers signers = chain == null ? new Signers() : chain.signers();
    return new Report(
        chain == null ? null : chain.log(),
        seals,
        rowCount,
        unsealed,
        personal.erased(),
        chain == null ? null : chain.lastRoot(),
        signers.all(),
        signers.unsignedAtTheEnd(),
        findings.kept(),
        findings.count());
  }
}
