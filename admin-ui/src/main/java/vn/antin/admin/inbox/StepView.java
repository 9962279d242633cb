package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step with all that an official should know before deciding, and afterwards what became of it.
 *
 * @param from number of the first document told of, counted from 0
 * @param earlierSigners who signed before
 * @param warnings what is worth a second look
 * @param delegates to whom it can be handed on by recorded authority
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepView(
    Step step,
    @Nullable Parameters parameters,
    int from,
    @Nullable List<Document> documents,
    @Nullable List<Signer> earlierSigners,
    @Nullable List<Step.Remark> warnings,
    @Nullable List<Delegate> delegates,
    @Nullable Boolean evidence) {
  private static final List<String> LEVELS = List.of("B", "T", "LT", "LTA");

  public StepView {
    documents = documents == null ? null : List.copyOf(documents);
    earlierSigners = earlierSigners == null ? null : List.copyOf(earlierSigners);
    warnings = warnings == null ? null : List.copyOf(warnings);
    delegates = delegates == null ? null : List.copyOf(delegates);
  }

  /** One document; the digest is base64 SHA-256 of what the signer before left. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Document(
      int number,
      @Nullable UUID documentId,
      @Nullable String title,
      @Nullable String documentNumber,
      @Nullable String notation,
      @Nullable String name,
      int pages,
      long size,
      @Nullable String sha256,
      @Nullable Parameters parameters) {
    /** Its title, with number and notation where it has them. */
    public String shown() {
      var stands = Objects.requireNonNullElse(title, Objects.requireNonNullElse(name, "–"));
      if (documentNumber == null) {
        return notation == null ? stands : notation + " · " + stands;
      }
      return documentNumber + (notation == null ? "" : "/" + notation) + " · " + stands;
    }

    /** What its file is called. */
    String fileName() {
      return Objects.requireNonNullElse(name, Objects.requireNonNullElse(title, "document.pdf"));
    }
  }

  /** How a document is signed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Parameters(
      @Nullable String level,
      @Nullable String reason,
      @Nullable String location,
      @Nullable Authority authority,
      @Nullable Appearance appearance) {
    /** Last part of the level's message key: B, T, LT or LTA. */
    public String levelWord() {
      var last = level == null ? "" : level.substring(level.lastIndexOf('-') + 1);
      return LEVELS.contains(last) ? last : "other";
    }
  }

  /** For whom the official signs (Decree 30/2020/NĐ-CP Art. 13). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Authority(@Nullable String form, @Nullable String title, @Nullable String unit) {
    /** As it stands above a signature: {@code KT. CHỦ TỊCH}. */
    public String shown() {
      var prefix = form == null || form.equals("NONE") ? "" : form + ". ";
      var who = title == null ? "" : title;
      return (unit == null ? prefix + who : prefix + who + ", " + unit).strip();
    }
  }

  /** Where the signature is seen. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Appearance(@Nullable String kind, @Nullable Integer page) {}

  /** Somebody who signed before. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Signer(@Nullable Named official, @Nullable Instant signedAt) {
    public String shown() {
      return official == null || official.name() == null ? "–" : official.name();
    }
  }

  /**
   * Somebody who may sign in the official's stead.
   *
   * @param form and title by which: {@code KT}, {@code Phó Chủ tịch}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Delegate(@Nullable Named official, @Nullable String form, @Nullable String title) {}

  /** A person. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Named(@Nullable String id, @Nullable String name) {}

  /** The documents told of; never null, unlike what a service may leave out. */
  public List<Document> told() {
    return Objects.requireNonNullElse(documents, List.of());
  }

  public List<Signer> signedBefore() {
    return Objects.requireNonNullElse(earlierSigners, List.of());
  }

  /** Who may sign in the official's stead by recorded authority. */
  public List<Delegate> stead() {
    return Objects.requireNonNullElse(delegates, List.of());
  }

  public List<Step.Remark> doubts() {
    return Objects.requireNonNullElse(warnings, List.of());
  }

  /** Whether the file that proves the signature can be fetched. */
  public boolean proven() {
    return Boolean.TRUE.equals(evidence) || Boolean.TRUE.equals(step.evidence());
  }
}
