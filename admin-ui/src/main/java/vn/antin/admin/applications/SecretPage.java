package vn.antin.admin.applications;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What was made just now and is shown once.
 *
 * @param made whether the application itself is new
 */
public record SecretPage(
    Application application, @Nullable String secret, @Nullable String snippet, boolean made) {
  @Override
  public String toString() {
    return "SecretPage[" + application.id() + "]";
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Written(Application client, @Nullable String secret, @Nullable String snippet) {
    @Override
    public String toString() {
      return "Written[" + client.id() + "]";
    }
  }
}
