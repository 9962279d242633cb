package vn.antin.signing.key;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The tokens that hold the private keys and the master keys.
 *
 * @param kind {@code pkcs11}, or {@code software} for development
 * @param library the PKCS#11 library (kind pkcs11)
 * @param label the token's label; or instead of it
 * @param serial the token's serial number; or instead of it
 * @param index the token's place among those behind the library, from 0
 * @param pinFile file whose first line is the PIN or password, readable by its owner only
 * @param pinVariable environment variable with the PIN, when there is no file; without either the
 *     PIN is asked for at start
 * @param directory folder of the key files (kind software)
 * @param threads calls that each token serves at once
 * @param patience how long a caller waits for the tokens
 * @param masterKey label of the master key that wraps officials' keys
 * @param formerMasterKeys labels of master keys that only unwrap any more
 * @param rewrap wraps keys of former master keys under the current one, while signing goes on; to
 *     be switched on when every node and token has the current one
 * @param makeMasterKey makes a missing master key in the token, where no other token will ever
 *     share it: for development
 * @param unwrappedKept unwrapped keys that each token keeps at most for their next use
 * @param unwrappedFor how long one is kept after its last use
 * @param attributes what this library wants other than the standard, by template
 * @param others further PKCS#11 tokens, by name
 */
@Validated
@ConfigurationProperties("antin.token")
record TokenProperties(
    @NotNull Kind kind,
    @Nullable Path library,
    @Nullable String label,
    @Nullable String serial,
    @Nullable Integer index,
    @Nullable Path pinFile,
    @Nullable String pinVariable,
    @Nullable Path directory,
    @DefaultValue("4") @Min(1) int threads,
    @DefaultValue("2s") Duration patience,
    @DefaultValue("antin-master") String masterKey,
    @DefaultValue List<String> formerMasterKeys,
    @DefaultValue("false") boolean rewrap,
    @DefaultValue("false") boolean makeMasterKey,
    @DefaultValue("256") @Min(0) @Max(10_000) int unwrappedKept,
    @DefaultValue("1m") Duration unwrappedFor,
    @DefaultValue Map<String, String> attributes,
    @DefaultValue @Valid Map<String, Other> others) {

  enum Kind {
    PKCS11,
    SOFTWARE
  }

  /** One of the further tokens; its components mean what they mean above. */
  record Other(
      @NotNull Path library,
      @Nullable String label,
      @Nullable String serial,
      @Nullable Integer index,
      @Nullable Path pinFile,
      @Nullable String pinVariable,
      @DefaultValue Map<String, String> attributes) {}
}
