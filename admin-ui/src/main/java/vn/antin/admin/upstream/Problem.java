package vn.antin.admin.upstream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457) as far as we read it.
 *
 * @param part the service that said so
 * @param type the machine's name of the problem; {@code about:blank} when none was given
 * @param status the HTTP status
 * @param documents what was already signed, when an approval had been spent before
 */
public record Problem(Part part, String type, int status, List<SignedDocument> documents) {
  public Problem {
    documents = List.copyOf(documents);
  }

  /** The last segment of the type: {@code urn:antin:problem:not-a-pdf} gives {@code not-a-pdf}. */
  public String name() {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** One document that a signature request produced. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SignedDocument(
      @Nullable String documentId, @Nullable String signedDocumentId, @Nullable String sha256) {}
}
