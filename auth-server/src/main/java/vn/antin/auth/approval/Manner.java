package vn.antin.auth.approval;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one document is signed, and what signing-service says should be looked at before: each of
 * these is bound by the approval, so each is shown.
 *
 * @param reason null when none is stated, as is the place
 * @param appearance what the signature shows on the pages
 */
public record Manner(
    @Nullable String reason,
    @Nullable String location,
    Appearance appearance,
    List<Caution> cautions) {
  public Manner {
    cautions = List.copyOf(cautions);
  }

  /**
   * Something odd about a visible signature.
   *
   * @param kind in signing-service's word, such as {@code covers-text}
   * @param detail what is covered; text of the document
   */
  public record Caution(String kind, String detail) {
    /** What the page has a sentence for. */
    private static final Set<String> KNOWN =
        Set.of(
            "covers-text",
            "covers-image",
            "covers-field",
            "scaled-down",
            "partly-outside-page",
            "not-checked");

    /** Of the sentence that says it. */
    public String key() {
      return "approval.caution." + (KNOWN.contains(kind) ? kind : "other");
    }
  }

  /** The sentences for what is odd, each once. */
  public List<String> cautionKeys() {
    return cautions.stream().map(Caution::key).distinct().toList();
  }
}
