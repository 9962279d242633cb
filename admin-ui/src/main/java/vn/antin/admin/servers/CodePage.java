package vn.antin.admin.servers;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server's code, shown this once. */
public record CodePage(UUID id, String name, String code, @Nullable Instant expires) {
  @Override
  public String toString() {
    return "CodePage[" + id + "]";
  }
}
