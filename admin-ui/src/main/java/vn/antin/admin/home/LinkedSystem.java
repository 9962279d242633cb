package vn.antin.admin.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A system that the official may log in to with this account. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LinkedSystem(@Nullable String clientId, @Nullable String name, @Nullable String url) {
  /** The name, or the id where none was registered. */
  public String label() {
    return name != null ? name : clientId != null ? clientId : "–";
  }

  /** The host, for those who recognise a system by its address. */
  public String host() {
    try {
      var host = url == null ? null : URI.create(url).getAuthority();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
