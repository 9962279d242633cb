package vn.antin.auth.approval;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.approval.asked.SignatureDetails;
import vn.antin.auth.approval.asked.Wish;

/**
 * What an official can agree to now.
 *
 * @param held what signing-service holds under the request; null when the application made the
 *     hashes and nobody here has seen the documents
 * @param credentials the certificates of which one may sign; one, unless there is a choice
 * @param authorities by what right, each once; empty when the request says nothing of it
 */
record Question(
    Wish wish,
    @Nullable SignatureRequest held,
    List<UsableCredential> credentials,
    List<StatedAuthority> authorities) {
  Question {
    credentials = List.copyOf(credentials);
    authorities = List.copyOf(authorities);
  }

  /** What agreeing with this certificate means; empty when none or none of these was chosen. */
  Optional<SignatureDetails> details(@Nullable UUID chosen) {
    UUID only = credentials.size() == 1 ? credentials.getFirst().id() : null;
    UUID wanted = chosen == null ? only : chosen;
    return credentials.stream()
        .map(UsableCredential::id)
        .filter(id -> id.equals(wanted))
        .findFirst()
        .map(wish::with);
  }
}
