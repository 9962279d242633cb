package vn.antin.admin.approval;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A signature request as signing-service tells how far it is. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Request(
    @JsonAlias("state") @Nullable String status,
    @Nullable Progress progress,
    @Nullable List<Document> documents) {
  public Request {
    documents = documents == null ? null : List.copyOf(documents);
  }

  /** How many documents are how far. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Progress(int total, int signed, int pending, int unknown, int failed) {}

  /** One document, and why it is not signed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Document(
      @Nullable String documentId,
      @JsonAlias("title") @Nullable String name,
      @JsonAlias("state") @Nullable String status,
      @JsonAlias({"problem", "failure"}) @Nullable String reason,
      @Nullable String signedDocumentId,
      @Nullable String sha256) {
    public boolean signed() {
      return signedDocumentId != null || "signed".equals(status);
    }

    /** Last part of the message key of why it is not signed. */
    public String why() {
      var last = reason == null ? status : reason.substring(reason.lastIndexOf(':') + 1);
      return Objects.requireNonNullElse(last, "other");
    }
  }

  /** The documents told of; never null. */
  public List<Document> told() {
    return Objects.requireNonNullElse(documents, List.of());
  }

  /** Whether it has that status. */
  public boolean is(String wanted) {
    return wanted.equals(status);
  }

  /** The counts, or what the documents told of add up to. */
  public Progress counted() {
    if (progress != null) {
      return progress;
    }
    var all = told();
    int signed = (int) all.stream().filter(Document::signed).count();
    int unknown =
        (int) all.stream().filter(document -> "unknown".equals(document.status())).count();
    return new Progress(all.size(), signed, all.size() - signed - unknown, unknown, 0);
  }
}
