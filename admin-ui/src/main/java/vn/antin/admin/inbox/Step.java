package vn.antin.admin.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/**
 * What one official has to do, or did, for one signing request of an application.
 *
 * @param documents how many
 * @param pages of all documents together
 * @param credential what it would be signed with now; absent when it cannot be, or is decided
 * @param obstacle why it cannot be signed now
 * @param deadline until when the application waits
 * @param state such as {@code waiting}, {@code signed} or {@code rejected}
 * @param delegatedTo who has it now, when it was the official's before
 * @param reason why it was rejected, withdrawn or handed on
 * @param issuance number and date of the document, when it is issued
 * @param evidence whether the file that proves the signature can be fetched
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Step(
    UUID id,
    Request request,
    int documents,
    int pages,
    @Nullable Certificate credential,
    @Nullable Remark obstacle,
    @Nullable Instant deadline,
    String state,
    @Nullable Instant receivedAt,
    @Nullable Instant decidedAt,
    @Nullable String delegatedTo,
    @Nullable String reason,
    @Nullable Boolean evidence,
    @Nullable Issuance issuance) {
  private static final Duration SOON = Duration.ofHours(24);
  private static final List<String> STATES =
      List.of("waiting", "approved", "signing", "signed", "rejected", "cancelled", "expired");

  /** What an application asked for. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Request(
      @Nullable UUID id, @Nullable String title, @Nullable Application application) {
    public Request {
      title = title == null || title.isBlank() ? "–" : title;
    }

    /** The name of the application that asks. */
    public String from() {
      return application == null ? "–" : application.shown();
    }
  }

  /** An application at the auth-server. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Application(@Nullable String id, @Nullable String name) {
    String shown() {
      return Objects.requireNonNullElse(name, Objects.requireNonNullElse(id, "–"));
    }
  }

  /** The certificate that the request is to be signed with: the official's or an agency seal. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Certificate(
      @Nullable String id,
      @Nullable String kind,
      @Nullable String custody,
      @Nullable String subject) {
    public String name() {
      return SubjectName.commonName(subject);
    }

    public boolean seal() {
      return "seal".equals(kind);
    }

    /** Whether the official's own USB token holds the key: no server signs with that. */
    public boolean usbToken() {
      return "usb-token".equals(custody);
    }
  }

  /** Something said by signing-service, in the language of the page. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Remark(@Nullable String code, @Nullable String text) {
    /** The sentence, or the code when there is none. */
    public String shown() {
      return Objects.requireNonNullElse(text, Objects.requireNonNullElse(code, "–"));
    }
  }

  /** Whether the official has still to decide. */
  public boolean waiting() {
    return state.equals("waiting");
  }

  /** Last part of the message key of the state. */
  public String word() {
    return STATES.contains(state) ? state : "unknown";
  }

  /** Colour of the state's mark. */
  public String mark() {
    return switch (state) {
      case "signed" -> "ok";
      case "rejected", "unknown" -> "bad";
      case "cancelled", "expired" -> "warn";
      default -> "";
    };
  }

  /** Whether the deadline is near or past; over says which. */
  public boolean soon(Instant now) {
    return deadline != null && deadline.isBefore(now.plus(SOON));
  }

  /** Whether the deadline is past. */
  public boolean over(Instant now) {
    return deadline != null && deadline.isBefore(now);
  }

  /** Whether somebody else may be found who can do it: another clerk who keeps the same seal. */
  public boolean delegable() {
    return waiting() && credential != null && credential.seal();
  }

  /** Whether it can be approved here and now. */
  public boolean approvable() {
    return waiting() && credential != null && obstacle == null && !numbering();
  }

  /** Whether the document needs its number first. */
  public boolean numbering() {
    return waiting() && issuance != null && issuance.asks();
  }
}
