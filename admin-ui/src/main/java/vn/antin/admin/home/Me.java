package vn.antin.admin.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The official as the auth-server knows them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Me(@Nullable String displayName, @Nullable List<Post> posts) {
  /** A post held now. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Post(@Nullable String title, @Nullable String unit) {}
}
