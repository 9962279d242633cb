package vn.antin.auth.approval.asked;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for, before the official has chosen a certificate where there is a
 * choice.
 *
 * @param source null when the application made the hashes and nobody here has seen the documents
 * @param location where the application means to spend the grant, when it said so
 * @param description what the application says it is about; nobody vouches for it
 */
public record Wish(
    Dialect dialect,
    WantedCredential credential,
    @Nullable Source source,
    Hashes hashes,
    @Nullable String location,
    @Nullable String description) {
  private static final int LONGEST_DESCRIPTION = 500;

  public Wish {
    if (description != null) {
      if (description.length() > LONGEST_DESCRIPTION) {
        throw new IllegalArgumentException(
            "description is longer than %d characters".formatted(LONGEST_DESCRIPTION));
      }
      Shown.require("description", description);
    }
  }

  /** The wish with the certificate that is to sign. */
  public SignatureDetails with(UUID chosen) {
    return new SignatureDetails(source, chosen, hashes, location);
  }
}
