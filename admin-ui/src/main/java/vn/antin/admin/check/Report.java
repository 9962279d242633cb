package vn.antin.admin.check;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.antin.admin.web.SubjectName;

/** signing-service's findings about a PDF. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Report(@Nullable List<Signature> signatures, int pages, boolean changedAfterSigning) {

  /** The signatures, none when there are none. */
  public List<Signature> found() {
    return signatures == null ? List.of() : signatures;
  }

  /** One line for the whole document: the worst of its signatures decides. */
  public Verdict verdict() {
    if (found().isEmpty()) {
      return Verdict.UNSIGNED;
    }
    return found().stream()
        .map(Signature::worst)
        .reduce((a, b) -> a.compareTo(b) >= 0 ? a : b)
        .filter(worst -> worst != Verdict.GOOD || !changedAfterSigning)
        .orElse(Verdict.CHANGED);
  }

  /** A third state, neither good nor bad: nobody could be asked about revocation. */
  public boolean revocationUnknown() {
    return verdict() == Verdict.GOOD && !found().stream().allMatch(Signature::revocationKnown);
  }

  /** From best to worst. */
  public enum Verdict {
    GOOD("ok"),
    UNDECIDED("warn"),
    UNPROVEN("warn"),
    CHANGED("warn"),
    UNTRUSTED("warn"),
    UNSIGNED("warn"),
    OUT_OF_TIME("bad"),
    REVOKED("bad"),
    BROKEN("bad");

    private final String tone;

    Verdict(String tone) {
      this.tone = tone;
    }

    /** As signing-service writes it; the other where it says nothing that is known here. */
    static Verdict of(@Nullable String word, Verdict otherwise) {
      return switch (word == null ? "" : word) {
        case "valid" -> GOOD;
        case "undecided" -> UNDECIDED;
        case "unproven" -> UNPROVEN;
        case "untrusted" -> UNTRUSTED;
        case "changed" -> CHANGED;
        case "not-valid-at-signing" -> OUT_OF_TIME;
        case "revoked" -> REVOKED;
        case "broken" -> BROKEN;
        default -> otherwise;
      };
    }

    /** Class of the notice and last part of the message keys. */
    public String tone() {
      return tone;
    }
  }

  /** Something that a signature does not cover; {@code allowed} when it may follow one. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Addition(@Nullable String text, boolean allowed) {
    public String words() {
      return text == null ? "" : text;
    }
  }

  /** One signature. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Signature(
      @Nullable String signer,
      @Nullable String organisation,
      @Nullable String issuer,
      @Nullable Instant signingTime,
      @Nullable Instant timestampTime,
      @Nullable Instant certificateValidFrom,
      @Nullable Instant certificateValidTo,
      boolean coversWholeDocument,
      @Nullable String integrity,
      @Nullable String trust,
      @Nullable String domainName,
      @Nullable String revocation,
      @Nullable Instant revocationAsOf,
      @Nullable List<Addition> added,
      @Nullable String verdict,
      @Nullable String level,
      @Nullable List<JsonNode> messages) {

    public String signerName() {
      return SubjectName.commonName(signer);
    }

    public String issuerName() {
      return SubjectName.readable(issuer);
    }

    public String subject() {
      return SubjectName.readable(signer);
    }

    public boolean revocationKnown() {
      return "good".equals(revocation) || "revoked".equals(revocation);
    }

    public boolean intact() {
      return "intact".equals(integrity);
    }

    /** The remarks' words; each is a text, or an object that holds one. */
    public List<String> remarks() {
      return messages == null
          ? List.of()
          : messages.stream()
              .map(m -> m.isString() ? m.stringValue() : m.path("text").asString(""))
              .filter(words -> !words.isBlank())
              .toList();
    }

    /** What was added after the signature, or lies beside it unsigned. */
    public List<Addition> additions() {
      return added == null ? List.of() : added;
    }

    Verdict worst() {
      return Verdict.of(verdict, byFindings());
    }

    private Verdict byFindings() {
      if (!intact()) {
        return Verdict.BROKEN;
      }
      if ("revoked".equals(revocation)) {
        return Verdict.REVOKED;
      }
      return "trusted".equals(trust) ? Verdict.GOOD : Verdict.UNTRUSTED;
    }
  }
}
