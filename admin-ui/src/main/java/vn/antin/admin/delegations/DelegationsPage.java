package vn.antin.admin.delegations;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One screenful of records.
 *
 * @param unit the one unit for which they stand; empty for any
 * @param ended whether ended ones are shown too
 * @param more address of the next screenful, if there is one
 * @param done what was just done; null for nothing
 * @param problem key of the sentence that says why something was not done; null for nothing
 * @param form what was typed
 */
public record DelegationsPage(
    String unit,
    boolean ended,
    List<Item> items,
    @Nullable String more,
    @Nullable String done,
    @Nullable String problem,
    DelegationForm form) {
  /** The forms that rest on a record, as the auth-server names them. */
  public static final List<String> FORMS = List.of("KT", "TL", "TUQ");

  public DelegationsPage {
    items = List.copyOf(items);
  }

  /** One of the two; without a name when outside the reader's scope. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Side(@Nullable String official, @Nullable String name, @Nullable String title) {}

  /** The document that says so. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Paper(String number, String notation, LocalDate date) {
    /** Number and notation as documents write them: {@code 15/QĐ-UBND}. */
    public String name() {
      return notation.isEmpty() ? number : number + "/" + notation;
    }
  }

  /** A record as the auth-server tells it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      String id,
      String form,
      String unitName,
      Side delegator,
      Side delegate,
      String matters,
      @Nullable List<String> documentTypes,
      Paper document,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      String state,
      long version) {
    /** Whether there is anything left to end. */
    public boolean open() {
      return !state.equals("ended");
    }

    /** Kinds of documents, joined. */
    public String types() {
      return documentTypes == null ? "" : String.join(", ", documentTypes);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Listing(@Nullable List<Item> items, @Nullable String next) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Recorded(@Nullable Item delegation) {}
}
