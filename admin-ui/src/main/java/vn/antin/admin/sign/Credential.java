package vn.antin.admin.sign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.antin.admin.web.SubjectName;

/** A certificate the official may sign with: their own, or an agency seal in their custody. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Credential(
    String id,
    @Nullable String kind,
    @Nullable String subject,
    @Nullable String serialNumber,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable String status,
    @Nullable String unit) {
  private static final String TOKEN = "usb-token:";

  /** The same, with its key on the official's own USB token. */
  Credential onToken() {
    return new Credential(
        TOKEN + id, kind, subject, serialNumber, validFrom, validTo, status, unit);
  }

  /** Whether the official's own USB token holds the key. */
  public boolean token() {
    return token(id);
  }

  static boolean token(String id) {
    return id.startsWith(TOKEN);
  }

  /** As signing-service calls it. */
  static String plain(String id) {
    return token(id) ? id.substring(TOKEN.length()) : id;
  }

  public String name() {
    return SubjectName.commonName(subject);
  }

  public boolean seal() {
    return "seal".equals(kind);
  }

  /** Whether it can sign today. */
  public boolean usable() {
    return status == null || "valid".equals(status);
  }
}
