package vn.antin.auth.oauth2.client;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client has registered beyond the columns of its row, by the names of the IANA registry
 * "OAuth Dynamic Client Registration Metadata". What stands here has been checked when it was
 * registered; a member of another type than asked for counts as absent.
 */
public record ClientMetadata(Map<String, Object> members) {
  public static final ClientMetadata EMPTY = new ClientMetadata(Map.of());

  public ClientMetadata {
    members = java.util.Collections.unmodifiableMap(new TreeMap<>(members));
  }

  public @Nullable String text(String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  /** False when absent. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  public @Nullable Integer number(String name) {
    return members.get(name) instanceof Number number ? number.intValue() : null;
  }

  public @Nullable URI uri(String name) {
    String text = text(name);
    return text == null ? null : URI.create(text);
  }

  /** Empty when absent; in the order registered. */
  public Set<String> texts(String name) {
    Set<String> texts = new LinkedHashSet<>();
    if (members.get(name) instanceof Collection<?> given) {
      given.forEach(value -> texts.add(String.valueOf(value)));
    }
    return texts;
  }

  /**
   * How a kind of answer is signed and encrypted for the client.
   *
   * @param answer {@code id_token}, {@code userinfo}, {@code authorization} or {@code
   *     introspection}
   */
  public Protection protection(String answer) {
    return new Protection(
        text(answer + "_signed_response_alg"),
        text(answer + "_encrypted_response_alg"),
        text(answer + "_encrypted_response_enc"));
  }

  /**
   * JOSE algorithms by their registered names; null where the client has registered none.
   *
   * @param signing of the signature
   * @param keyManagement how the content key reaches the client; null: not encrypted
   * @param content how the content is encrypted; null: A128CBC-HS256
   */
  public record Protection(
      @Nullable String signing, @Nullable String keyManagement, @Nullable String content) {}
}
