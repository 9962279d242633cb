package vn.antin.admin.enrolment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/** A code with which a holder registers a USB token; whoever has it needs the token's key too. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokenCode(String code, Instant expiresAt) {
  @Override
  public String toString() {
    return "TokenCode[hidden]";
  }
}
