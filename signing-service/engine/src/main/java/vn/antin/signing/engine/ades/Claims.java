package vn.antin.signing.engine.ades;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the signer says of the signature; signed, and proven by nobody else.
 *
 * @param roles in which capacity, such as the post and the authority to sign; may be empty
 * @param place where, as a locality; null for not said
 */
public record Claims(List<String> roles, @Nullable String place) {

  private static final int LONGEST = 1000;

  /** Says nothing. */
  public static final Claims NONE = new Claims(List.of(), null);

  public Claims {
    roles = List.copyOf(roles);
    if (roles.size() > 10
        || roles.stream().anyMatch(role -> role.isBlank() || role.length() > LONGEST)
        || (place != null && (place.isBlank() || place.length() > LONGEST))) {
      throw new IllegalArgumentException(
          "Expected up to 10 roles and a place, none blank, each up to %d characters"
              .formatted(LONGEST));
    }
  }
}
