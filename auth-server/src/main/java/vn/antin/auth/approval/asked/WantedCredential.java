package vn.antin.auth.approval.asked;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate is to sign: a certain one, any with a published qualifier, or a certain one
 * that has the qualifier.
 */
public record WantedCredential(@Nullable UUID id, @Nullable String qualifier) {
  private static final String QUALIFIER = "[a-z0-9]+(_[a-z0-9]+)*";
  private static final int LONGEST = 64;

  public WantedCredential {
    if (id == null && qualifier == null) {
      throw new IllegalArgumentException("credentialID or signatureQualifier is missing");
    }
    if (qualifier != null && (qualifier.length() > LONGEST || !qualifier.matches(QUALIFIER))) {
      throw new IllegalArgumentException("signatureQualifier is not the name of one");
    }
  }
}
