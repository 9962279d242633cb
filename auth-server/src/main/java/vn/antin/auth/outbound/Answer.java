package vn.antin.auth.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a request; the reasons are for operators and carry no secret. */
public sealed interface Answer {
  /**
   * The other side answered with success.
   *
   * @param status 200 to 299
   * @param contentType as the header has it; empty when there was none
   * @param content the bytes of the body; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by its bytes below
  record Ok(int status, String contentType, byte[] content) implements Answer {
    /** The body read as UTF-8. */
    public String body() {
      return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ok(int otherStatus, String otherType, byte[] otherContent)
          && status == otherStatus
          && contentType.equals(otherType)
          && Arrays.equals(content, otherContent);
    }

    @Override
    public int hashCode() {
      return Objects.hash(status, contentType, Arrays.hashCode(content));
    }

    @Override
    public String toString() {
      return "Ok[status=%d, contentType=%s, %d bytes]"
          .formatted(status, contentType, content.length);
    }
  }

  /** Nothing was sent: the address is not one that we talk to. Trying again does not help. */
  record Refused(String reason) implements Answer {}

  /**
   * The other side could not be reached, was too slow, said too much, or answered with something
   * other than success.
   *
   * @param status of the answer; 0 when there was none
   */
  record Failed(int status, String reason) implements Answer {}
}
