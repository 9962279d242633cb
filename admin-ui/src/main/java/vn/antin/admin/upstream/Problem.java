package vn.antin.admin.upstream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457) as far as we read it.
 *
 * @param part the service that said so
 * @param type the machine's name of the problem; {@code about:blank} when none was given
 * @param status the HTTP status
 * @param documents what was already signed, when an approval had been spent before
 * @param groups what belongs together, when things were sent together that do not
 * @param faults what is wrong with what was sent, member by member
 * @param facts the members that are text, a number or a list of such, which name what the problem
 *     is about
 */
public record Problem(
    Part part,
    String type,
    int status,
    List<SignedDocument> documents,
    List<Group> groups,
    List<Fault> faults,
    Map<String, String> facts) {
  public Problem {
    facts = Map.copyOf(facts);
    documents = List.copyOf(documents);
    groups = List.copyOf(groups);
    faults = List.copyOf(faults);
  }

  /** The last segment of the type: {@code urn:antin:problem:not-a-pdf} gives {@code not-a-pdf}. */
  public String name() {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  /** The code of the first fault, or the name when no fault has one. */
  public String reason() {
    return faults.stream()
        .map(Fault::code)
        .filter(code -> code != null && !code.isEmpty())
        .findFirst()
        .orElse(name());
  }

  /** What is wrong with one member; the code is for our own words, the detail for developers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Fault(@Nullable String member, @Nullable String code, @Nullable String detail) {}

  /** Steps of the signing inbox that can be approved together. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Group(
      @Nullable String credential,
      @Nullable String subject,
      @Nullable String application,
      @Nullable List<String> steps) {}

  /** One document that a signature request produced. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SignedDocument(
      @Nullable String documentId, @Nullable String signedDocumentId, @Nullable String sha256) {}
}
